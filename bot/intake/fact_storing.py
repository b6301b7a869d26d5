"""Facts of a row go into the store, unless they clash with what is known of the account."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bot.accounts.fact_check import Clash, Clashing, clash_of
from bot.accounts.fact_names import NAME_OF
from bot.accounts.transfers import completed
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.rows import Draft
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.store.accounts import Change
from bot.store.port import Store

_CODES = {
    Clash.OTHER: RowCode.FACT_OTHER,
    Clash.OVERLAPS: RowCode.FACT_OVERLAPS,
    Clash.TOLD_NONE: RowCode.FACT_TOLD_NONE,
    Clash.TOLD_SOME: RowCode.FACT_TOLD_SOME,
    Clash.BEFORE_ACCOUNT: RowCode.FACT_BEFORE_ACCOUNT,
    Clash.USED_AFTER: RowCode.FACT_USED_AFTER,
    Clash.TO_COME: RowCode.FACT_TO_COME,
    Clash.IMPOSSIBLE: RowCode.FACT_IMPOSSIBLE,
}


def put_facts(
    store: Store, draft: Draft, basis: str, now: datetime
) -> tuple[Counter[Change], list[RowRefusedError]]:
    """Store the row's facts; what clashes stays out and is returned."""
    changes: Counter[Change] = Counter()
    refused = []
    account = store.accounts.get(draft.account_no)
    for fact in draft.facts:
        known = store.accounts.facts_of(draft.account_no)
        record = completed(fact.of(draft.account_no, FactSource.FILE, basis, now), known)
        if record.standing is Standing.UNKNOWN and any(k.kind is record.kind for k in known):
            changes[Change.UNCHANGED] += 1  # more is known already
            continue
        read = store.accounts.readings_of(draft.account_no) if _closes(record) else ()
        clashing = clash_of(record, known, account, read) if account else None
        if clashing:
            refused.append(_refused(record, clashing))
        else:
            changes[store.accounts.put_fact(record)] += 1
    return changes, refused


def _closes(record: FactRecord) -> bool:
    return record.kind is FactKind.CLOSED


def _refused(record: FactRecord, clashing: Clashing) -> RowRefusedError:
    known = clashing.known
    more = {"basis": known.basis, "since": known.since} if known else {}
    return RowRefusedError(_CODES[clashing.clash], column=NAME_OF[record.kind], **more)
