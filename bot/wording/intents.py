"""Names of what customers want, for a clerk who says what was meant."""

from __future__ import annotations

from bot.wording import topics
from bot.wording.catalogue import mark

NAMES = {
    **topics.NAMES,
    "why_price_higher": mark("why the price is higher"),
    "why_tier2_early": mark("why a higher tier already"),
    "late_registration": mark("registered too late"),
    "new_move_in": mark("newly moved in"),
    "bill_high": mark("the bill is too high"),
    "neighbor_cheaper": mark("others pay less"),
    "meter_change": mark("a new meter"),
    "reading_cycle": mark("when the meter is read"),
    "bill_query": mark("to see a bill"),
    "tier_remaining": mark("how much is left"),
    "tier_rule": mark("the rule of tiers"),
    "tier_reset": mark("when counting begins anew"),
    "refund_request": mark("money back"),
    "compensation_request": mark("damages"),
    "staff_complaint": mark("a complaint about staff"),
    "regulator_threat": mark("goes to the regulator or the press"),
    "dissatisfied_followup": mark("not content with an answer"),
    "written_reply": mark("an answer in writing"),
    "meter_accuracy": mark("the meter may be wrong"),
    "reading_mismatch": mark("the reading is wrong"),
    "estimated_reading": mark("estimated, not read"),
    "connection_delay": mark("the connection takes too long"),
    "vulnerable_customer": mark("poor or ill"),
    "human_agent": mark("a person is wanted"),
    "complaint_status": mark("how a case stands"),
    "complaint_withdraw": mark("leaves it there"),
    "identity_binding": mark("binding an account"),
    "greeting": mark("a greeting"),
    "thanks": mark("thanks"),
    "safety_emergency": mark("danger"),
    "staff_misconduct_report": mark("a report about a person"),
    "third_party_query": mark("another household's data"),
    "off_topic": mark("nothing of ours"),
}
