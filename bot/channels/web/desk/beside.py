"""The counter's page in the side of a chat (侧边栏): the case of that customer, and its draft.

The messenger says who has it open: nobody signs in by hand there. Its script names the customer;
the draft goes into the field of the chat, and the colleague sends it.
"""

from __future__ import annotations

import hmac
import json
import secrets

from aiohttp import web

from bot.cases.reports import sees
from bot.channels.web.desk import views
from bot.channels.web.desk.signing import Doors, key_of
from bot.channels.web.desk.views import Shown
from bot.channels.web.guarding import html, to, words_of
from bot.contract.beside import Beside, UnreachableError
from bot.contract.messages import Chat
from bot.records.case import UNFINISHED, Case
from bot.staff.casebook import show
from bot.staff.turn import StaffTurn

PATH, COOKIE = "/desk/beside", "jieti_beside"
LONGEST = 512  # bytes of a code, says the messenger; names are shorter
SOON = 600  # seconds in which whoever was sent to be named comes back
NONE = "none"  # there is no open case of that customer


class BesideChat:
    """Answers these requests."""

    def __init__(self, doors: Doors, beside: Beside | None) -> None:
        self._doors, self._beside = doors, beside

    def routes(self) -> list[web.RouteDef]:
        """Its addresses; none where no messenger of the office opens them."""
        if self._beside is None or not self._doors.desk.page:
            return []
        return [
            web.get(PATH, self.show),
            web.post(PATH, self.find),
            web.get(f"{PATH}/signed", self.signed),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The case, once the messenger's script has named the customer; before all, who it is."""
        if code := request.query.get("code", ""):
            return await self._come_in(request, code[:LONGEST])
        number = request.query.get("case", "")

        def made(turn: StaffTurn) -> str:
            case = turn.case(number) if number not in ("", NONE) else None
            made = show(turn, case) if case else ()
            return views.beside(turn, Shown(key_of(request), case=case.number if case else ""),
                                made, self._messenger.names, searched=bool(number))  # fmt: skip

        try:
            return html(await self._doors.write(request, made))
        except web.HTTPSeeOther:
            return self._ask_who()

    async def find(self, request: web.Request) -> web.Response:
        """The newest open case of the customer whom the script has named."""
        form = await self._doors.form_of(request)
        chats = self._messenger.customers(form.get("customer", "")[:LONGEST])

        def found(turn: StaffTurn) -> str:
            case = _newest(turn, chats)
            return case.number if case else NONE

        return to(f"{PATH}?case={await self._doors.read(request, found)}")

    async def signed(self, request: web.Request) -> web.Response:
        """Signatures for this page, and for no other."""
        await self._doors.read(request, lambda turn: turn.id)
        page = request.query.get("page", "")
        if not page.startswith(f"{self._doors.desk.page}{PATH}"):
            raise web.HTTPBadRequest
        try:
            made = await self._messenger.signed(page)
        except UnreachableError:
            raise web.HTTPServiceUnavailable from None
        return web.Response(text=json.dumps(made), content_type="application/json")

    @property
    def _messenger(self) -> Beside:
        assert self._beside is not None  # noqa: S101 - else there are no addresses
        return self._beside

    def _ask_who(self) -> web.Response:
        state = secrets.token_hex(16)
        response = to(self._messenger.asks_who(f"{self._doors.desk.page}{PATH}", state))
        # Lax: they come back from the messenger's own page.
        response.set_cookie(
            COOKIE, state, path=PATH, httponly=True, samesite="Lax", max_age=SOON,
            secure=self._doors.secure,
        )  # fmt: skip
        return response

    async def _come_in(self, request: web.Request, code: str) -> web.StreamResponse:
        """Whoever the messenger names is signed in, if they are of the staff.

        The page after that is opened by one of ours: what another site opens brings no session.
        """
        state, sent = request.query.get("state", ""), request.cookies.get(COOKIE, "")
        if not sent or not hmac.compare_digest(state.encode(), sent.encode()):
            raise web.HTTPForbidden  # a code of somebody else's
        try:
            chat = await self._messenger.who(code)
        except UnreachableError:
            raise web.HTTPServiceUnavailable from None
        say = words_of(request)
        response = html(views.onward(say, PATH))
        if chat is None or not await self._doors.come_in_as(chat, response):
            trouble = say("This account of the messenger belongs to nobody of the staff here.")
            response = html(views.outside(say, self._doors.desk.office, trouble=trouble), 403)
        response.del_cookie(COOKIE, path=PATH)
        return response


def _newest(turn: StaffTurn, chats: tuple[Chat, ...]) -> Case | None:
    """Of those that this colleague may see."""
    found = [
        case
        for chat in chats
        for case in turn.store.cases.of_chat(chat)
        if case.state in UNFINISHED and sees(turn.store, turn.staff, case)
    ]
    return max(found, key=lambda case: case.opened_at, default=None)
