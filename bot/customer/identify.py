"""Binding a chat to an account: asks for what is missing, checks it, locks after five failures.

A failure says the same thing whether the account exists or not.
"""

from __future__ import annotations

from dataclasses import replace

from bot.accounts.binding import (
    ACCOUNT_LOCK,
    ACCOUNT_TRIES,
    CHAT_ACCOUNTS,
    CHAT_LOCK,
    LOCK,
    PHONE_ACCOUNTS,
    TRIES,
    chinese_mobile,
    proves_holder,
)
from bot.accounts.masking import mask_account_no
from bot.cases import joining
from bot.cases.who_left import names_who_left
from bot.contract.came import Contact
from bot.contract.messages import Reply
from bot.contract.said import Claim
from bot.customer.follow_up import note_kin
from bot.customer.turn import Turn
from bot.hearing.claim import may_be_holder
from bot.hearing.normalise import plain
from bot.records.memory import Question
from bot.wording import phrases_data
from bot.wording.catalogue import Words
from bot.wording.phrases_binding import (
    account_locked,
    for_a_guardian,
    holder_changes,
    locked,
    of_many,
    ways_out,
)


def ask(turn: Turn, question: Question | None) -> Reply:
    """Ask who it is, and remember the question that waits for the answer."""
    if _locked(turn):
        return _locked_reply(turn)
    name, tail = turn.heard.introduced_name, ""
    says_name = turn.heard.who.names_self or turn.heard.who.is_name
    if turn.heard.mobiles or says_name:  # 我是张建国,电话…: who says that says who it is
        name, tail = turn.heard.holder, turn.heard.claim.last_four
    claim = Claim(turn.heard.claim.account_no, name if may_be_holder(name) else "", tail)
    _keep(turn, claim, question)
    return _asked(turn, claim, first=True)


def put_by(turn: Turn, question: Question) -> None:
    """A question that was answered in general; once it is known who asks, of their bill."""
    if not turn.bound:
        turn.remember(replace(turn.memory, question=question))


def introduce(turn: Turn, question: Question) -> tuple[Reply, bool]:
    """Take a whole claim that came with a question, which waits where the claim does not fit.

    Returns:
        The reply, and whether the chat is bound now.
    """
    if _locked(turn):
        return _locked_reply(turn), False
    _keep(turn, Claim(), question)
    return resume(turn)


def resume(turn: Turn) -> tuple[Reply, bool]:
    """Take the next part of the claim.

    Returns:
        The reply, and whether the chat is bound now.
    """
    if _locked(turn):
        return _locked_reply(turn), False
    memory = turn.memory
    known, new = memory.claim or Claim(), turn.heard.claim
    claim = Claim(
        new.account_no or known.account_no,
        new.name or known.name,
        new.last_four or known.last_four,
    )
    if claim == known:
        return remind(turn), False
    if not (claim.account_no and claim.name and claim.last_four):
        _keep(turn, claim, memory.question)
        return _asked(turn, claim, first=False), False
    account = turn.store.accounts.get(claim.account_no)
    guessed = turn.store.chats.failures_on_account(claim.account_no, turn.now - ACCOUNT_LOCK)
    if guessed >= ACCOUNT_TRIES:
        _keep(turn, Claim(claim.account_no), memory.question)
        return account_locked(turn.say), False
    # A name in traditional characters is the same name.
    names = {claim.name, plain(claim.name)}
    if not any(proves_holder(account, name, claim.last_four) for name in names):
        return _failed(turn, claim.account_no), False
    if account and names_who_left(turn.store, account):
        _keep(turn, Claim(claim.account_no), memory.question)
        return holder_changes(turn.say), False
    _bind(turn, claim.account_no, "particulars")
    note_kin(turn, claim.account_no)
    drop(turn)
    return _done(turn.say, (claim.account_no,)), True


def remind(turn: Turn, question: Question | None = None) -> Reply:
    """The account was asked for and something else came: in short what is missing, and a way out.

    A new question takes the place of the one that waits.
    """
    say = turn.say
    if _locked(turn):
        return _locked_reply(turn)
    memory = turn.memory
    claim = memory.claim or Claim()
    if not claim.name and may_be_holder(turn.heard.holder):
        claim = replace(claim, name=turn.heard.holder)
    _keep(turn, claim, question or memory.question)
    body = [say("Please send: {missing}.", missing=_missing(say, claim))]
    if turn.heard.account_said:
        body.append(_in_figures(say))
    body.append(say("We use this only to check that nobody else sees your bill."))
    if not claim.account_no:
        body.append(
            say(
                "If you do not know the account number, share your phone number, call 95598, or "
                "ask for a person."
            )
        )
    return Reply(
        say("We cannot look into your bill before we have checked whose account it is."),
        "\n".join(body),
        ways_out(say),
        share_contact=say("Share my phone number"),
    )


