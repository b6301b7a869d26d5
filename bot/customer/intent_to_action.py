"""What a text asks for: short orders by their words, everything else as it is understood."""

from __future__ import annotations

from bot.contract.messages import Action
from bot.hearing.asked import LIKELY, SURER
from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard
from bot.hearing.intents import SURE, Understood
from bot.hearing.marked import Mark
from bot.hearing.wishes import Wish

ACTION_OF = {
    "why_price_higher": Action.WHY, "why_tier2_early": Action.WHY, "late_registration": Action.WHY,
    "new_move_in": Action.WHY, "bill_high": Action.WHY, "neighbor_cheaper": Action.WHY,
    "meter_change": Action.WHY, "reading_cycle": Action.WHY,
    "bill_query": Action.BILL, "tier_remaining": Action.LEFT, "tier_rule": Action.RULE,
    "tier_reset": Action.RULE, "refund_request": Action.REFUND,
    "compensation_request": Action.COMPLAIN, "staff_complaint": Action.COMPLAIN,
    "regulator_threat": Action.COMPLAIN, "staff_misconduct_report": Action.COMPLAIN,
    "dissatisfied_followup": Action.COMPLAIN, "written_reply": Action.COMPLAIN,
    "meter_accuracy": Action.COMPLAIN, "reading_mismatch": Action.COMPLAIN,
    "estimated_reading": Action.COMPLAIN, "connection_delay": Action.HUMAN,
    "vulnerable_customer": Action.HUMAN, "human_agent": Action.HUMAN,
    "complaint_status": Action.CASE, "complaint_withdraw": Action.WITHDRAW,
    "identity_binding": Action.BIND, "greeting": Action.START,
}  # fmt: skip
# Matters of the office that have nothing to do with how a bill is worked out.
ELSEWHERE = {
    "new_connection_howto", "transfer_ownership", "multi_person_household", "rent_landlord",
    "shared_meter", "multi_meter", "electric_heating", "tou_price", "payment_problem",
    "penalty_question", "disconnection_restore", "outage_report", "invoice", "privacy_request",
    "abuse", "off_topic",
}  # fmt: skip
_OF_A_PRICE = {"multi_person_household", "shared_meter", "electric_heating", "tou_price"}
_MEANT = 0.6  # a case is not opened on a guess
_OF_QUESTIONS = {
    "act.why": Action.WHY, "act.bill": Action.BILL, "act.withdraw": Action.WITHDRAW,
    "act.bind": Action.BIND, "act.rule": Action.RULE,
}  # fmt: skip
_OF_ITS_OWN = ("staff_complaint", "compensation_request", "regulator_threat", "written_reply")
PROPOSABLE = frozenset(ACTION_OF) | ELSEWHERE


def topic_of(read: Understood) -> str | None:
    """A matter that is answered elsewhere, where that is sure."""
    return read.intent if read.intent in ELSEWHERE and is_sure(read) else None


def is_sure(read: Understood) -> bool:
    """Whether the first guess, with others that lead to the same answer, is to be relied on."""
    answer = ACTION_OF.get(read.intent, read.intent)
    together = sum(share for i, share in read.guesses if ACTION_OF.get(i, i) == answer)
    return bool(read.by_rule) or together >= SURE


def of_a_bill(heard: Heard) -> bool:
    """Whether a bill at some price of a home is put forward: its check answers, not the price."""
    return heard.puts_bill and heard.understood.intent in _OF_A_PRICE


