"""A notice by its fields, for messengers that take nothing else after a while."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Call
from bot.records.case import Case
from bot.wording import cases as names
from bot.wording.catalogue import words

FORM = "notice"  # the method of a message that is a notice by fields


def form_of(case: Case, now: datetime) -> Call:
    """What became of a case: its number, where it stands, when; no amount and no name."""
    say = words()
    params = {
        "case": case.number,
        "state": say(names.STATES[case.state]),
        "moment": f"{now:%Y-%m-%d %H:%M}",
    }
    return Call(FORM, params)
