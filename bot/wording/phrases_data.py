"""What customers are told about what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.accounts.masking import mask_account_no, mask_name
from bot.contract.messages import Action, Button, Reply
from bot.contract.office import Office
from bot.contract.said import DataWish
from bot.records.account import AccountRecord
from bot.wording.catalogue import Words, mark
from bot.wording.labels import label


def forgotten(say: Words, backup_days: int | None, *, messages_gone: bool) -> Reply:
    """What was deleted, what stays and why.

    Args:
        say: in whose language.
        backup_days: for how many days copies of the database are kept at most, if that is set.
        messages_gone: False where a hold keeps the messages.
    """
    head = (
        say("Done. Your bindings and the messages of this chat are deleted here.")
        if messages_gone
        else say(
            "Done. Your bindings are deleted. The messages of this chat must be kept for now, "
            "because a case of yours is under legal review."
        )
    )
    return Reply(
        head,
        say(
            "Cases you have opened stay, because they must be answered and can be checked later. "
            "So does the record of who looked at your bills. The office's own bills and readings "
            "are not touched. What the messenger itself keeps, you delete there."
        )
        + "\n"
        + _in_backups(say, backup_days),
    )


def _in_backups(say: Words, days: int | None) -> str:
    if days is None:
        return say(
            "Copies made earlier against a loss still hold it; should one have to be put back, "
            "yours is deleted from it first."
        )
    return say(
        "Copies made earlier against a loss still hold it, for {days} days at most; should one "
        "have to be put back, yours is deleted from it first.",
        days=days,
    )


def notice(say: Words, office: Office) -> str:
    """What a customer is told of the handling of his data before he sends any of it.

    By 个人信息保护法 articles 17 and 31: who, what, what for, how long, which rights; children.
    """
    messages, cases, trail = office.kept_days
    return "\n".join(
        [
            say("How your data is handled:"),
            say("· By whom: {office}, {phone}", office=office.name, phone=office.phone or "95598"),
            say(
                "· What: account number, name and last four digits; what you send here; your "
                "readings, bills and cases."
            ),
            say(
                "· What for: to check whose account it is, to explain its bills, to settle cases."
            ),
            say(
                "· Who sees them: a chat that has proved the account, and colleagues for their "
                "work; who looked is noted."
            ),
            say(
                "· How long: messages {messages} days, closed cases {cases} days, the record of "
                "who looked {trail} days.",
                messages=messages,
                cases=cases,
                trail=trail,
            ),
            say(
                "· To see what is kept, send “what is kept of me”; to delete it, /forget. To "
                "correct it, have a copy or object, tell us here or come to the counter."
            ),
            say("· Under 14: please let a parent or guardian bind the account."),
        ]
    )


def may_we(say: Words, abroad: str, phone: str, bare: Reply, *, again: bool) -> Reply:
    """Whether figures may go to a messenger abroad; below it what the answer says besides them.

    By 个人信息保护法 article 39: who receives what, what for, and that nothing hangs on it.

    Args:
        say: in whose language.
        abroad: the messenger's name.
        phone: the office's.
        bare: the answer without figures.
        again: True where the question stands already: then in short.
    """
    head = say("May we send your figures here? They go through {who}, abroad.", who=abroad)
    if again:
        head = say(
            "No figures were sent yet. One word of yours is missing: may they go through {who}?",
            who=abroad,
        )
    whole = [
        say("· {who} is a messenger of a company abroad; what we write here lies with it too.",
            who=abroad),
        say("· What goes there: kWh, amounts and dates of your bills, and only to answer you."),
        say("· If you do not agree, nothing is lost: questions and complaints are handled just "
            "the same; for figures call {phone} or come to the counter.", phone=phone or "95598"),
        say("· We ask once. You can change your mind at any time. Under 14, please let a parent "
            "or guardian answer."),
    ]  # fmt: skip
    besides = bare.text if bare.headline else bare.body
    body = "" if again else "\n".join(whole)
    asked = (Action.AGREE, Action.DECLINE)
    return Reply(
        head,
        "\n\n".join(filter(None, (body, besides))),
        tuple(Button(label(say, one), one) for one in asked),
        fold=bare.fold,
    )


def not_here(say: Words, abroad: str, phone: str, bare: Reply) -> Reply:
    """The answer without figures for who did not agree; the way back stands below it."""
    head = bare.headline or say(
        "As you wished, no figures go through {who}. Call {phone} or come to the counter, and we "
        "go through the bill with you.",
        who=abroad,
        phone=phone or "95598",
    )
    back = Button(label(say, Action.AGREE), Action.AGREE)
    return Reply(head, bare.body, (*bare.buttons, back), fold=bare.fold)


def agreed(say: Words) -> Reply:
    """Noted, where no answer waits for it."""
    return Reply(
        say("Noted: you can see your figures here. Please ask."),
        say("To take that back, send “no figures here”."),
    )


def declined(say: Words, phone: str) -> tuple[str, str]:
    """Noted, and how figures are told: head and body."""
    head = say("Noted: we send no figures here.")
    body = say(
        "For the figures call {phone} or come to the counter. Everything else goes on here: the "
        "rules, your complaints, where they stand. Should you change your mind, send “I agree”.",
        phone=phone or "95598",
    )
    return head, body


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one account: how many bills, readings and other facts."""

    account: AccountRecord
    bills: int
    readings: int
    facts: int


