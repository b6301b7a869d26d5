"""Names of matters, as they are told where nothing more is known of them."""

from __future__ import annotations

from bot.wording.catalogue import mark

NAMES = {
    "new_connection_howto": mark("a new connection"),
    "transfer_ownership": mark("a change of owner"),
    "multi_person_household": mark("the allowance for large households"),
    "rent_landlord": mark("electricity in rented homes"),
    "shared_meter": mark("shared meters"),
    "multi_meter": mark("several meters in one home"),
    "electric_heating": mark("heating with electricity"),
    "tou_price": mark("time-of-use prices"),
    "payment_problem": mark("payments"),
    "penalty_question": mark("late-payment charges"),
    "disconnection_restore": mark("being cut off and reconnected"),
    "outage_report": mark("a power failure"),
    "invoice": mark("invoices"),
}
