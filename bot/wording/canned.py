"""Ready-made replies whose blanks fill from the case."""

from __future__ import annotations

from bot.accounts.masking import mask_account_no
from bot.cases.life import is_right, waits_for_head
from bot.records.case import Case, Remedy
from bot.wording.catalogue import Words, mark

# Title and text.
REPLIES = {
    "receipt": (
        mark("Receipt"),
        mark(
            "We have registered what you told us (case {number}). We contact you by {contact} and "
            "answer you by {answer}. You can also call 95598; if the answer does not satisfy you, "
            "12398."
        ),
    ),
    "apology": (
        mark("Apology"),
        mark(
            "We have checked account {account}: the fault is ours, and we apologise. The bill is "
            "corrected by the refund procedure. Nobody has to give you money privately."
        ),
    ),
    "correct": (
        mark("The bill is right"),
        mark(
            "We have checked readings, months and prices of account {account}: the bill "
            "agrees with the rule. If you doubt the meter, you can ask for a meter test; the "
            "result takes 5 working days."
        ),
    ),
    "photo": (
        mark("A picture, please"),
        mark(
            "Please send us a picture of the meter on which its figures can be read, and one of "
            "the bill if you have it (case {number}). Without one we "
            "come and look."
        ),
    ),
    "checking": (
        mark("Still being checked"),
        mark(
            "Your matter (case {number}) is still being checked. You have our answer by {answer}. "
            "You need do nothing."
        ),
    ),
    "unreached": (
        mark("Not reached"),
        mark(
            "We tried to reach you about case {number}. When may we call? You can also call us: "
            "{phone}."
        ),
    ),
}


def fits(key: str, case: Case) -> bool:
    """Whether it may be said in the case: right is what is right, corrected what is approved."""
    if key == "correct":
        return is_right(case)
    if key == "apology":
        correction = case.decision is Remedy.BILLING_CORRECTION
        return correction and not waits_for_head(case)
    return key != "checking" or case.answered_at is None


def filled(say: Words, key: str, case: Case, phone: str) -> str:
    """The text with its blanks filled."""
    return say(
        REPLIES[key][1],
        number=case.number,
        contact=say.moment(case.contact_by),
        answer=say.day(case.answer_by),
        account=mask_account_no(case.account_no or ""),
        phone=phone or "95598",
    )