def by_contact(turn: Turn, contact: Contact) -> tuple[Reply, bool]:
    """Bind by a shared contact: it must be the sender's own and equal the registered phone.

    Returns:
        The reply, and whether the chat is bound now.
    """
    if _locked(turn):
        return _locked_reply(turn), False
    wanted = (turn.memory.claim or Claim()).account_no
    phone = chinese_mobile(contact.phone) if contact.own else ""
    held = turn.store.accounts.with_phone(phone)
    if len(held) > PHONE_ACCOUNTS:
        turn.store.audit.add(turn.now, turn.chat.name, "binding_refused", wanted, "many accounts")
        return of_many(turn.say), False
    fitting = [a for a in held if wanted in ("", a.account_no)]
    if not fitting:
        return _failed(turn, wanted), False
    fitting = [a for a in fitting if not names_who_left(turn.store, a)]
    if not fitting:
        return holder_changes(turn.say), False
    for account in fitting:
        _bind(turn, account.account_no, "own contact")
    drop(turn)
    return _done(turn.say, tuple(account.account_no for account in fitting)), True


def is_waiting(turn: Turn) -> bool:
    """Whether the chat is in the middle of binding."""
    return turn.memory.claim is not None


def awaits(turn: Turn) -> bool:
    """Whether the account is asked for, and the customer does not want something else now."""
    heard = turn.heard
    return is_waiting(turn) and not (heard.order or heard.understood.sure_of("human_agent"))


def drop(turn: Turn) -> None:
    """Ask no longer whose account it is."""
    _keep(turn, None, None)


def _keep(turn: Turn, claim: Claim | None, question: Question | None) -> None:
    turn.remember(replace(turn.memory, claim=claim, question=question))


def _done(say: Words, bound: tuple[str, ...]) -> Reply:
    numbers = say(", ").join(mask_account_no(number) for number in bound)
    head = (
        say("Done. This chat now belongs to account {account}.", account=numbers)
        if len(bound) == 1
        else say(
            "Done. This chat now belongs to {count} accounts: {numbers}.",
            count=len(bound),
            numbers=numbers,
        )
    )
    return Reply(head, say("You can undo it at any time with /unbind."))


def _bind(turn: Turn, account_no: str, proof: str) -> None:
    turn.store.chats.bind(turn.chat, account_no, turn.now)
    joining.proved(turn.acting, turn.chat, account_no)
    # Whoever sends the particulars has read what they are used for, above the question.
    turn.store.audit.add(turn.now, turn.chat.name, "bound_with_consent", account_no, proof)


def _failed(turn: Turn, account_no: str) -> Reply:
    say = turn.say
    turn.store.chats.add_failure(turn.chat, account_no, turn.now)
    turn.store.audit.add(turn.now, turn.chat.name, "binding_refused", account_no)
    _keep(turn, Claim(), turn.memory.question)
    left = TRIES - turn.store.chats.failures_since(turn.chat, turn.now - LOCK)
    if left <= 0 or _tried_many(turn):
        return _locked_reply(turn)
    return Reply(
        say("These particulars do not fit together. Please check them against your bill."),
        say(
            "Send account number, holder's name and the last four digits of the phone number "
            "registered at the office once more. {left} tries are left. You can also call 95598.",
            left=left,
        ),
        buttons=ways_out(say),
    )


def _asked(turn: Turn, claim: Claim, *, first: bool) -> Reply:
    say = turn.say
    head = (
        say("So that nobody else sees your bill, please tell us first whose account it is.")
        if first
        else say("Thank you. Something is still missing.")
    )
    body = say("Please send: {missing}.", missing=_missing(say, claim))
    if not claim.account_no and turn.heard.account_said:
        body += "\n" + _in_figures(say)
    if claim == Claim():
        body += "\n" + say("All in one line will do, for example: 4100000000 Wang Xiaoming 0000")
    if first:
        body += "\n\n" + say(
            "We use them only to check whose account it is and to look up its bills. They travel "
            "through the messenger or page you write on. By sending them you agree; you can undo "
            "it with /unbind or /forget. If you would rather not, call 95598 or come to the "
            "counter."
        )
    return Reply(
        head,
        body,
        buttons=ways_out(say),
        share_contact=say("Share my phone number"),
        fold=phrases_data.notice(say, turn.office) if first else "",
    )


def _missing(say: Words, claim: Claim) -> str:
    parts = (
        (say("account number (on the bill, 10, 13 or 16 digits)"), claim.account_no),
        (say("holder's name"), claim.name),
        (say("last four digits of the phone number registered at the office"), claim.last_four),
    )
    return say(", ").join(label for label, value in parts if not value)


def _in_figures(say: Words) -> str:
    return say("Please write the account number in figures, so that none is misheard.")


def _locked(turn: Turn) -> bool:
    if turn.memory.child:
        return True
    few = turn.store.chats.failures_since(turn.chat, turn.now - LOCK) >= TRIES
    return few or _tried_many(turn)


def _tried_many(turn: Turn) -> bool:
    """Whether the chat failed on so many accounts that it looks for whichever opens."""
    since = turn.now - CHAT_LOCK
    return turn.store.chats.accounts_tried(turn.chat, since) >= CHAT_ACCOUNTS


def _locked_reply(turn: Turn) -> Reply:
    if turn.memory.child:
        return for_a_guardian(turn.say)
    return locked(turn.say, int(LOCK.total_seconds() // 60), many=_tried_many(turn))
