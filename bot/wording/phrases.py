"""Short sentences of the conversation."""

from __future__ import annotations

from bot.accounts.masking import mask_account_no
from bot.contract.messages import Action, Button, MessageKind, Reply
from bot.wording import topics
from bot.wording.catalogue import Words
from bot.wording.labels import MENU, label, menu


def greeting(say: Words, office: str) -> Reply:
    """Who we are and what can be asked."""
    return Reply(
        say("Hello, this is the bill assistant of {office}.", office=office),
        say(
            'Just ask in your own words, for example: "Why is the price above 0.56?" or "How '
            'much is left in tier 1?" If something is wrong with the bill, we register it.'
        ),
        menu(say),
    )


def reported(say: Words, number: str) -> Reply:
    """A report about a person is registered."""
    return Reply(
        say("We have registered your report: {number}.", number=number),
        say(
            "It goes to the audit alone, never to the person it is about. You can also report to "
            "95598 or 12398."
        ),
    )


def sealed(say: Words, number: str) -> Reply:
    """To staff who must not read a report that they took in."""
    return Reply(
        say("Registered as a report: {number}. The auditor works on it.", number=number),
        say("You cannot open it any more. Please speak of it with nobody."),
    )


def withdrawn(say: Words, number: str) -> Reply:
    """The customer does not want to pursue a case any more."""
    return Reply(
        say("Noted with case {number}: you do not want to pursue it any more.", number=number),
        say("A colleague sees this and closes the case. You can bring it up again at any time."),
    )


def what_was_wrong(say: Words) -> Reply:
    """A correction that does not say what of."""
    return Reply(
        say("What is not right: the month, the account, or the amount? Say it in a sentence."),
        "",
        (Button(label(say, Action.HUMAN), Action.HUMAN),),
    )


def sorry(say: Words) -> Reply:
    """A message could not be handled."""
    return Reply(
        say("Something went wrong on our side. Please send it again in a minute, or call 95598.")
    )


def which_household(say: Words) -> str:
    """Below a complaint of somebody who has not said who they are."""
    return say(
        "If it is about a bill, tell us whose account it is, and it can be looked up sooner: "
        "press the button, or send account number, name and the last four digits."
    )


def elsewhere(say: Words, topic: str, phone: str, region: str) -> Reply:
    """A matter of which nothing is written down here: who knows."""
    if topic == "abuse":
        return Reply(
            say("We hear that you are angry. Tell us what it is about, and we look into it."),
            say("If you would rather speak to a person, press the button or call 95598."),
            menu(say),
        )
    if topic == "privacy_request":
        return Reply(
            say("Send /forget, and we delete your bindings and the messages of this chat."),
            say("It happens at once, and we tell you what stays and why."),
        )
    if topic == "off_topic":
        return Reply(
            say("We can only help with electricity bills here."),
            say("This is what can be asked:"),
            menu(say),
        )
    number = f"{phone} / 95598" if phone else "95598"
    call = say(
        "Call {phone} or come to the counter. If you like, press the button and a colleague "
        "contacts you.",
        phone=number,
    )
    return Reply(
        say(
            "You ask about {topic}. We have found nothing written about it for {region}.",
            topic=say(topics.NAMES[topic]),
            region=region,
        ),
        call,
        (Button(say("A person"), Action.HUMAN), *menu(say)),
    )


def by_the_book(say: Words, head: str, lines: list[str], phone: str) -> Reply:
    """What the region's book holds, and who takes the application."""
    call = say(
        "To apply, call {phone} or come to the counter; they tell you which papers.",
        phone=f"{phone} / 95598" if phone else "95598",
    )
    return Reply(head, "\n".join([*lines, "", call]), menu(say))


def who_i_am(say: Words, office: str) -> Reply:
    """Whether this is a machine, and how to make sure that it is the office's."""
    return Reply(
        say("I am the answering program of {office}, no person.", office=office),
        say(
            "Bills are worked out from the readings and prices on file. If you would rather talk "
            "to a person, press the button. To make sure that this is really the office's, call "
            "95598 yourself and ask."
        ),
        (Button(say("A person"), Action.HUMAN),),
    )


def not_anothers(say: Words) -> Reply:
    """Another household's data was asked for."""
    return Reply(
        say("We may only speak about an account of your own, not about another household's."),
        say(
            "Whoever's account it is can ask here. If it is yours, bind it first: account number, "
            "holder's name and the last four digits of the registered phone."
        ),
        menu(say),
    )


