"""What a text asks for: short orders by their words, everything else as it is understood."""

from __future__ import annotations

import re

from bot.contract.messages import Action
from bot.hearing.claim import claim_in, plain
from bot.hearing.intents import SURE, Understood, understand

# Orders to this chat, which are no matters of electricity; the whole message is the order.
_ORDERS: tuple[tuple[Action, re.Pattern[str]], ...] = tuple(
    (action, re.compile(rf"^(请|帮我|我要|我想|請|幫我)?({words})[了吧。,,.!! ]*$"))
    for action, words in (
        (Action.HUMAN, r"转?人工(客服|服务)?|轉?人工(客服|服務)?|转人攻|找个人|找個人|真人"),
        (Action.UNBIND, r"解绑|解綁|(取消|解除)(绑定|綁定)"),
        (
            Action.FORGET,
            r"忘了我|[删刪][除掉]?我?的?(全部|所有)?的?(记录|記錄|信息|資料|资料|数据)",
        ),
        (Action.CANCEL, r"算|取消|不用|不查"),
        (Action.HELP, r"帮助|幫助|help|你会(什么|啥)|怎么用"),
    )
)

ACTION_OF = {
    "why_price_higher": Action.WHY, "why_tier2_early": Action.WHY, "late_registration": Action.WHY,
    "new_move_in": Action.WHY, "bill_high": Action.WHY, "neighbor_cheaper": Action.WHY,
    "meter_change": Action.WHY, "reading_cycle": Action.WHY,
    "bill_query": Action.BILL, "tier_remaining": Action.LEFT, "tier_rule": Action.RULE,
    "tier_reset": Action.RULE, "refund_request": Action.REFUND,
    "compensation_request": Action.COMPLAIN, "staff_complaint": Action.COMPLAIN,
    "regulator_threat": Action.COMPLAIN,
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
PROPOSABLE = frozenset(ACTION_OF) | ELSEWHERE


def order_in(text: str) -> Action | None:
    """A short order to the chat: a person, unbind, forget, cancel, help."""
    text = plain(text).lower()
    return next((action for action, pattern in _ORDERS if pattern.match(text)), None)


def topic_of(read: Understood) -> str | None:
    """A matter that is answered elsewhere, where that is sure."""
    return read.intent if read.intent in ELSEWHERE and is_sure(read) else None


def is_sure(read: Understood) -> bool:
    """Whether the first guess, with others that lead to the same answer, is to be relied on."""
    answer = ACTION_OF.get(read.intent, read.intent)
    together = sum(share for i, share in read.guesses if ACTION_OF.get(i, i) == answer)
    return bool(read.by_rule) or together >= SURE


def action_in(text: str) -> Action | None:
    """The action, or None where nothing is sure enough."""
    order = order_in(text)
    if order is not None:
        return order
    read = understand(text)
    if read.intent == "unclear" or not (is_sure(read) and _says_something(text)):
        return None
    return next((ACTION_OF[intent] for intent in read.all if intent in ACTION_OF), None)


def is_unsure(text: str) -> bool:
    """Whether it is not known what is wanted, so that a proposal would help."""
    read = understand(text)
    return not (read.by_rule or topic_of(read) or action_in(text))


def guessed(read: Understood) -> tuple[Action, ...]:
    """What may be meant where nothing is sure, the likeliest first."""
    actions = (ACTION_OF[intent] for intent, _ in read.guesses if intent in ACTION_OF)
    return tuple(dict.fromkeys(actions))


def _says_something(text: str) -> bool:
    """Whether there are words: a number alone, or with a name, asks for nothing."""
    letters = sum(c.isalpha() for c in text)
    return letters >= (5 if claim_in(text).account_no else 2)
