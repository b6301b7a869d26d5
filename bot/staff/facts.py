"""What is known of an account: shown, entered with the paper that proves it, withdrawn."""

from __future__ import annotations

from datetime import date

from bot.accounts.entered import FactEntryError
from bot.accounts.fact_check import Clash, clash_of
from bot.accounts.fact_line import FactLine, UnknownFactError, read_line
from bot.accounts.fact_names import NAME_OF
from bot.accounts.masking import mask_account_no
from bot.accounts.transfers import completed, masked_names
from bot.bills.own_rules import tariff_of
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.messages import Figures, Outcome, Reply
from bot.records.account import AccountRecord
from bot.records.case import UNFINISHED
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.staff import approving, forwards
from bot.staff.turn import StaffTurn, not_allowed
from bot.wording import facts as wording

_EXAMPLES = (
    "/fact 4100000123 一户多人口 6人 2018-03-01 户口簿",
    "/fact 4100000123 峰谷分时 无 电话核实",
    "/fact 4100000123 撤销 一户多人口 2018-03-01 登记错误",
)


def fact(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /fact: an account or case shows what is known; a fact behind it enters it."""
    if not may(turn.staff.role, May.ASSIGN):
        return (not_allowed(turn, "fact"),)
    if turn.message.group:
        return (Reply(turn.say("Not in a group: ask that where you write to the bot alone.")),)
    subject, _, line = turn.message.text.strip().partition(" ")
    account = account_of(turn)
    if account is None:
        return (_how(turn) if not subject else _no_such(turn),)
    if not line.strip():
        return (_known(turn, account),)
    try:
        read = read_line(line)
    except UnknownFactError:
        return (_how(turn),)
    except FactEntryError as error:
        return (Reply(turn.say(wording.TROUBLES[error.trouble])),)
    if not read.basis:
        return (
            Reply(
                turn.say("What proves it? Write the paper last, for example 户口簿."),
            ),
        )
    return _withdrawn(turn, account, read) if read.fact is None else _entered(turn, account, read)


def account_of(turn: StaffTurn) -> AccountRecord | None:
    """Whose facts they are: of an account, or of a case's account."""
    subject, _, _ = turn.message.text.strip().partition(" ")
    if subject.upper().startswith("TS"):
        case = turn.case(subject)
        return turn.store.accounts.get(case.account_no) if case and case.account_no else None
    return turn.store.accounts.get(subject)


def _entered(turn: StaffTurn, account: AccountRecord, read: FactLine) -> tuple[Outcome, ...]:
    """A correction at the desk takes the place of what was known; the trail keeps both."""
    number = account.account_no
    if read.fact is None:
        return ()
    known = turn.store.accounts.facts_of(number)
    record = completed(read.fact.of(number, FactSource.PAPER, read.basis, turn.now), known)
    readings = turn.store.accounts.readings_of(number)
    clashing = clash_of(record, known, account, readings)
    if clashing and clashing.clash is not Clash.OTHER:
        return (Reply(wording.clash(turn.say, clashing)),)
    if few := _too_few(turn, record):
        return (Reply(few),)
    before = next(
        (one for one in known if (one.kind, one.since) == (record.kind, record.since)), None
    )
    turn.store.accounts.put_fact(record)
    turn.note("fact_entered", number, f"{_short(before)} -> {_short(record)}")
    return _done(turn, account, wording.fact_line(turn.say, record))


def _too_few(turn: StaffTurn, fact: FactRecord) -> str:
    """Why so few residents bring nothing by the region's rule of that day; empty where they do."""
    if fact.kind is not FactKind.HOUSEHOLD or fact.standing is not Standing.KNOWN:
        return ""
    tariff = tariff_of(turn.desk.office)
    schedule = tariff.schedule_on(date.fromisoformat(fact.since))
    rule, persons = schedule.household if schedule else None, fact.value["persons"]
    if rule is None or persons >= rule.persons:
        return ""
    return turn.say(
        "{region} counts a large household from {least} persons on. {count} persons change "
        "nothing; nothing was entered.",
        region=tariff.name,
        least=rule.persons,
        count=persons,
    )


def _withdrawn(turn: StaffTurn, account: AccountRecord, read: FactLine) -> tuple[Outcome, ...]:
    number, say = account.account_no, turn.say
    known = turn.store.accounts.facts_of(number)
    found = [one for one in known if one.kind is read.kind and read.since in ("", one.since)]
    if len(found) != 1:
        return (Reply(say("Which one? Write its first day behind it."), _lines(turn, known)),)
    turn.store.accounts.drop_fact(number, found[0].kind, found[0].since)
    turn.note("fact_withdrawn", number, f"{_short(found[0])}; {read.basis}")
    return _done(turn, account, say("Withdrawn: {name}", name=NAME_OF[read.kind]))


def _done(turn: StaffTurn, account: AccountRecord, line: str) -> tuple[Outcome, ...]:
    """Its open cases are looked at anew: what was decided on the old facts lapses."""
    numbers: list[str] = []
    told: list[Outcome] = []
    for case in turn.store.cases.of_account(account.account_no):
        if case.state in UNFINISHED and sees(turn.store, turn.staff, case):
            turn.acting.note(case, "note", line.removeprefix("· "))
            after = forwards.with_account(turn, case, account.account_no)
            told += approving.lapsed(turn, case, after)
            numbers.append(case.number)
    say = turn.say
    looked = [say("Looked at anew: {cases}", cases=say(", ").join(numbers))] if numbers else []
    return (*told, Reply(say("Noted."), "\n".join([line, *looked])))


def _known(turn: StaffTurn, account: AccountRecord) -> Reply:
    say = turn.say
    known = turn.store.accounts.facts_of(account.account_no)
    head = say("What is known of account {account}:", account=mask_account_no(account.account_no))
    lines = _lines(turn, known) or say("Nothing besides its dates, readings and bills.")
    figures = Figures(account.account_no, "facts")
    return Reply(head, f"{lines}\n\n{_form(turn)}", figures=figures, instead=Reply(head))


def _lines(turn: StaffTurn, known: tuple[FactRecord, ...]) -> str:
    return "\n".join(wording.fact_line(turn.say, one) for one in known)


def _no_such(turn: StaffTurn) -> Reply:
    return Reply(
        turn.say("That account is not in the records. Check the number and write it again.")
    )


def _how(turn: StaffTurn) -> Reply:
    return Reply(turn.say("Which account, and what of it?"), _form(turn))


def _form(turn: StaffTurn) -> str:
    names = "、".join(dict.fromkeys(NAME_OF.values()))
    return turn.say(
        "To enter one, write: /fact, account or case, the fact, its content, first and last day, "
        "and the paper. None of it: content 无. To take one back: 撤销 before the fact.\n"
        "Examples:\n{examples}\nFacts: {names}.",
        examples="\n".join(_EXAMPLES),
        names=names,
    )


def _short(fact: FactRecord | None) -> str:
    if fact is None:
        return "-"
    names = masked_names(fact)
    value = {**fact.value, **names} if names else fact.value
    return f"{fact.kind} {fact.standing} {value} ({fact.basis})"
