"""Visits in the field (普查) on the spot: the list, a button or one line for each household."""

from __future__ import annotations

from datetime import date, timedelta

from bot.accounts.masking import mask_account_no, mask_name
from bot.cases.roles import May, may
from bot.contract.messages import Attachment, Button, MessageKind, Outcome, Reply
from bot.hearing.normalise import plain
from bot.lessons import inspection_sheet, seen
from bot.lessons.inspection import Why, visit
from bot.lessons.seen import END, Row, Taken, take_in
from bot.lessons.seen_line import OTHER, Line, read_line
from bot.records.account import AccountRecord
from bot.records.inspection import Drawn, Inspected
from bot.staff import drawing_visits, papers
from bot.staff.households import is_own
from bot.staff.turn import StaffTurn, button, not_allowed, not_here, number_in

VERB = "visit"
WORD = "普查"  # begins a line or the words below a picture
SHOWN, BUTTONS = 25, 8
AHEAD = timedelta(days=60)
_DRAW = {"抽", "抽取", "draw"}
_SAID = {"yes": "在用", "no": "没人住", "away": "不在家", "meter": "表号不对"}


def visits(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /visit: the list, a line of what was seen, or for a head: draw a list."""
    if not may(turn.staff.role, May.WORK):
        return (not_allowed(turn, VERB),)
    if turn.message.group:
        return (not_here(turn, VERB),)
    first, *more = plain(turn.message.text).split() or [""]
    if first in _DRAW:
        return drawing_visits.drawn(turn, more)
    return _noted(turn, turn.message.text, _day(turn)) if first else (_list(turn),)


def goes_on(turn: StaffTurn) -> bool:
    """Whether a text or picture tells of a visit: it says so, or answers the list."""
    message = turn.message
    if message.group or message.kind not in (MessageKind.TEXT, MessageKind.PHOTO):
        return False
    said = message.text.strip()
    return may(turn.staff.role, May.WORK) and (
        said.startswith(WORD) or (_answers(turn) and bool(said))
    )


def _answers(turn: StaffTurn) -> bool:
    return turn.message.answered_text.startswith(turn.say("Visits of {day}", day=""))


def _answered(turn: StaffTurn) -> date | None:
    """The day of the list to which this is a reply."""
    text, days = turn.message.answered_text, turn.store.inspections.days(turn.now.date() + AHEAD)
    return next((day for day in days if text.startswith(_head(turn, day))), None)


def _head(turn: StaffTurn, day: date) -> str:
    return turn.say("Visits of {day}", day=turn.say.day(day))


def told(turn: StaffTurn) -> tuple[Outcome, ...]:
    """What was seen, in a line or below a picture; a list that is answered says of which day."""
    line = turn.message.text.strip().removeprefix(WORD)
    return _noted(turn, line, _answered(turn) if _answers(turn) else _day(turn))


def pressed(turn: StaffTurn, what: str) -> tuple[Outcome, ...]:
    """One household of the list is shown, or the button below it was pressed."""
    if not may(turn.staff.role, May.WORK):
        return (not_allowed(turn, VERB),)
    of, which, said, *_ = [*what.split(":"), "", ""]
    try:
        day = date.fromisoformat(of)
    except ValueError:  # a button from before the day stood in it: it may mean another list
        return (_which(turn),)
    if said in _SAID:
        return _noted(turn, f"{which} {_SAID[said]}", day)
    one = _named(turn, which, day)
    return (_household(turn, one) if one else _which(turn),)


def _day(turn: StaffTurn) -> date | None:
    """The newest list up to today, else the next one."""
    days, today = turn.store.inspections.days, turn.now.date()
    return next(iter(days(today)[:1] or days(today + AHEAD)[-1:]), None)


def _mine(turn: StaffTurn, day: date | None) -> tuple[Drawn, ...]:
    """The list of that day; an electrician's is that of the own area."""
    listed = turn.store.inspections.drawn_on(day) if day else ()
    if may(turn.staff.role, May.SEE_ALL):
        return listed
    return tuple(one for one in listed if is_own(turn, turn.store.accounts.get(one.account_no)))


def _named(turn: StaffTurn, which: str, day: date | None) -> Drawn | None:
    """By its place, its account, or the last digits of that."""
    place = number_in(which)
    found = [
        one
        for one in _mine(turn, day)
        if one.place == place or (len(which) >= END and one.account_no.endswith(which))
    ]
    return found[0] if len(found) == 1 else None


def _list(turn: StaffTurn) -> Reply:
    say, store, listed = turn.say, turn.store, _mine(turn, _day(turn))
    if not listed:
        how = say("A head draws one: /visit 抽 20") if may(turn.staff.role, May.APPROVE) else ""
        return Reply(say("There is no list of visits for you."), how)
    known = {one.account_no: one for one in store.inspections.all() if one.day == listed[0].day}
    lines = [_line(turn, one, known.get(one.account_no)) for one in listed[:SHOWN]]
    if len(listed) > SHOWN:
        lines.append(say("  … and {count} more.", count=len(listed) - SHOWN))
    left = [one for one in listed if one.account_no not in known]
    seed = say("Drawn by seed {seed}: nobody chose.", seed=listed[0].seed)
    head = _head(turn, listed[0].day)
    shown = tuple(_button(turn, one) for one in left[:BUTTONS])
    return Reply(head, "\n".join([*lines, "", seed, _how(turn), *_counted(turn)]), shown)


def _how(turn: StaffTurn) -> str:
    return turn.say(
        "On the spot press the household, or reply in one line, as in: 3 在用 示数345.2 "
        "表号00410001 住3人. A picture: write 普查 3 below it."
    )


def _counted(turn: StaffTurn) -> list[str]:
    """For whom sees everything: how often something was not as the books say."""
    if not may(turn.staff.role, May.FIGURES):
        return []
    since = turn.now.date() - timedelta(days=365)
    year = [one for one in turn.store.inspections.all() if one.day >= since]
    return ["", *inspection_sheet.rates(turn.say, year)] if year else []


def _line(turn: StaffTurn, one: Drawn, seen_: Inspected | None) -> str:
    say = turn.say
    account = turn.store.accounts.get(one.account_no)
    if account is None:
        return say("{place}. the account is not in the records any more", place=one.place)
    done = "" if seen_ is None else say("√ differs") if seen_.differs else say("√ fits")
    return say(
        "{place}. {area} {address}, {account}: {why} {done}", place=one.place, area=account.area,
        address=account.address, account=mask_account_no(one.account_no),
        why=say(inspection_sheet.WHYS[Why(one.why)]), done=done,
    ).strip()  # fmt: skip


def _button(turn: StaffTurn, one: Drawn) -> Button:
    account = turn.store.accounts.get(one.account_no)
    where = account.address[-8:] if account else ""
    return Button(turn.say("No. {place} {where}", place=one.place, where=where),
                  f"{VERB}:{one.day.isoformat()}:{one.place}")  # fmt: skip


def _household(turn: StaffTurn, one: Drawn) -> Reply:
    """What is known of it before somebody goes in, and what was seen."""
    say, store = turn.say, turn.store
    account = store.accounts.get(one.account_no)
    if account is None:
        return _which(turn)
    turn.note("visit_shown", one.account_no)
    books = visit(account, store.accounts.readings_of(one.account_no), (), one.day)
    lines = [
        say("{address}, {holder}", address=account.address, holder=mask_name(account.holder_name)),
        say("Meter by the books: {meter}", meter=books.meter_no or say("not known")),
        say("Why: {why}", why=say(inspection_sheet.WHYS[Why(one.why)])),
    ]
    known = store.inspections.get(one.day, one.account_no)
    lines += ["", *_seen_lines(turn, account, known)] if known else ["", _how(turn)]
    shown = tuple(
        Button(label, f"{VERB}:{one.day.isoformat()}:{one.place}:{said}")
        for said, label in (("yes", say("In use")), ("no", say("Nobody uses it")),
                            ("away", say("Nobody at home")), ("meter", say("Another meter")))
    )  # fmt: skip
    picture = Attachment(MessageKind.PHOTO, known.picture) if known and known.picture else None
    head = say("No. {place} {where}", place=one.place, where=mask_account_no(one.account_no))
    return Reply(head, "\n".join(lines), shown, attachment=picture)


def _which(turn: StaffTurn) -> Reply:
    return Reply(turn.say("Which household? It has to be on your list: /visit"), _how(turn))


def _noted(turn: StaffTurn, text: str, day: date | None) -> tuple[Outcome, ...]:
    line = read_line(text)
    say, one = turn.say, _named(turn, line.which, day)
    picture = turn.message.file_id if turn.message.kind is MessageKind.PHOTO else ""
    if one is None:
        return (_which(turn),)
    if line.says_nothing and not picture:
        return (_household(turn, one),)
    if line.wrong:
        return (Reply(say("{word} cannot be read: write the figures of the meter.",
                          word=line.wrong), _how(turn)),)  # fmt: skip
    if one.day > turn.now.date():
        return (Reply(say("That list is for {day}.", day=say.day(one.day))),)
    taken = take_in(turn.acting, say, _row(one, line, picture))
    if taken is None:
        return (_which(turn),)
    turn.note("visited", one.account_no, one.day.isoformat())
    return (_thanks(turn, one, taken),)


def _row(one: Drawn, line: Line, picture: str) -> Row:
    return Row(one.day, one.seed, one.account_no, line.in_use, line.meter_no, line.reading,
               line.lives, picture)  # fmt: skip


def _thanks(turn: StaffTurn, one: Drawn, taken: Taken) -> Reply:
    say, store = turn.say, turn.store
    account = store.accounts.get(one.account_no)
    lines = _seen_lines(turn, account, taken.seen) if account else []
    if taken.case:
        lines.append(say("Case {number} is open for it.", number=taken.case.number))
        lines += papers.planned(turn, taken.case)
    listed = _mine(turn, one.day)
    left = [other for other in listed if not store.inspections.get(other.day, other.account_no)]
    lines.append(say("{count} visits are left.", count=len(left)) if left
                 else say("That was the last of your list. Thank you."))  # fmt: skip
    shown = tuple(_button(turn, other) for other in left[:1])
    if taken.case:
        shown = (button(say("Show the case"), "show", taken.case.number), *shown)
    head = say("Noted: no. {place}.", place=one.place)
    return Reply(head, "\n".join(lines), shown)


def _meter(turn: StaffTurn, meter_no: str) -> str:
    if meter_no == OTHER:
        return turn.say("another meter")
    return turn.say("meter {meter}", meter=meter_no) if meter_no else ""


def _seen_lines(turn: StaffTurn, account: AccountRecord, known: Inspected) -> list[str]:
    """What was seen, and what of it is not as the books say."""
    say, store = turn.say, turn.store
    used = {True: say("in use"), False: say("not in use"), None: ""}[known.in_use]
    reading = f"{known.reading:f}" if known.reading is not None else ""
    said = [
        used,
        _meter(turn, known.meter_no),
        say("reading {reading}", reading=reading) if reading else "",
        known.lives,
        say("with a picture") if known.picture else "",
    ]
    lines = [say("Seen: {what}", what=say(", ").join(filter(None, said)))]
    books = visit(account, store.accounts.readings_of(account.account_no), (), known.day)
    found = seen.told(say, books, known)
    return [*lines, *(say("❗ {what}", what=one) for one in found)]
