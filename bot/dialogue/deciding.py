"""Which action a text asks for: by words that leave no doubt, else as the model reads it."""

from __future__ import annotations

from bot.dialogue.messages import Action
from bot.understanding.entities import claim_in, plain
from bot.understanding.intents import Intent, intents_of
from bot.understanding.reading import Understood, understand

_ACTION_OF = {
    Intent.HUMAN: Action.HUMAN,
    Intent.CASE_STATUS: Action.CASE,
    Intent.REFUND: Action.REFUND,
    Intent.COMPLAINT: Action.COMPLAIN,
    Intent.REMAINING: Action.LEFT,
    Intent.WHY_EARLY: Action.WHY,
    Intent.WHY: Action.WHY,
    Intent.RULE: Action.RULE,
    Intent.BILL: Action.BILL,
    Intent.BIND: Action.BIND,
    Intent.UNBIND: Action.UNBIND,
    Intent.FORGET: Action.FORGET,
    Intent.CANCEL: Action.CANCEL,
    Intent.HELP: Action.HELP,
    Intent.GREETING: Action.START,
}
# What the model reads where no word of `_ACTION_OF` was found.
SURE, AHEAD = 0.18, 1.5
_ACTION_READ = {
    "why_price_higher": Action.WHY, "why_tier2_early": Action.WHY, "late_registration": Action.WHY,
    "new_move_in": Action.WHY, "bill_high": Action.WHY, "neighbor_cheaper": Action.WHY,
    "bill_query": Action.BILL, "tier_remaining": Action.LEFT, "tier_rule": Action.RULE,
    "tier_reset": Action.LEFT, "refund_request": Action.REFUND,
    "compensation_request": Action.COMPLAIN, "staff_complaint": Action.COMPLAIN,
    "staff_misconduct_report": Action.COMPLAIN, "regulator_threat": Action.COMPLAIN,
    "dissatisfied_followup": Action.COMPLAIN, "written_reply": Action.COMPLAIN,
    "meter_accuracy": Action.COMPLAIN, "reading_mismatch": Action.COMPLAIN,
    "estimated_reading": Action.COMPLAIN, "connection_delay": Action.HUMAN,
    "vulnerable_customer": Action.HUMAN, "human_agent": Action.HUMAN,
    "complaint_status": Action.CASE, "identity_binding": Action.BIND,
}  # fmt: skip


# Matters of the office that have nothing to do with how a bill is worked out: the model must be
# surer of them than of others, for they are told to ask elsewhere.
ELSEWHERE = {
    "new_connection_howto", "transfer_ownership", "multi_person_household", "rent_landlord",
    "shared_meter", "electric_heating", "tou_price", "payment_problem", "penalty_question",
    "disconnection_restore", "outage_report", "invoice", "privacy_request", "abuse", "off_topic",
}  # fmt: skip


def topic_of(read: Understood) -> str | None:
    """A matter that is answered elsewhere, where the model is sure of it."""
    return read.intent if read.intent in ELSEWHERE and _is_sure(read) else None


def _is_sure(read: Understood) -> bool:
    return read.share >= SURE and read.share >= AHEAD * read.guesses[1][1]


def is_unsure(text: str) -> bool:
    """Whether neither words nor model tell what is wanted, so that a proposal would help."""
    read = understand(text)
    return not (read.by_rule or topic_of(read) or intents_of(plain(text)) or action_in(text))


def proposed(intent: str) -> Action | None:
    """The action of an intent that a language model proposes."""
    return _ACTION_READ.get(intent)


PROPOSABLE = frozenset(_ACTION_READ) | ELSEWHERE


def action_in(text: str) -> Action | None:
    """The action, or None where nothing is sure enough."""
    named = next((_ACTION_OF[i] for i in intents_of(plain(text)) if i in _ACTION_OF), None)
    if named is not None:
        return named
    read = understand(text)
    return _ACTION_READ.get(read.intent) if _is_sure(read) and _says_something(text) else None


def _says_something(text: str) -> bool:
    """Whether there are words: a number alone, or with a name, asks for nothing."""
    letters = sum(c.isalpha() for c in text)
    return letters >= (5 if claim_in(text).account_no else 2)
