"""Sentences beside the papers: what makes each appear, and limits on their edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.bills.findings import Findings
from bot.bills.lookup import outlook_for
from bot.bills.pointers import Unknown
from bot.cases.deadlines import terms_of
from bot.contract.hours import Hours
from bot.contract.messages import Action, MessageKind, Reply
from bot.contract.photo import BillPhoto
from bot.records.case import PRESSED, Case, Event, Remedy
from bot.wording import (
    analysis,
    answers,
    history,
    outlook,
    phrases,
    phrases_admin,
    phrases_data,
    phrases_lives,
    phrases_photo,
    sheet,
    tables,
)
from bot.wording.case_status import case_status
from bot.wording.cases import figures_at_the_office
from bot.wording.catalogue import Words
from bot.wording.what_next import next_steps
from tariff_rules.examples import Outcome
from tests.dialogue.conversation import OFFICE
from tests.wording import records as about
from tests.wording.records import at, found

Paper = Callable[[Words], str]
NOW = at("2018-12-22 10:00")
NUMBER, PHONE = "TS20181222001", "0377-0000000"
SECOND = timedelta(seconds=1)


def _shown(part: Reply | str | tuple[str, str] | list[str]) -> str:
    if isinstance(part, Reply):
        labels = " ".join(f"[{button.label}]" for button in part.buttons)
        return "\n".join(filter(None, [part.headline, part.body, labels]))
    return part if isinstance(part, str) else "\n".join(filter(None, part))


def _all(parts: Iterable[Reply | str | tuple[str, str] | list[str]]) -> str:
    """One below the other, each in a part of its own."""
    return "\n\n----\n\n".join(map(_shown, parts))


def _phrases(phone: str) -> Paper:
    def paper(say: Words) -> str:
        some = ("new_connection_howto", "invoice", "abuse", "privacy_request", "off_topic")
        return _all(
            [
                phrases.greeting(say, OFFICE.name),
                *(phrases.elsewhere(say, topic, phone, "河南") for topic in some),
                phrases.figures_elsewhere(say, phone),
                phrases.call_us(say, phone),
                phrases_lives.danger(say, phone),
                phrases_lives.by_machine(say, phone),
                phrases_lives.despair(say, phone, ""),
                phrases_lives.despair(say, phone, NUMBER),
            ]
        )

    return paper


def _short(say: Words) -> str:
    return _all(
        [
            phrases.reported(say, NUMBER),
            phrases.withdrawn(say, NUMBER),
            phrases.what_was_wrong(say),
            phrases.sorry(say),
            phrases_admin.set_aside_notice(say, "7", "KeyError"),
            phrases_admin.rival_notice(say),
            phrases_admin.nothing_stored(say, danger=True),
            phrases.not_anothers(say),
            phrases.not_by_chat(say),
            phrases.not_understood(say),
            phrases.not_understood(say, (Action.HUMAN, Action.CASE)),
            phrases.unknown_command(say),
            phrases.empty(say),
            phrases.languages(say),
            phrases.speaks(say),
            *(phrases_photo.kept_with_case(say, kind, NUMBER) for kind in
              (MessageKind.PHOTO, MessageKind.VOICE, MessageKind.OTHER)),
            phrases.offer_person(say),
            phrases.not_text(say, MessageKind.STICKER),
            phrases.not_text(say, MessageKind.OTHER),
            phrases.long_letter(say),
            phrases.welcome(say),
            phrases.switched(say, about.SEED),
            phrases.other_accounts(say, (about.SEED, about.NEIGHBOUR)),
            phrases.unbound(say, 0),
            phrases.unbound(say, 2),
            phrases_data.forgotten(say, 30, messages_gone=True),
            phrases_data.forgotten(say, None, messages_gone=False),
            phrases.cancelled(say),
            phrases.what_now(say),
            phrases_lives.for_a_person(say, NUMBER),
            phrases_lives.not_handled(say, NUMBER),
            phrases_photo.differs(say),
            figures_at_the_office(say),
        ]
    )  # fmt: skip


_WHOLE = BillPhoto(
    about.SEED, (2018, 12), Decimal(420), Decimal("287.20"), ((1, Decimal(180)), (2, Decimal(80)))
)
_PHOTOS = (
    _WHOLE,
    replace(_WHOLE, account_no=None, tiers=()),
    replace(_WHOLE, month=None, kwh=None, tiers=()),
    replace(_WHOLE, amount=None, tiers=()),
    replace(_WHOLE, kwh=Decimal(0), amount=Decimal(0)),
    replace(_WHOLE, kwh=None, amount=None, tiers=()),
)


def _photos(say: Words) -> str:
    """What was read, and what of it is shown where no figures may go."""
    replies = [phrases_photo.read_back(say, photo) for photo in _PHOTOS]
    return _all(one for reply in replies for one in (reply, reply.instead or "="))


_VIEW = sheet.View(
    about.OPEN, terms_of(about.OPEN, OFFICE), None, "", "", (), "", open_to_all=False
)
_VIEWS = [
    replace(_VIEW, said=said, pressed=pressed, figures=figures, open_to_all=group)
    for said in ("", "电费不对", "长" * sheet.QUOTED, "长" * (sheet.QUOTED + 1))
    for pressed in ("", "客户点了“我要投诉”。")
    for figures in ((), ("420度", "287块2", "420度"))
    for group in (False, True)
]


def _tops(say: Words) -> str:
    """The lines on account, words and figures: to one who works on it, and in a group."""
    return _all(sheet.sheet(say, view, NOW)[1].split("\n\n")[0] for view in _VIEWS)


_DUE = about.OPEN
_DAY = timedelta(days=1)
_CASES = [
    replace(_DUE, contact_by=NOW),
    replace(_DUE, contact_by=NOW - SECOND),
    replace(_DUE, answer_by=NOW.date()),
    replace(_DUE, answer_by=NOW.date() - _DAY),
    replace(about.CONTACTED, contact_by=NOW - _DAY),
    replace(about.CONTACTED, answer_by=NOW.date()),
    replace(about.CONTACTED, answer_by=NOW.date() - _DAY),
    replace(about.HELD, answer_by=NOW.date() - _DAY),
    replace(about.ANSWERED, answer_by=NOW.date() - _DAY),
    about.DECIDED,
    about.APPROVED,
    replace(about.DECIDED, decision=Remedy.EXPLANATION),
    about.CLOSED,
    replace(about.CLOSED, approved_by=None),
    replace(about.CLOSED, decision=Remedy.EXPLANATION, approved_by=None),
    replace(about.CLOSED, tasks=("apology",)),
    replace(about.MERGED, tasks=("apology",)),
    replace(about.OPEN, remedy=Remedy.BILLING_CORRECTION, difference=None),
    replace(about.OPEN, remedy=Remedy.CHECK),
    replace(about.OPEN, tasks=about.ALL_DONE),
    replace(about.OPEN, answer_by=date(2041, 1, 2)),
    replace(about.CONTACTED, answer_by=date(2041, 1, 2)),
]


def _briefs(say: Words) -> str:
    return _all(sheet.brief(say, case, terms_of(case, OFFICE), NOW) for case in _CASES)


def _statuses(say: Words) -> str:
    many = [replace(about.OPEN, number=f"TS2018122200{n}") for n in (4, 3, 2, 1)]
    of_each = (case_status(say, (case,), Hours(), NOW) for case in _CASES)
    return _all([*of_each, case_status(say, tuple(many), Hours(), NOW)])


def _opened(say: Words) -> str:
    return _all(next_steps(say, case, Hours()) for case in _CASES[-6:])


_GOODWILL = about.CLOSED_GOODWILL
_ANALYSED: list[tuple[Case, str, tuple[Event, ...]]] = [
    (replace(about.CLOSED, contacted_at=about.CLOSED.contact_by), "长" * 300, ()),
    (replace(about.CLOSED, contacted_at=about.CLOSED.contact_by + SECOND), "长" * 301, ()),
    (replace(about.CLOSED, answered_at=at("2019-01-02 23:59")), "", ()),
    (replace(about.CLOSED, answered_at=at("2019-01-03 00:00")), "",
     (Event(NOW, PRESSED, "complain", "customer"), Event(NOW, "note", "客户耳背", "staff:2"))),
    (replace(about.CLOSED, difference=None), "贵", (Event(NOW, "material", "贵", "customer"),)),
    (replace(about.CLOSED, decision=Remedy.EXPLANATION), "贵", ()),
    (replace(_GOODWILL, difference=Decimal("52.00")), "贵", ()),
    (replace(about.CLOSED, decision=None, rating=None, closed_at=None), "贵", ()),
    (about.OPEN, "贵", ()),
]  # fmt: skip


def _analyses(say: Words) -> str:
    some: list[Findings | None] = [None, found("registered-late"), found("tier-2")]
    return _all(
        analysis.analysis(say, OFFICE.name, analysis.Told(case, said, events, some[n % 3]))
        for n, (case, said, events) in enumerate(_ANALYSED)
    )


_CHANGES = {
    "text": ("十月", "九月" * 41), "account_no": ("", about.SEED),
    "bill_month": ("", "2018-12-01"),
    "kind": ("complaint", "report"), "state": ("open", "contacted"), "remedy": ("check", ""),
    "difference_fen": ("5200", ""), "contact_by": ("", NOW.isoformat()),
    "answer_by": ("2019-01-02", "2019-01-03"), "complained_at": ("", NOW.isoformat()),
    "via": ("own", "12345"), "assignee": ("2", "9"), "decision": ("", "goodwill"),
    "approved_by": ("2", ""), "goodwill_fen": ("", "3050"), "employee_paid_fen": ("", "5200"),
    "tasks": ("apology", "apology,file"), "rating": ("", "bad"), "merged_into": ("", NUMBER),
    "raised": ("", "media,danger"), "taken_over": ("2", ""),
}  # fmt: skip
_WRITTEN = {
    "opened": "电费不对", "material": "字" * 81, "note": "", PRESSED: "complain",
    "withdrawn": "算了", "sent": "结果", "written": "您好", "merged_from": NUMBER, "human": "",
}  # fmt: skip


def _changes(say: Words) -> str:
    """A change of each field, and each thing that is written, by each who may do it."""
    silent = dict.fromkeys(history.SILENT, ("", "x"))
    changes = [{what: change} for what, change in (_CHANGES | silent).items()]
    changes.append(dict(list(_CHANGES.items())[:3]))
    events = [Event(NOW, "changed", "", "staff:2", change) for change in changes]
    events += [Event(NOW, what, text, "customer") for what, text in _WRITTEN.items()]
    events += [Event(NOW, "alarm", "danger", "bot"), Event(NOW, "note", "三", "system")]
    people = {"staff:2": "王芳"}
    return "\n".join(line for one in events for line in history.lines(say, one, people))


def _outcomes(say: Words) -> str:
    agrees = Outcome("a1", "两个月一读", ("tiers",), (), ())
    differs = replace(agrees, id="a2", title="", differences=("total: 1 (2)", "kwh: 3 (4)"))
    printed = replace(agrees, id="a3", published_wrong=("total: 5 (6)",))
    runs = ((agrees, differs, printed), (agrees,), ())
    return _all(tables.outcome_lines(say, outcomes) for outcomes in runs)


def _unknown(say: Words) -> str:
    """What is open about an account: in the answer, on the sheet, in the outlook."""
    late, parts = found("registered-late"), []
    late = replace(late, account=replace(late.account, price_name="居民(低保)"))
    views = outlook_for(about.history("tier-2"), OFFICE, NOW.date())
    for one in Unknown:
        open_ = replace(late, unknown=(one,), causes=())
        parts += [
            answers.explanation(say, open_, about.OPEN, Hours()),
            sheet.sheet(say, replace(_VIEW, found=open_), NOW)[1],
            outlook.outlook(say, views, NOW.date(), (one,))[1],
        ]
    return _all(parts)


def _lines(say: Words) -> str:
    """One line for each of several bills, as it was judged."""
    some = [
        *(found(name) for name in ("registered-late", "too-much", "too-little", "tier-1", "gap")),
        replace(found("tier-1"), unknown=(Unknown.READER,)),
    ]
    return _all([answers.several_bills(say, some), answers.short_bill(say, found("tier-1"))])


SENTENCES: dict[str, Paper] = {
    "phrases-with_telephone": _phrases(PHONE),
    "phrases-without": _phrases(""),
    "phrases-short": _short,
    "photo-read_back": _photos,
    "sheet-each_top": _tops,
    "brief-each_state": _briefs,
    "status-each_state": _statuses,
    "case-next_steps": _opened,
    "analysis-each_case": _analyses,
    "history-each_change": _changes,
    "examples-outcomes": _outcomes,
    "answer-each_unknown": _unknown,
    "bills-each_verdict": _lines,
}
