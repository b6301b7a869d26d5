"""What was found, as a person reads it at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.accounts.masking import mask_account_no
from bot.audit.auditing import Audited
from bot.audit.rule import Finding, rule_book
from bot.audit.truth import Compared
from bot.audit.words import SEVERITY, WHO, money_at_stake, need_name, note_line, reason
from bot.wording.catalogue import Words

SHOWN = 200


def text_lines(
    say: Words, audited: Audited, seconds: float, compared: Compared | None = None
) -> Iterator[str]:
    """The findings, the dearest first; then what could not be asked, and what was not read."""
    for number, finding in enumerate(audited.findings[:SHOWN], start=1):
        yield from _finding(say, number, finding)
    if len(audited.findings) > SHOWN:
        yield say("  … and {count} more.", count=len(audited.findings) - SHOWN)
    yield ""
    yield say(
        "{accounts} accounts on {day}: {findings} findings, {money} at stake. {seconds} s.",
        accounts=audited.office.accounts.height,
        day=say.day(audited.office.as_of),
        findings=len(audited.findings),
        money=say.money(Decimal(money_at_stake(audited)) / 100),
        seconds=f"{seconds:.1f}",
    )
    if compared:
        figures = compared.data()
        yield say(
            "Beside the truth: recall {recall}, precision {precision}.",
            recall=figures["recall"], precision=figures["precision"],
        )  # fmt: skip
    book = rule_book()
    for rule, lacks in sorted(audited.not_run.items()):
        missing = "; ".join(need_name(say, need) for need in lacks)
        yield say("  Not asked: {rule} {name}. Missing: {missing}",
                  rule=rule, name=book[rule].name, missing=missing)  # fmt: skip
    for note in audited.office.exports.notes:
        yield f"  {note_line(say, note)}"


def _finding(say: Words, number: int, finding: Finding) -> Iterator[str]:
    shown = mask_account_no(finding.account) if finding.account else ""
    meter = mask_account_no(finding.meter) if finding.meter else ""
    place = say("account {account}", account=shown) if shown else say("meter {meter}", meter=meter)
    money = say.money(Decimal(finding.money_fen or 0) / 100)
    yield say(
        "{number}. {rule} {name} ({severity}) · {place} · {money}",
        number=number, rule=finding.rule.id, name=rule_book()[finding.rule.id].name,
        severity=say(SEVERITY[finding.severity]), place=place, money=money,
    )  # fmt: skip
    yield f"   {reason(say, finding)}"
    yield f"   → {finding.person or say(WHO[finding.rule.who])}: {say(finding.rule.action)}"
