"""Once a day: what is old goes, and the administrator gets the head of the audit trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.accounts.binding import ACCOUNT_LOCK
from bot.clock import Boot
from bot.contract.messages import Post, Reply
from bot.counter import ending
from bot.counter.door import put_all
from bot.counter.ending import LAPSED
from bot.records.trail import Trail
from bot.staff.turn import DeskSettings
from bot.store.port import Store
from bot.store.retention import DoubtfulClockError, Keep
from bot.wording.catalogue import words
from bot.wording.trail import clock_doubted, day_head


def remove_old(
    store: Store,
    desk: DeskSettings,
    keep: Keep,
    now: datetime,
    boot: Boot | None = None,
    *,
    agreed: bool | None,
) -> None:
    """Remove what is old, unless the clock is in doubt; then the admin hears of it.

    Args:
        store: the office's.
        desk: its settings.
        keep: for how many days.
        now: by the machine's clock.
        boot: when the machine started by that clock, where it tells.
        agreed: whether the messenger's clock says the same; None = it has not been heard.
    """
    last = store.retention.last_run()
    try:
        if agreed is not False:
            store.retention.remove_old(keep, now, boot, sure=bool(agreed))
            _lapse(store, desk, now, now - timedelta(days=keep.binding))
            return
    except DoubtfulClockError:
        pass
    _tell(store, desk, "clock", clock_doubted(words(), now, last), now)


def _lapse(store: Store, desk: DeskSettings, now: datetime, since: datetime) -> None:
    """Whoever has not looked for so long may have moved away, or have another telephone."""
    for post in ending.ended(store, store.chats.unused_bindings(since), LAPSED, "system", now):
        put_all(store, desk, post.to, post.key, [post], now)


def send_head(store: Store, desk: DeskSettings, trail: Trail, now: datetime) -> None:
    """The head as it is now, once a day; the admin keeps it outside of the database."""
    say = words()
    tried = store.chats.tried(now - ACCOUNT_LOCK)
    count = sum(one.tries for one in tried)
    guessed = (
        say(
            "Within a day particulars were tried {count} times that did not fit, of {accounts} "
            "accounts.",
            count=count,
            accounts=len(tried),
        )
        if tried
        else ""
    )
    _tell(store, desk, "head", "\n".join(filter(None, (guessed, day_head(say, trail)))), now)


def _tell(store: Store, desk: DeskSettings, what: str, text: str, now: datetime) -> None:
    if desk.admin:
        post = Post(desk.admin, Reply(text), f"{what}:{desk.admin.channel}:{now:%Y-%m-%d}")
        put_all(store, desk, desk.admin, post.key, [post], now)
