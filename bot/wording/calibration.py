"""What the office's own bills say of its way of counting, for the clerk who decides."""

from __future__ import annotations

from collections.abc import Mapping

from tabulate import tabulate

from bot.accounts.masking import mask_account_no
from bot.bills.calibrating import CHOICES, Calibration, Tried
from bot.wording.catalogue import Words, mark

_RULES = {
    "months_from": mark("months of a new account count from"),
    "started_month": mark("a started month of a new account"),
    "belongs_to": mark("the reading at the year's end"),
    "rounding": mark("rounding to the fen"),
    "reader": mark("meters are read"),
}
_WORDS = {
    "registration": mark("registration"),
    "use": mark("first use"),
    "whole": mark("counts in full"),
    "rounded_up": mark("counts from day to day, rounded up"),
    "by_days": mark("counts by its days"),
    "next_month": mark("does not count"),
    "cycle_of_its_last_day": mark("belongs to the year of its last day of use"),
    "cycle_of_its_reading": mark("belongs to the year of its own day"),
    "line_to_fen_half_up": mark("each line"),
    "sum_to_fen_half_up": mark("only the sum"),
    "every": mark("every month"),
    "odd": mark("in odd months"),
    "even": mark("in even months"),
}
_MOST = 20  # bills that are listed


def calibration(say: Words, found: Calibration, settings: Mapping[str, str]) -> list[str]:
    """The whole report; `settings` names the setting of each rule."""
    if not found.bills:
        return [say("No bill here can be worked out yet; import accounts, readings and bills.")]
    left_out = say("{count} more cannot be worked out.", count=found.left_out)
    return [
        say("{count} bills were tried; nothing is set by that.", count=len(found.bills)),
        *([left_out] if found.left_out else []),
        "",
        _table(say, found),
        "",
        say(
            "As it is set now {now} of them come out to the fen; by the best way of counting "
            "{best}.",
            now=found.explained(found.now),
            best=found.explained(found.best),
        ),
        *_proposed(say, found, settings),
        *_by_none(say, found.by_none),
    ]


def _table(say: Words, found: Calibration) -> str:
    rows = []
    for rule, now, best in zip(CHOICES, found.now, found.best, strict=True):
        counts = found.counts(rule)
        if len(set(counts.values())) == 1:
            rows.append([say(_RULES[rule]), say("these bills do not tell"), "", ""])
            continue
        for word, count in counts.items():
            marks = [say("set now")] if word == now else []
            marks += [say("explains most")] if word == best else []
            rows.append([say(_RULES[rule]), say(_WORDS[word]), str(count), say(", ").join(marks)])
    head = [say("rule"), say("read so"), say("bills"), ""]
    return tabulate(rows, head, tablefmt="simple", disable_numparse=True)


def _proposed(say: Words, found: Calibration, settings: Mapping[str, str]) -> list[str]:
    lines = [f"  {settings[rule]}={word}" for rule, word in found.proposed.items()]
    if not lines:
        return []
    return [say("If your office counts so, set this and start again:"), *lines]


def _by_none(say: Words, bills: tuple[Tried, ...]) -> list[str]:
    if not bills:
        return []
    lines = [say("No way of counting explains these {count}; look at them:", count=len(bills))]
    for bill in bills[:_MOST]:
        figures = {
            "account": mask_account_no(bill.account_no),
            "month": say.month(bill.month),
            "charged": say.money(bill.charged),
        }
        lines.append(
            say("· {account}, {month}: charged {charged}", **figures)
            if bill.total is None
            else say(
                "· {account}, {month}: charged {charged}, by the rule {total}",
                total=say.money(bill.total),
                **figures,
            )
        )
    return lines
