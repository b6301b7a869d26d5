"""Every setting: its name, what holds without it, and what it is for.

README's table is made of this (`make docs`), and a name that is not here is no setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.wording.catalogue import Words, mark


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    Attributes:
        name: with its prefix.
        default: what holds where nothing is set; a value as it would be written, or a sentence.
        meaning: a source sentence, with Markdown for what is typed.
    """

    name: str
    default: str
    meaning: str


def rows(say: Words) -> Iterator[tuple[str, str, str]]:
    """The table in one language."""
    for one in SETTINGS:
        shown = say(one.default) if one.default in _TOLD else f"`{one.default}`"
        yield f"`{one.name}`", shown, say(one.meaning)


_EMPTY = mark("empty")
_THE_REGION_S = mark("the region's")
SETTINGS = (
    Setting("JIETI_DATABASE", "jieti.db", mark(
        "database file; only `import`, `chat` and `run` make one, and say so")),
    Setting("JIETI_REGION", "henan", mark("which region's tariff file")),
    Setting("JIETI_REGIONS", _EMPTY, mark(
        "a folder with region files of your own; one of the same name wins")),
    Setting("JIETI_HANDBOOK", _EMPTY, mark(
        "a folder with handbook files of your own; one of the same name wins")),
    Setting("JIETI_MONTHS_FROM", _THE_REGION_S, mark(
        "whether a new account's months count from registration or from `use`")),
    Setting("JIETI_STARTED_MONTH", _THE_REGION_S, mark(
        "a new account's started month: `whole`, `rounded_up`, `by_days`, `next_month`; "
        "`jieti calibrate` proposes it and the next three")),
    Setting("JIETI_YEAR_END", _THE_REGION_S, mark(
        "the reading of 1 January: `cycle_of_its_last_day` or `cycle_of_its_reading`")),
    Setting("JIETI_ROUNDING", _THE_REGION_S, mark(
        "`line_to_fen_half_up` or `sum_to_fen_half_up`")),
    Setting("JIETI_READER", "every", mark(
        "in which months meters are read, unless an account says so: `every`, `odd`, "
        "`even`")),
    Setting("JIETI_OFFICE_NAME", "供电所", mark("name of the office")),
    Setting("JIETI_OFFICE_PHONE", _EMPTY, mark(
        "its phone; without one customers are sent to 95598")),
    Setting("JIETI_HOURS", "08:00-12:00,14:00-18:00", mark(
        "office hours with the lunch break; reminders are sent within them, and a day "
        "ends with them")),
    Setting("JIETI_DISCLOSURE", "masked", mark(
        "what people are shown through a messenger: `nothing` but rules and case "
        "numbers, and no figures in the papers of staff either; `masked`: their own "
        "amounts, names and numbers masked; `full`: their own name and number unmasked")),
    Setting("JIETI_KEEP_CHAT_DAYS", "90", mark("days that messages are kept")),
    Setting("JIETI_KEEP_CASE_DAYS", "1095", mark("days that closed cases are kept")),
    Setting("JIETI_KEEP_AUDIT_DAYS", "183", mark(
        "days that the audit trail is kept, 183 at least")),
    Setting("JIETI_KEEP_BINDING_DAYS", "365", mark(
        "days after which a binding ends whose bills nobody has looked at (the chat is "
        "told and can bind again), 30 at least")),
    Setting("JIETI_AUDIT_KEY", _EMPTY, mark(
        "A file with a key (`openssl rand -hex 32 > FILE`, `chmod 600`), not kept with "
        "the database or its backups; it seals the audit trail, so that whoever has the "
        "database alone cannot make the chain anew. On a database that is in use, run "
        "`jieti audit-trail seal` first")),
    Setting("JIETI_HOLIDAYS", _EMPTY, mark(
        "the office's own calendar (a text file): a line a day or span, `休` (off) or "
        "`班` (worked), as in `2027-02-05至2027-02-11 休 春节` or `2027-02-14 班`; it "
        "goes before the calendar that comes with the program. Of years without the "
        "State Council's notice only weekends and statutory days are known, and what "
        "customers are told says so")),
    Setting("JIETI_DUTY", _EMPTY, mark(
        "duty roster (a text file): a line a day, the day and names, as in `2026-02-17 "
        "王芳 李强`; who is on duty hears of new cases and of what needs somebody at "
        "once; a head can enter days by `/duty`, and those go before the file")),
    Setting("JIETI_DRAFTS", _EMPTY, mark(
        "the office's own drafts of answers (YAML, in the form of "
        "`bot/wording/drafts.yaml`), only what differs; an entry with title and text "
        "alone is a ready-made reply")),
    Setting("JIETI_LINK", _EMPTY, mark(
        "where customers can ask on, such as `https://t.me/NAME`; on letters it is a "
        "code to be scanned")),
    Setting("JIETI_TEMPLATES", _EMPTY, mark(
        "folder with the office's own templates of Word: `answer.docx`, `sheet.docx`, "
        "`analysis.docx`, `meeting.docx`; begin with a copy from `bot/papers/templates`, "
        "what is missing there is ours")),
    Setting("JIETI_ALONE_LIMIT", "0", mark(
        "most yuan that one person may both decide and approve; more takes a second "
        "person")),
    Setting("JIETI_INBOX_DIR", _EMPTY, mark(
        "the tables in this folder are imported at two every night; they move to "
        "`已导入` (imported) or `没有导入` (not imported) within, and the heads are "
        "told; over 20 MB use `jieti import`")),
    Setting("JIETI_AUDIT_DIR", _EMPTY, mark(
        "the exports in this folder are audited at three every night (it may be that of "
        "`JIETI_INBOX_DIR`): a case on the desk for what is new, the heads are told; the "
        "list and the trend by month lie in `稽核结果` within")),
    Setting("JIETI_AUDIT_TELLS", "no", mark(
        "`yes`: where too much would be charged, the customers bound to the account hear "
        "of it first, in office hours")),
    Setting("JIETI_GOODWILL_LIMIT", _EMPTY, mark(
        "most yuan of goodwill in one case; empty is no limit, and each needs the head")),
    Setting("JIETI_PRACTICE_FIRST", _EMPTY, mark(
        "practices, with commas (`late_registration,right_bill,anger`): until somebody new "
        "has passed them in `/practice`, a head sends what they write to customers")),
    Setting("JIETI_KEEP_BACKUP_DAYS", _EMPTY, mark(
        "for how many days the office keeps backups at most (it removes them itself); "
        "told to customers who ask to be forgotten")),
    Setting("JIETI_TOKEN", _EMPTY, mark("the Telegram bot's token, from @BotFather")),
    Setting("JIETI_TOKEN_FILE", _EMPTY, mark("a file with the token, instead of the above")),
    Setting("JIETI_API_URL", mark("Telegram's"), mark(
        "a Bot API server of your own, ending in `/bot`; https unless it is on this "
        "machine")),
    Setting("JIETI_ADMIN", _EMPTY, mark(
        "the admin's Telegram user id, told when a message could not be handled")),
    Setting("JIETI_SENDS", "30,1,20", mark(
        "most sends: a second in all, a second in one chat, a minute in one group")),
    Setting("JIETI_LLM_URL", _EMPTY, mark(
        "a language model in your own network (OpenAI-compatible, up to `/v1`); it may "
        "propose intent and figures where the small model is unsure; personal data is "
        "masked, and a figure that is not in the customer's words is thrown away")),
    Setting("JIETI_LLM_MODEL", _EMPTY, mark("its name, needed with the above")),
    Setting("JIETI_LLM_KEY", _EMPTY, mark("its key")),
    Setting("JIETI_WEB", _EMPTY, mark(
        "address and port of the pages (customers' `/chat`, staff's `/desk`), such as "
        "`127.0.0.1:8080`; to be seen outside they stand behind a proxy that speaks "
        "https and names the caller in `X-Forwarded-For`")),
    Setting("JIETI_WEB_URL", mark("`JIETI_WEB` on this machine"), mark(
        "address of the pages from outside, such as `https://dianfei.example`, without a "
        "path; links by which staff sign in begin with it")),
    Setting("JIETI_WEBHOOK_URL", _EMPTY, mark("public address; empty means polling")),
    Setting("JIETI_WEBHOOK_SECRET", _EMPTY, mark(
        "needed with a webhook: 16 to 256 of letters, digits, `_`, `-`")),
    Setting("JIETI_WEBHOOK_LISTEN", "127.0.0.1", mark("address the webhook listens on")),
    Setting("JIETI_WEBHOOK_PORT", "8443", mark("port the webhook listens on")),
    Setting("JIETI_HEALTH", mark("`127.0.0.1:8444` with a webhook"), mark(
        "address and port of `/health` and `/metrics`, for the machine alone; when "
        "polling only if it is set")),
)  # fmt: skip
_TOLD = frozenset(one.default for one in SETTINGS if " " in one.default) | {
    _EMPTY, _THE_REGION_S, "Telegram's", "0",
}  # fmt: skip
NAMES = frozenset(one.name for one in SETTINGS)
