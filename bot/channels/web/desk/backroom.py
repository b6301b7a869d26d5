"""What is not about one case: an account looked up, the month, people, handbook and drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from aiohttp import web

from bot.cases.deadlines import must_promise
from bot.cases.roles import May, may
from bot.channels.web.desk import views
from bot.channels.web.desk.signing import Doors, key_of
from bot.channels.web.desk.views import Sheet, Shown
from bot.channels.web.guarding import html, to
from bot.contract.errors import SettingsError
from bot.handbook import editing
from bot.handbook.book import book_of
from bot.handbook.form import NEW, rows, text_of
from bot.staff import joining
from bot.staff.turn import StaffTurn
from bot.wording import canned, drafts_editing
from bot.wording.catalogue import Words, mark
from bot.wording.drafts import BY_ITSELF, DONE, FOUND, drafts
from bot.wording.faults import fault
from bot.wording.handbook import TOPICS, sentence

LARGEST = 400_000  # bytes of a form that holds a file of the handbook
Form = Mapping[str, str]
NAME = r"{name:[a-z_0-9]{1,40}}"
# What is written behind a command; nothing behind those without a hint.
_HINTS = {
    "look": mark("account number, name, phone or village"),
    "fact": mark("account number, or a case and what was found out"),
    "bound": mark("account number"),
    "canned": mark("case number"),
    "report": mark("month, such as 2018-12"),
    "invite": mark("role and name, such as clerk Wang Fang"),
    "remove": mark("the number in the list of people"),
    "notice": mark("month, such as 2018-12"),
    "stats": "", "export": "", "staff": "", "misheard": "", "duty": "", "quiz": "",
    "practice": "", "ahead": "", "assessment": mark("month, such as 2018-12"),
}  # fmt: skip


# Drafts of no one matter.
_ONCE = {
    FOUND: mark("Once a colleague has written what was found"),
    DONE: mark("Once the customer was answered"),
}


class Backroom:
    """Answers these requests."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def routes(self) -> list[web.RouteDef]:
        """Its addresses."""
        return [
            web.get("/desk/office", self.office),
            web.get(f"/desk/handbook/{NAME}", self.topic),
            web.post(f"/desk/handbook/{NAME}", self.change_topic),
            web.get(f"/desk/drafts/{NAME}", self.draft),
            web.post(f"/desk/drafts/{NAME}", self.change_draft),
        ]

    async def office(self, request: web.Request) -> web.Response:
        """Every command of the role as a form, and what the head writes."""

        def made(turn: StaffTurn) -> str:
            commands = [
                (name, turn.say(joining.COMMANDS[name]), _HINTS[name] and turn.say(_HINTS[name]))
                for name in joining.commands_of(turn.staff.role)
                if name in _HINTS
            ]
            heads = may(turn.staff.role, May.STAFF)
            known = drafts(turn.desk.office.drafts) if heads else {}
            own = {name: one.title for name, one in known.items() if one.is_ready_made}
            for name in BY_ITSELF:
                own.pop(name, None)
            ours = {name: turn.say(title) for name, (title, _) in canned.REPLIES.items()}
            return views.office(
                turn,
                _shown(request),
                commands,
                [(one, turn.say(TOPICS[one])) for one in editing.topics()] if heads else [],
                [(k, _matter(turn.say, k, one.title)) for k, one in known.items() if k not in own],
                [*({**ours, **own}.items() if heads else ())],
            )

        return html(await self._doors.write(request, made))

    async def topic(self, request: web.Request) -> web.Response:
        """A topic of the handbook, to be changed."""
        return html(await self._doors.read(request, partial(_sheet, request, _topic)))

    async def change_topic(self, request: web.Request) -> web.Response:
        """Its new text holds from now on, if all of it can be used."""

        def change(turn: StaffTurn, name: str, form: Form) -> None:
            folder, region = turn.desk.office.handbook, turn.desk.office.region
            if folder is None:
                return
            if "text" in form:
                text = form["text"]
            else:
                text = text_of(editing.text_of(folder, name), form, turn.say.with_blanks)
            editing.change(folder, name, text, lambda book: must_promise(book, region))

        return await self._changed(request, _topic, change, "handbook_changed")

    async def draft(self, request: web.Request) -> web.Response:
        """The words of a draft, to be changed."""
        return html(await self._doors.read(request, partial(_sheet, request, _draft)))

    async def change_draft(self, request: web.Request) -> web.Response:
        """Its new words hold from now on, if they can be used."""

        def change(turn: StaffTurn, name: str, form: Form) -> None:
            own = turn.desk.office.drafts
            if own is None:
                return
            if "remove" in form:
                drafts_editing.remove(own, name)
                return
            name = "" if name == NEW else name
            drafts_editing.change(own, name, form.get("text", ""), form.get("title", "").strip())

        return await self._changed(request, _draft, change, "draft_changed")

    async def _changed(
        self, request: web.Request, sheet_of: SheetOf,
        change: Callable[[StaffTurn, str, Form], None], noted: str,
    ) -> web.Response:  # fmt: skip
        form = await self._doors.form_of(request.clone(client_max_size=LARGEST))
        form = {field: text.replace("\r\n", "\n") for field, text in form.items()}
        name = request.match_info["name"]

        def done(turn: StaffTurn) -> str:
            sheet = sheet_of(turn, name)
            if sheet is None or sheet.needs:
                raise web.HTTPForbidden
            try:
                change(turn, name, form)
            except SettingsError as error:
                text, wrong = form.get("text", sheet.text), fault(turn.say, error)
                return views.writing(turn, _shown(request), sheet, text, wrong)
            turn.note(noted, "", name)
            return ""

        page = await self._doors.write(request, done)
        kept = "/desk/office" if name == NEW or "remove" in form else f"{request.path}?done=1"
        return html(page, 400) if page else to(kept)