def not_by_chat(say: Words) -> Reply:
    """The message gives the bot orders or claims authority."""
    return Reply(
        say("That cannot be done here."),
        say(
            "This assistant answers customers about their own bills. Whoever needs more for work "
            "asks the office directly."
        ),
        menu(say),
    )


def not_understood(say: Words, guesses: tuple[Action, ...] = ()) -> Reply:
    """We do not know what is asked; the likeliest buttons stand first."""
    actions = dict.fromkeys((*guesses, *MENU))
    return Reply(
        say("Sorry, we did not understand this."),
        say("Choose one of these, or ask for a person."),
        tuple(Button(label(say, action), action) for action in actions),
    )


def unknown_command(say: Words) -> Reply:
    """There is no such command."""
    return Reply(say("There is no such command."), say("This is what can be asked:"), menu(say))


def empty(say: Words) -> Reply:
    """Nothing to read in the message."""
    return Reply(say("There was no text in your message."), say("What is it about?"), menu(say))


def languages(say: Words) -> Reply:
    """Which languages there are."""
    actions = (Action.HANS, Action.HANT, Action.ENGLISH)
    buttons = tuple(Button(label(say, action), action) for action in actions)
    return Reply(say("In which language shall we answer?"), "", buttons)


def speaks(say: Words) -> Reply:
    """The language was changed."""
    return Reply(say("All right, we answer in this language from now on."), "", menu(say))


def offer_person(say: Words) -> Reply:
    """Twice not understood."""
    return Reply(
        say("Sorry, we still do not understand. Shall a colleague take over?"),
        say("You can also call 95598."),
        (Button(say("A person"), Action.HUMAN), *menu(say)),
    )


def not_text(say: Words, kind: MessageKind) -> Reply:
    """Stickers and the like say nothing to us."""
    sentences = {
        MessageKind.STICKER: say("Thank you for the sticker; we can only read text."),
    }
    head = sentences.get(kind, say("We can only read text."))
    return Reply(head, say("Please type your question, or choose one:"), menu(say))


def figures_elsewhere(say: Words, phone: str) -> str:
    """The office gives no figures of a bill through this messenger."""
    if phone:
        return say(
            "We do not send figures of bills through this messenger. Call us, {phone} or 95598, "
            "or come to the counter, and we go through the bill with you.",
            phone=phone,
        )
    return say(
        "We do not send figures of bills through this messenger. Call 95598 or come to the "
        "counter, and we go through the bill with you."
    )


def call_us(say: Words, phone: str) -> str:
    """Where a person answers at once."""
    if phone:
        return say(
            "A colleague will contact you. In a hurry, call the office: {phone}.", phone=phone
        )
    return say("A colleague will contact you. In a hurry, call 95598.")


def long_letter(say: Words) -> str:
    """A long text was kept whole."""
    return say("You have written in detail. We keep it word for word, and a person reads it.")


def welcome(say: Words) -> Reply:
    """Answer to thanks."""
    return Reply(say("You are welcome. Write to us at any time."))


def switched(say: Words, account_no: str) -> Reply:
    """Another bound account is the current one."""
    return Reply(
        say("We now speak of account {account}.", account=mask_account_no(account_no)),
        buttons=menu(say),
    )


def other_accounts(say: Words, bound: tuple[str, ...]) -> str:
    """Which of several accounts was meant."""
    current, *others = bound
    return say(
        "This is about account {account}. To ask about another ({others}), send its number.",
        account=mask_account_no(current),
        others=say(", ").join(mask_account_no(number) for number in others),
    )


def unbound(say: Words, count: int) -> Reply:
    """The chat belongs to no account any more."""
    if not count:
        return Reply(say("This chat was not bound to any account."))
    return Reply(
        say("Done. This chat is no longer bound to any account."),
        say("Cases that are open go on; you can still ask for them here."),
    )


def cancelled(say: Words) -> Reply:
    """The question in progress was dropped."""
    return Reply(say("All right, we leave it there."), say("Write whenever you like."))


def what_now(say: Words) -> Reply:
    """After binding, when no question waits for its answer."""
    return Reply(say("What would you like to know?"), buttons=menu(say))
