"""Every paper in its situations, in the language that is asked for.

`python -m tests.wording.write_golden` writes them into `golden/`, `test_golden` compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from bot.bills.findings import Findings
from bot.bills.history import HistoryError, Trouble
from bot.bills.lookup import outlook_for
from bot.cases.deadlines import terms_of
from bot.contract.hours import Hours
from bot.handbook.book import read_book
from bot.hearing.heard import hear
from bot.intake import report_lines
from bot.intake.codes import FileCode, IntakeError, RowCode
from bot.intake.importer import ImportReport
from bot.intake.parsing import ParsedFile
from bot.intake.rows import IssueKind, RowIssue
from bot.records.case import Case, Event
from bot.staff.case_words import CaseWords
from bot.wording import analysis, answers, canned, handbook, history, outlook, sheet, tables
from bot.wording.case_status import case_status
from bot.wording.catalogue import Words, words
from tariff_rules import load_region, steps_of
from tests.dialogue.conversation import OFFICE
from tests.wording import records as about
from tests.wording.records import LI_SAID, SAID, at, found
from tests.wording.sentences import SENTENCES, Paper
from tests.wording.stories import PARAMS, Story, imported, played, seen_through, taken_in

NOW = at("2018-12-22 10:00")
LATE = at("2019-01-10 10:00")
TODAY = NOW.date()
LONG = "我家电费怎么这么贵,你们给个说法!" * 20


def _text(parts: tuple[str, ...]) -> str:
    return "\n\n".join(filter(None, parts))


def _sheet(
    case: Case, one: Findings | None = None, said: str = SAID, now: datetime = NOW,
    *, trouble: Trouble | None = None, group: bool = False,
) -> Paper:  # fmt: skip
    def paper(say: Words) -> str:
        error = _error(trouble, date(2018, 12, 1)) if trouble else None
        why = answers.trouble(say, error, about.SEED) if error else ""
        figures = CaseWords((hear(said, TODAY),)).figures
        worker = "王芳" if case.contacted_at else ""
        view = sheet.View(case, terms_of(case, OFFICE), one, why, said, figures, worker, group)
        return _text(sheet.sheet(say, view, now))

    return paper


def _brief(case: Case, now: datetime = NOW) -> Paper:
    return lambda say: _text(sheet.brief(say, case, terms_of(case, OFFICE), now))


def _analysis(case: Case, one: Findings | None, said: str = SAID) -> Paper:
    events = (
        Event(case.opened_at, "opened", said, ""),
        Event(case.opened_at, "note", "客户耳背,说话大声些", "staff:2"),
    )
    told = analysis.Told(case, said, events, one)
    return lambda say: _text(analysis.analysis(say, OFFICE.name, told))


def _answer(one: Findings, case: Case | None) -> Paper:
    return lambda say: _text(answers.explanation(say, one, case, Hours()))


def _bill(one: Findings) -> Paper:
    return lambda say: _text(answers.short_bill(say, one))


def _bills(*months: int) -> Paper:
    several = [found("three-bills", month) for month in months]
    return lambda say: _text(answers.several_bills(say, several))


def _refund(one: Findings, case: Case) -> Paper:
    return lambda say: _text(answers.refund(say, one, case, Hours()))


def _opened(case: Case, *, already: bool) -> Paper:
    return lambda say: _text(answers.case_opened(say, case, Hours(), already=already))


def _status(*some: Case, now: datetime = NOW) -> Paper:
    return lambda say: _text(case_status(say, some, Hours(), now))


def _outlook(name: str, today: date = TODAY, office: about.Office = OFFICE) -> Paper:
    views = outlook_for(about.history(name), office, today)
    return lambda say: _text(outlook.outlook(say, views, today))


def _rule(region: str, month: int, year: int = 2018) -> Paper:
    tariff = load_region(region)
    schedule = tariff.schedule_on(date(year, month, 1)) or tariff.schedules[-1]
    return lambda say: _text(answers.tariff_rule(say, tariff, schedule, date(year, month, 1)))


def _error(trouble: Trouble, month: date | None) -> HistoryError:
    differ = trouble is Trouble.KWH_DIFFER
    return HistoryError(trouble, month, (Decimal(18910), Decimal(209)) if differ else None)


def _no_bill(*months: date) -> Paper:
    return lambda say: _text(answers.no_bill(say, months))


def _troubles(month: date | None) -> Paper:
    return lambda say: "\n".join(
        answers.trouble(say, _error(trouble, month), about.SEED)
        for trouble in Trouble
        if trouble not in {Trouble.NO_ACCOUNT, Trouble.NO_BILL}
    )


def _canned(case: Case, phone: str) -> Paper:
    return lambda say: "\n\n".join(
        f"{say(title)}\n{canned.filled(say, key, case, phone)}"
        for key, (title, _) in canned.REPLIES.items()
    )


def _handbook(region: str, today: date) -> Paper:
    """Whatever the handbook says there on that day, with its documents."""
    book = read_book()
    topics = dict.fromkeys(entry.topic for entry in book.entries)
    held = {topic: book.topic(topic, region, today) for topic in topics}
    return lambda say: "\n\n".join(
        f"{topic}\n{handbook.sources(say, entries, OFFICE.phone)}"
        for topic, entries in held.items()
        if entries
    )


def _steps(one: Findings) -> Paper:
    steps = tuple(steps_of(one.assessment, one.tariff))
    return lambda say: "\n".join(
        [tables.steps_table(say, steps), *tables.causes_lines(say, one.causes)]
    )


def _regions(*names: str) -> Paper:
    return lambda say: tables.regions_table(say, [load_region(name) for name in names])


def _history(story: Story) -> Paper:
    def paper(say: Words) -> str:
        happened, people = played(story)
        return "\n".join(
            line
            for event in happened
            if event.what not in history.SILENT
            for line in history.lines(say, event, people)
        )

    return paper


def _report(report: ImportReport) -> Paper:
    return lambda say: "\n".join(report_lines.report_lines(say, report))


def _long_report(say: Words) -> str:
    issues = (RowIssue(7, IssueKind.REFUSED, RowCode.MULTIPLIER_ZERO, {}),) * 203
    lines = report_lines.report_lines(say, _made_up("长.csv", issues))
    return "\n".join([f"{len(lines)}", *lines[:2], *lines[-2:]])


def _made_up(name: str, issues: tuple[RowIssue, ...]) -> ImportReport:
    return ImportReport(ParsedFile(name, (), (), 203, 0, (), ()), 3, 2, 1, issues)


def _imports(say: Words) -> str:
    return "\n\n".join(_report(report)(say) for report in imported())


def _every_row_code(say: Words) -> str:
    codes: Sequence[RowCode] = tuple(RowCode)
    first = codes.index(RowCode.PHONE_UNUSABLE)
    issues = tuple(
        RowIssue(row, IssueKind.REFUSED if row < first else IssueKind.WARNING, code, dict(PARAMS))
        for row, code in enumerate(codes)
    )
    return _report(_made_up("抄表.csv", issues))(say)


def _every_file_code(say: Words) -> str:
    return "\n".join(
        report_lines.refusal_line(say, "抄表.csv", IntakeError(code, **PARAMS))
        for code in FileCode
    )


_late, _right, _wrong = found("registered-late"), found("tier-2"), found("too-much")
_REPORT = "我要举报李强收红包"
PAPERS: dict[str, Paper] = {
    **SENTENCES,
    "sheet-late_registration": _sheet(about.OPEN, _late),
    "sheet-right_bill": _sheet(about.EXPLAINED, _right, LI_SAID),
    "sheet-wrong_bill": _sheet(about.WRONG, _wrong),
    "sheet-too_little": _sheet(about.LI_CHECKED, found("too-little"), LI_SAID),
    "sheet-gap": _sheet(about.LI_CHECKED, found("gap"), LI_SAID),
    "sheet-not_entered": _sheet(about.NOT_ENTERED, about.NOT_IN_FILE, LI_SAID),
    "sheet-no_account": _sheet(about.STRANGERS, said="找人"),
    "sheet-no_reading": _sheet(about.CHECKED, trouble=Trouble.NO_READING),
    "sheet-report": _sheet(about.REPORT, said=_REPORT),
    "sheet-group": _sheet(about.PAID, _late, group=True),
    "sheet-long_quotation": _sheet(about.OPEN, _late, LONG),
    "sheet-late": _sheet(about.OPEN, _late, now=LATE),
    "sheet-on_hold": _sheet(about.HELD, _late),
    "sheet-answered": _sheet(about.ANSWERED, _late, now=LATE),
    "sheet-paid_by_employee": _sheet(about.PAID, _late),
    "sheet-closed": _sheet(about.CLOSED, _late, now=LATE),
    "sheet-merged": _sheet(about.MERGED, _late, now=LATE),
    "sheet-2025": _sheet(about.IN_2025, _right, LI_SAID, now=at("2025-03-04 10:00")),
    "brief-open": _brief(about.OPEN),
    "brief-contacted_late": _brief(about.CONTACTED, LATE),
    "brief-decided": _brief(about.DECIDED),
    "brief-approved": _brief(about.APPROVED),
    "brief-goodwill": _brief(about.GOODWILL),
    "brief-explained": _brief(about.CLOSED_LATE),
    "analysis-paid_never": _analysis(about.CLOSED, _late),
    "analysis-paid_by_employee": _analysis(about.CLOSED_PAID, _late),
    "analysis-goodwill": _analysis(about.CLOSED_GOODWILL, _wrong, LONG),
    "analysis-right_bill_late": _analysis(about.CLOSED_LATE, _right, LI_SAID),
    "analysis-no_account": _analysis(about.STRANGERS, None, "找人"),
    "answer-late_registration": _answer(_late, about.OPEN),
    "answer-late_registration_from_use": _answer(
        found("registered-late", office=about.FROM_USE), about.OPEN
    ),
    "answer-tier_1": _answer(found("tier-1"), None),
    "answer-tier_2": _answer(_right, None),
    "answer-tier_2_explained": _answer(_right, about.EXPLAINED),
    "answer-wrong_bill": _answer(_wrong, about.WRONG),
    "answer-too_little": _answer(found("too-little"), about.LI_CHECKED),
    "answer-gap": _answer(found("gap"), about.LI_CHECKED),
    "answer-not_entered": _answer(about.NOT_IN_FILE, about.NOT_ENTERED),
    "answer-left_out": _answer(about.IN_FILE_NOT_IN_BILL, about.LI_CHECKED),
    "answer-free_kwh": _answer(about.WITH_FREE_KWH, None),
    "answer-estimated": _answer(about.ESTIMATED, about.LI_CHECKED),
    "answer-put_back": _answer(about.PUT_BACK, about.LI_CHECKED),
    "answer-other_months": _answer(about.OTHER_MONTHS, about.LI_CHECKED),
    "answer-new_meter": _answer(about.new_meter(), None),
    "answer-nothing_used": _answer(found("nothing-used"), None),
    "answer-shared_meter": _answer(found("shared-meter"), None),
    "answer-by_the_month": _answer(found("monthly", office=about.GUANGDONG), about.LI_CHECKED),
    "answer-no_bill": _no_bill(*(date(2018, month, 1) for month in range(3, 11))),
    "answer-no_bill_at_all": _no_bill(),
    "answer-trouble": _troubles(date(2018, 12, 1)),
    "answer-trouble_of_no_month": _troubles(None),
    "bill-tier_2": _bill(_right),
    "bills-three": _bills(10, 11, 12),
    "refund-late_registration": _refund(_late, about.OPEN),
    "refund-right_bill": _refund(_right, about.EXPLAINED),
    "refund-to_be_checked": _refund(found("gap"), about.LI_CHECKED),
    "case-opened": _opened(about.OPEN, already=False),
    "case-opened_already": _opened(about.STRANGERS, already=True),
    "status-none": _status(),
    "status-one": _status(about.OPEN),
    "status-late": _status(about.OPEN, about.CONTACTED, now=LATE),
    "status-worked_on": _status(about.CONTACTED),
    "status-on_hold": _status(about.HELD),
    "status-on_hold_until": _status(*about.HELD_UNTIL),
    "status-explained": _status(*about.CLOSED_EXPLAINED),
    "status-answered_and_closed": _status(*about.FOUR),
    "status-closed": _status(about.CLOSED),
    "status-merged": _status(about.MERGED),
    "outlook-late_registration": _outlook("registered-late"),
    "outlook-tier_1": _outlook("tier-1"),
    "outlook-tier_2": _outlook("tier-2"),
    "outlook-tier_3": _outlook("tier-3"),
    "outlook-new_year": _outlook("tier-2", date(2019, 1, 5)),
    "outlook-shared_meter": _outlook("shared-meter"),
    "outlook-by_the_month": _outlook("monthly", TODAY, about.GUANGDONG),
    "outlook-by_two_months": _outlook("monthly", TODAY, about.SHANXI),
    "rule-no_tiers": _rule("henan", 5, 2012),
    "rule-shanxi": _rule("shanxi", 12),
    "rule-henan": _rule("henan", 12),
    "rule-jiangsu": _rule("jiangsu", 12),
    "rule-guangdong": _rule("guangdong", 7),
    "rule-hainan": _rule("hainan", 1),
    "rule-guizhou": _rule("guizhou", 12),
    "history-seen_through": _history(seen_through),
    "history-taken_in": _history(taken_in),
    "import-three_files": _imports,
    "import-long": _long_report,
    "import-every_row": _every_row_code,
    "import-every_file": _every_file_code,
    "canned-all": _canned(about.OPEN, "0377-0000000"),
    "canned-no_account": _canned(about.STRANGERS, ""),
    "handbook-henan_2018": _handbook("henan", TODAY),
    "handbook-henan_2026": _handbook("henan", date(2026, 11, 26)),
    "handbook-hebei_2021": _handbook("hebei", date(2021, 3, 3)),
    "steps-late_registration": _steps(_late),
    "steps-household": _steps(about.IN_FILE_NOT_IN_BILL),
    "regions-some": _regions("henan", "guangdong", "guizhou"),
}
LOCALES = ("zh_Hans_CN", "zh_Hant", "en")
FOLDER = Path(__file__).parent / "golden"


def written(paper: str, locale: str) -> str:
    """The paper as it is made today."""
    return PAPERS[paper](words(locale)) + "\n"


def golden(paper: str, locale: str) -> Path:
    """Where the paper stands as it was read and accepted."""
    return FOLDER / f"{paper}.{locale}.txt"
