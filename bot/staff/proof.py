"""Whether the customer's chat has proved the account, and asking it to."""

from __future__ import annotations

from bot.cases.people import asked_in, customers_of, proved_by
from bot.contract.messages import Action, Button, Chat, Outcome, Post, Reply
from bot.records.case import Case, CaseKind
from bot.staff.private_words import private_in
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names
from bot.wording.labels import label

ASKED = "asked_to_prove"  # an event of a case


def unproved(turn: StaffTurn, case: Case) -> tuple[Chat, ...]:
    """The customer's chats that have not proved the account: no figure of a bill goes there."""
    chats = customers_of(turn.store, case)
    return tuple(chat for chat in chats if not proved_by(turn.store, case, chat))


def may_hold_figures(turn: StaffTurn, case: Case) -> bool:
    """Whether figures may stand in what is written to the customer.

    Where a chat asked, once it has proved the account. Else a draft is read out or handed over by
    whoever has the customer before them: of a guess only once they say how they know who it is.
    """
    asked = asked_in(turn.store, case)
    if asked:
        return any(proved_by(turn.store, case, chat) for chat in asked)
    return case.guessed is None or case.identified is not None


def warning(turn: StaffTurn, case: Case) -> str:
    """What stands above the sheet where the chat has proved nothing; else empty."""
    if not case.account_no or case.kind is CaseKind.REPORT or may_hold_figures(turn, case):
        return ""
    say = turn.say
    guess = say(names.GUESSES[case.guessed]) if case.guessed else ""
    if asked_in(turn.store, case):
        chat = say(
            "⚠ This chat has not proved that the account is theirs. What you send there holds no "
            "figures of a bill."
        )
        return f"{guess}\n{chat}" if guess else chat
    more = say(
        "Nothing is proved. The draft holds no figures until you say how you know who it is."
    )
    return f"{guess}\n{more}"


def ask_button(turn: StaffTurn, case: Case) -> tuple[Button, ...]:
    """The button that asks the customer's chat for the particulars, or how staff know them."""
    guess = case.guessed and not case.identified and not asked_in(turn.store, case)
    if guess and case.kind is not CaseKind.REPORT:
        return (button(turn.say("How I know who it is"), "identify", case.number),)
    if case.kind is CaseKind.REPORT or not turn.desk.reached(unproved(turn, case)):
        return ()
    return (button(turn.say("Ask whose account it is"), "prove", case.number),)


def ask(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Ask the customer's chat whose account it is; the bot reads the answer."""
    say = turn.say
    chats = turn.desk.reached(unproved(turn, case))
    if not chats:
        return (Reply(say("This chat has proved the account already, or cannot be written to.")),)
    asked = Reply(
        say("Before we write to you about your bill, please tell us whose account it is."),
        say("Press the key below and send what is asked for. Case {number}.", number=case.number),
        (Button(label(say, Action.BIND), Action.BIND),),
    )
    turn.acting.note(case, ASKED)
    key = f"prove:{case.number}:{turn.now.isoformat()}"
    posts = (Post(chat, asked, f"{key}:{chat.name}") for chat in chats)
    return (*posts, Reply(say("The customer is asked for the particulars. You hear of it.")))


def warning_of_file(turn: StaffTurn, case: Case) -> tuple[Reply, ...]:
    """To whoever sent a picture or file to a chat that has proved nothing: nobody reads it."""
    if case.kind is CaseKind.REPORT or not unproved(turn, case):
        return ()
    say = turn.say
    told = say(
        "⚠ This chat has not proved whose account it is. What stands in a picture, file or voice "
        "message cannot be checked: send none with a household's bill or name."
    )
    return (Reply(told, "", ask_button(turn, case)),)


def refusal(turn: StaffTurn, case: Case) -> Reply | None:
    """Why words with what is the household's own do not go to a chat that has proved nothing."""
    private = private_in(turn, case) if unproved(turn, case) else ()
    if not private:
        return None
    say = turn.say
    return Reply(
        say("Not sent: what is the household's own stands in it ({words}).",
            words=say(", ").join(private)),
        say("This chat has not proved that the account is theirs. Ask whose account it is, or "
            "write without that."),
        ask_button(turn, case),
    )  # fmt: skip
