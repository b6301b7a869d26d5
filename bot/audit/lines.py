"""What was found, as a person reads it at the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from bot.accounts.masking import mask_account_no
from bot.audit.rule import PLACES, Severity, rule_book
from bot.audit.words import SEVERITY
from bot.wording.catalogue import Words

SHOWN = 200
Data = dict[str, Any]


def text_lines(say: Words, findings: Iterable[Data], summary: Data) -> Iterator[str]:
    """The findings, the dearest first; then what could not be asked, and what was not read."""
    for number, finding in enumerate(islice(findings, SHOWN), start=1):
        yield from _finding(say, number, finding)
    if summary["findings"] > SHOWN:
        yield say("  … and {count} more.", count=summary["findings"] - SHOWN)
    yield ""
    yield say(
        "{accounts} accounts on {day}: {findings} findings, {money} at stake. {seconds} s.",
        accounts=summary["accounts"],
        day=summary["as_of"],
        findings=summary["findings"],
        money=say.money(Decimal(summary["money_fen"]) / 100),
        seconds=summary["seconds"],
    )
    if "planted" in summary:
        yield say(
            "Beside the truth: recall {recall}, precision {precision}.",
            recall=summary["recall"], precision=summary["precision"],
        )  # fmt: skip
    book = rule_book()
    for rule, lacks in sorted(summary["not_run"].items()):
        missing = "; ".join(dict.fromkeys(lacks))
        yield say("  Not asked: {rule} {name}. Missing: {missing}",
                  rule=rule, name=book[rule].name, missing=missing)  # fmt: skip
    for kind, told in summary["unjoined"].items():
        yield say("  Not in the books: {count} of the list {list}", count=told["count"], list=kind)
    for note in summary["notes"]:
        yield f"  {note}"


def _finding(say: Words, number: int, finding: Data) -> Iterator[str]:
    account, meter = (mask_account_no(finding[name]) for name in ("account", "meter"))
    place = say("account {account}", account=account) if account else ""
    if not place and meter:
        place = say("meter {meter}", meter=meter)
    place = place or next((finding[name] for name in PLACES if name in finding), "")
    money = say.money(Decimal(finding["money_fen"]) / 100)
    yield say(
        "{number}. {rule} {name} ({severity}) · {place} · {money}",
        number=number, rule=finding["rule"], name=finding["name"],
        severity=say(SEVERITY[Severity(finding["severity"])]), place=place, money=money,
    )  # fmt: skip
    yield f"   {finding['reason']}"
    yield f"   → {finding['person']}: {finding['action']}"