SheetOf = Callable[[StaffTurn, str], Sheet | None]


def _sheet(request: web.Request, sheet_of: SheetOf, turn: StaffTurn) -> str:
    sheet = sheet_of(turn, request.match_info["name"])
    if sheet is None:
        raise web.HTTPNotFound
    done = "done" in request.query
    return views.writing(turn, _shown(request), sheet, sheet.text, done=done)


def _topic(turn: StaffTurn, name: str) -> Sheet | None:
    if not may(turn.staff.role, May.STAFF) or name not in editing.topics():
        return None
    folder = turn.desk.office.handbook
    text, office = editing.text_of(folder, name), turn.desk.office
    holds = book_of(office).topic(name, office.region, turn.now.date())
    now = tuple(sentence(turn.say, one, office.phone) for one in holds if one.say)
    needs = "" if folder else "JIETI_HANDBOOK"
    fields = tuple(rows(text, turn.say.with_blanks))
    title = turn.say(TOPICS[name])
    return Sheet(title, text, f"/desk/handbook/{name}", needs, now, fields)


def _draft(turn: StaffTurn, name: str) -> Sheet | None:
    """A draft, or a ready-made reply: the office's own words before ours."""
    own, place = turn.desk.office.drafts, f"/desk/drafts/{name}"
    needs = "" if own else "JIETI_DRAFTS"
    if not may(turn.staff.role, May.STAFF):
        return None
    if name == NEW:
        return Sheet("", "", place, needs, name_first=True)
    if known := drafts(own).get(name):
        is_own = drafts_editing.is_own(own, name)
        reply = known.is_ready_made and name not in BY_ITSELF
        title = known.title or _matter(turn.say, name, "")
        return Sheet(title, known.text, place, needs, is_own=is_own, name_first=reply)
    if name in canned.REPLIES:
        title, text = canned.REPLIES[name]
        words = turn.say.with_blanks(text)
        return Sheet(turn.say(title), words, place, needs, name_first=True)
    return None


def _shown(request: web.Request) -> Shown:
    return Shown(key_of(request), "office")


def _matter(say: Words, name: str, title: str) -> str:
    """A draft's matter as the letter has it; who reads no Chinese has its name before it."""
    if name in _ONCE:
        return say(_ONCE[name])
    return title if say.locale.language == "zh" else f"{name.replace('_', ' ')} · {title}"