def kept(
    say: Words, accounts: Sequence[Kept], cases: Sequence[str], office: Office,
    besides: Sequence[str] = (),
) -> Reply:  # fmt: skip
    """What is kept of a chat: its accounts, cases and messages; what is shown is masked."""
    lines = [
        say(
            "· Account {account}: holder {name}, registered phone {phone}; {bills} "
            "bills, {readings} readings, {facts} other entries",
            account=mask_account_no(one.account.account_no),
            name=mask_name(one.account.holder_name),
            phone=say("on file") if one.account.phone else say("not on file"),
            bills=one.bills,
            readings=one.readings,
            facts=one.facts,
        )
        for one in accounts
    ]
    if not lines:
        lines.append(say("· No account is bound to this chat."))
    if cases:
        lines.append(say("· Cases: {numbers}", numbers=say(", ").join(cases)))
    lines.append(
        say("· The messages of this chat of the last {days} days", days=office.kept_days[0])
    )
    lines += besides
    return Reply(
        say("This is kept here of you:"),
        "\n".join(lines),
        fold=notice(say, office),
    )


def who_sees(say: Words, office: Office) -> Reply:
    """Whether neighbours and others see what a household uses or pays."""
    lines = [
        say(
            "· Only a chat bound to your account sees them: number, holder and telephone must fit."
        ),
        say("· Colleagues see what their work needs, and it is noted each time who looked."),
        say(
            "· If somebody knows what they should not, tell us: it is looked up who looked, and "
            "a chat that is not of your household is cut off."
        ),
    ]
    head = say("Others cannot see your bills here, neighbours neither.")
    return Reply(head, "\n".join(lines), fold=notice(say, office))


def besides(say: Words, ahead: int, in_person: int, visits: int, *, refuses: bool) -> list[str]:
    """Words before a bill, here and in person, whether it wants none, visits to its accounts."""
    lines = []
    if ahead:
        lines.append(say("· Words that we wrote here before a bill: {count}", count=ahead))
    if in_person:
        told = say(
            "· What a colleague told your household before a bill: {count}", count=in_person
        )
        lines.append(told)
    if refuses:
        lines.append(say("· That you want no such words"))
    if visits:
        lines.append(say("· What was seen at visits to your meter: {count}", count=visits))
    return lines


def data_steps(say: Words) -> list[str]:
    """What is looked into where the complaint is about personal data."""
    return [
        say("· We look into who saw your data, when and what for: each look is on record."),
        say(
            "· Whether it went to anybody who has no right to it. If so, you are told what, why "
            "and what was done about it."
        ),
        say(
            "· If you asked for something to be deleted: what is left, and why. You can delete "
            "this chat yourself at any time with /forget."
        ),
    ]


def data_complaint(say: Words, registered: str, promised: str) -> tuple[str, str]:
    """A complaint about personal data was taken in: head and body."""
    law = say(
        "The law wants this dealt with without delay and names no days; the dates above are our "
        "promise. If you do not agree with the answer, you may turn to the authorities for "
        "personal information or to a court."
    )
    head = say(
        "{registered} It is about your personal data, so the head of the office looks at it.",
        registered=registered,
    )
    return head, f"{promised}\n\n{law}"


_DONE = {
    DataWish.COPY: mark("· A copy: a colleague checks that it is you, and gives it to you."),
    DataWish.CORRECTION: mark(
        "· A correction: write here what is wrong and what is right. A colleague checks and "
        "corrects it; the registered phone is changed at the counter."
    ),
    DataWish.OBJECTION: mark(
        "· If you do not agree: /forget deletes your binding and this chat at once. What the "
        "office needs for your bills, and why, a colleague tells you."
    ),
}


def data_wish(
    say: Words, registered: str, promised: Sequence[str], wished: DataWish
) -> tuple[str, str]:
    """What becomes of a wish about one's own data: head and body."""
    return registered, "\n".join([*promised, say(_DONE[wished])])
