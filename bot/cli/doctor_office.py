"""What the doctor says of the office: its books, its people, its telephone, the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.cli.checks import Check, Finding, check_of
from bot.cli.databases import open_existing
from bot.cli.settings import Settings
from bot.records.staff import Role
from bot.store.accounts import Totals
from bot.store.port import StoreError
from bot.wording.catalogue import Words

OLD = 7  # days after which a backup is called old
_PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


async def books_and_people(settings: Settings, now: datetime, say: Words) -> tuple[Check, ...]:
    """What was imported, who works at the desk, how old the last backup is.

    Nothing where the database is of no use.
    """
    try:
        async with open_existing(settings.database, settings.audit_key) as database:
            totals = await database.read(lambda store: store.accounts.totals())
            staff = await database.read(lambda store: store.staff.everybody())
            backed_up = await database.read(lambda store: store.audit.last_at("backed_up"))
    except StoreError:
        return ()  # another line says so
    heads = sum(one.role is Role.HEAD for one in staff)
    people = say("Staff: {staff}, of them heads: {heads}", staff=len(staff), heads=heads)
    if not heads:
        people += say("; nobody can approve: the admin (JIETI_ADMIN) sends /invite 所长 NAME")
    return (
        _books(totals, say),
        check_of(people, good=bool(heads)),
        _backup(backed_up, now, say),
    )


def _backup(last: datetime | None, now: datetime, say: Words) -> Check:
    if last is None:
        told = say("Backup: none yet; jieti backup FILE, every day, onto another disk")
        return check_of(told, good=False)
    days = (now.date() - last.astimezone(now.tzinfo).date()).days
    if days > OLD:
        told = say("Backup: the last one is {days} days old; jieti backup FILE", days=days)
        return check_of(told, good=False)
    return check_of(
        say("Backup: {day}, {days} days ago", day=f"{last:%Y-%m-%d}", days=days), good=True
    )


def _books(totals: Totals, say: Words) -> Check:
    text = say(
        "Books: {accounts} accounts, {readings} readings, {bills} bills; newest month {month}",
        accounts=totals.accounts,
        readings=totals.readings,
        bills=totals.bills,
        month=f"{totals.newest_month:%Y-%m}" if totals.newest_month else "-",
    )
    if not totals.accounts:
        text += say("; import the list of accounts first: jieti import FILE")
    elif not totals.bills:
        text += say("; no bill can be explained yet: import readings and bills")
    return check_of(text, good=bool(totals.accounts and totals.bills))


def around(settings: Settings, environment: Mapping[str, str], say: Words) -> Iterator[Check]:
    """What the office has said of itself, and how Telegram is reached."""
    phone = settings.office.phone
    yield (
        check_of(say("Telephone: {phone}", phone=phone), good=True)
        if phone
        else check_of(
            say("Telephone: none; customers are told 95598 alone (JIETI_OFFICE_PHONE)"), good=False
        )
    )
    if not settings.admin:
        told = say("Admin: nobody can invite staff, and nobody hears of trouble (JIETI_ADMIN)")
        yield check_of(told, good=False)
    if settings.inbox:
        told = say("Folder: {folder} is imported at two every night", folder=settings.inbox)
        yield check_of(told, good=True)
    if settings.token:
        yield _way_out(settings, environment, say)


def _way_out(settings: Settings, environment: Mapping[str, str], say: Words) -> Check:
    if settings.api_url:
        return check_of(say("Way to Telegram: your own Bot API (JIETI_API_URL)"), good=True)
    proxy = next((name for name in _PROXIES if environment.get(name)), "")
    if proxy:
        return check_of(say("Way to Telegram: the proxy in {name}", name=proxy), good=True)
    return Check(
        Finding.NOTE,
        say("Way to Telegram: direct; from China it is reached by HTTPS_PROXY or a Bot API of "
            "your own (JIETI_API_URL) alone"),
    )  # fmt: skip
