"""What stands above a sheet: whose account it is may be doubted."""

from __future__ import annotations

from bot.accounts.masking import mask_account_no, mask_name
from bot.records.case import Case
from bot.staff import proof
from bot.staff.case_words import CaseWords
from bot.staff.turn import StaffTurn


def warnings(turn: StaffTurn, case: Case, told: CaseWords) -> tuple[str, ...]:
    """Each doubt in a sentence, the nearest to the sheet first."""
    found = (
        _not_on_file(turn, case, told), _other_account(turn, case, told),
        _other_holder(turn, case), proof.warning(turn, case),
    )  # fmt: skip
    return tuple(filter(None, found))


def _not_on_file(turn: StaffTurn, case: Case, told: CaseWords) -> str:
    """A warning where the words name an account that the records do not hold: it may be a slip."""
    if case.account_no or turn.message.group:
        return ""
    named = dict.fromkeys(one.claim.account_no for one in told.heard if one.claim.account_no)
    missing = [one for one in named if turn.store.accounts.get(one) is None]
    if not missing:
        return ""
    return turn.say(
        "⚠ This account number is not in the records: {accounts}. Ask for it once more; if it was "
        "never registered, that is a finding.",
        accounts=turn.say(", ").join(missing),
    )


def _other_account(turn: StaffTurn, case: Case, told: CaseWords) -> str:
    """A warning where the customer's words name a second account: it may be somebody else's."""
    named = dict.fromkeys(one.claim.account_no for one in told.heard)
    others = [one for one in named if one and one != case.account_no]
    known = [one for one in others if turn.store.accounts.get(one)]
    if not known or not case.account_no:
        return ""
    shown = map(mask_account_no, known) if turn.message.group else known
    return turn.say(
        "⚠ Another account is named in the words as well: {accounts}. Make sure that this is one "
        "household's matter.",
        accounts=turn.say(", ").join(shown),
    )


def _other_holder(turn: StaffTurn, case: Case) -> str:
    """A warning where somebody of the sender's name holds another account than the case's."""
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    name = case.customer_name
    if account is None or not name or account.holder_name == name:
        return ""
    if not turn.store.accounts.of_holder(name):
        return ""
    return turn.say(
        "⚠ The sender is called {sender}, and the holder of this account is {holder}. Make sure "
        "that it is the right one before anything is sent.",
        sender=mask_name(name) if turn.message.group else name,
        holder=mask_name(account.holder_name),
    )