def action_of(heard: Heard) -> Action | None:
    """The action, or None where nothing is sure enough."""
    if heard.order is not None:
        return heard.order
    read = heard.understood
    if heard.wish is Wish.PERSON and not heard.complains:
        return Action.HUMAN
    withdraws = read.sure_of("complaint_withdraw") and Mark.TAKES_BACK in heard.marked
    if (heard.complains and not withdraws) or heard.wish is Wish.METER_TEST:
        return Action.COMPLAIN
    if Mark.RIGHT in heard.marked or heard.puts_bill:
        return Action.WHY
    if Mark.LOOK in heard.marked and not heard.asked and not read.by_rule:
        return Action.BILL
    asked = _by_questions(heard)
    if asked and read.question and (read.question.share >= SURER or not is_sure(read)):
        return asked
    if read.intent == "unclear" or not (is_sure(read) and _says_something(heard)):
        return None
    if read.intent == "thanks" and Mark.STING in heard.marked:
        return Action.WHY
    if read.intent == "payment_problem" and tells_paid(heard):
        return Action.BILL
    if of_a_bill(heard):
        return Action.WHY
    if read.intent == "abuse" and _speaks_of_bill(heard):
        return Action.WHY
    actions = (ACTION_OF[intent] for intent in read.all if intent in ACTION_OF)
    action = next((a for a in actions if not _is_unsaid(a, heard)), None)
    return Action.WHY if action is Action.COMPLAIN and _only_pastes(heard) else action


def calls_person(heard: Heard) -> bool:
    """Whether a person is asked for before anything else (转人工 停电了), not when or where."""
    if "days" in heard.points or Mark.WHERE in heard.marked:
        return False
    return heard.wish is Wish.PERSON and heard.understood.intent == "human_agent"


def _only_pastes(heard: Heard) -> bool:
    """Whether figures of a bill and of its meter are put forward, and nothing is said of them."""
    kinds = {entity.kind for entity in heard.understood.entities if entity.value is not None}
    both = EntityKind.AMOUNT in kinds and EntityKind.READING in kinds
    return both and not heard.understood.displeased and not heard.complains


def _by_questions(heard: Heard) -> Action | None:
    """What the model of questions reads, where nothing is known by rule."""
    question = heard.understood.question
    if question is None or heard.understood.by_rule or question.share < LIKELY:
        return None
    found = _OF_QUESTIONS.get(question.intent)
    return None if found is None or _is_unsaid(found, heard) else found


def _is_unsaid(action: Action, heard: Heard) -> bool:
    """What a model reads, and the words do not say: a complaint, or that it is taken back."""
    if action is Action.WITHDRAW:
        return Mark.TAKES_BACK not in heard.marked
    if action is Action.BIND:  # a relative's bill is wanted, not only that they are known
        return Mark.ANOTHER_TOO in heard.marked
    if action is Action.REFUND:
        return Mark.BACK not in heard.marked
    if heard.understood.intent == "written_reply" and Mark.WRITTEN not in heard.marked:
        return action is Action.COMPLAIN
    read = heard.understood
    guessed = read.share < SURE and not (read.by_rule or read.displeased or heard.complains)
    return action is Action.COMPLAIN and (heard.denies_complaint or guessed)


def _speaks_of_bill(heard: Heard) -> bool:
    """Whether angry words are about a bill."""
    return bool(heard.months) or heard.tells_bill or Mark.SAYS_BILL in heard.marked


def tells_paid(heard: Heard) -> bool:
    """Whether only a sum that was paid is told, and nothing of money that has not come."""
    return bool(heard.amounts or heard.amount_said) and Mark.PAYMENT not in heard.marked


def is_complaint_of_its_own(heard: Heard) -> bool:
    """Whether the words are a complaint that stands whatever a bill says, and whoever says it."""
    if heard.asks_of_agency:
        return heard.complains
    read = heard.understood
    meant = read.intent in _OF_ITS_OWN and read.share >= _MEANT
    return heard.complains or bool(heard.agencies) or meant


def is_unsure(heard: Heard) -> bool:
    """Whether it is not known what is wanted, so that a proposal would help."""
    read = heard.understood
    return not (read.by_rule or topic_of(read) or action_of(heard))


def guessed(read: Understood) -> tuple[Action, ...]:
    """What may be meant where nothing is sure, the likeliest first."""
    actions = (ACTION_OF[intent] for intent, _ in read.guesses if intent in ACTION_OF)
    return tuple(dict.fromkeys(actions))


def _says_something(heard: Heard) -> bool:
    """Whether there are words: a number alone, or with a name, asks for nothing."""
    if heard.agencies:  # 12398见
        return True
    letters = sum(c.isalpha() for c in heard.plain)
    return letters >= (5 if heard.claim.account_no else 2)
