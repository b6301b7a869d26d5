"""What the process counts, for Prometheus. No label holds anything personal."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

UPDATES = Counter("jieti_updates_total", "Updates by what became of them", ["outcome"])
SENDS = Counter("jieti_sends_total", "Calls to send a message by their outcome", ["outcome"])
WAITING = Gauge("jieti_waiting", "Rows that wait, in the inbox and the outbox", ["box"])
LAG = Gauge("jieti_lag_seconds", "How long what waits longest waits, in each box", ["box"])
SET_ASIDE = Gauge("jieti_set_aside", "Updates that could not be handled")
CASES = Gauge("jieti_open_cases", "Cases that are open")
