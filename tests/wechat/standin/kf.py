"""WeCom's 微信客服: rings, a log that is fetched, messages counted by the customer's words."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from tests.wechat.standin.people import Shown, Villager
from tests.wechat.standin.server import TEXT, THREE_DAYS, Json, Server, require

HEAD, LABEL, BUTTON_ID, LINES, NAME = 1024, 128, 64, 10, 32
WINDOW, MOST = timedelta(hours=48), 5
NAMES = set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-")


class Kf(Server):
    """One company with its accounts."""

    def __init__(self, now: datetime, accounts: tuple[str, ...] = ("wk1",)) -> None:
        super().__init__(now)
        self.accounts = accounts
        self.villagers: dict[tuple[str, str], Villager] = {}
        self.log: dict[str, list[Json]] = {one: [] for one in accounts}
        self.names: dict[str, Villager] = {}  # msgid -> to whom
        self.says_used = (40130, "msgid already exist")  # the makers' pages do not say which
        self.page = 1000  # so many at once, however many were asked for
        self.fails_later = False  # what breaks a rule is taken, and its failure told afterwards
        self.without_ring: deque[datetime] = deque()
        self.codes: dict[str, tuple[Villager, datetime]] = {}
        self.rings: dict[str, datetime] = {}

    def routes(self) -> dict[str, Callable[[Json], Json | Awaitable[Json]]]:
        return {
            "gettoken": self.gives_token,
            "media/upload": lambda told: {"media_id": self.keeps(told["type"], told["content"])},
            "media/get": lambda told: {"content": self.file(told["media_id"])[1]},
            "kf/sync_msg": self.sync,
            "kf/send_msg": self.sent,
            "kf/send_msg_on_event": self.welcomed,
            "kf/service_state/get": self.state_of,
            "kf/account/list": self.listed_accounts,
            "kf/customer/batchget": self.nicknames,
            "kf/add_contact_way": lambda told: {
                "url": f"https://work.weixin.example/{told['scene']}"
            },
        }

    def villager(self, name: str = "wm-zhang", account: str = "") -> Villager:
        account = account or self.accounts[0]
        return self.villagers.setdefault((account, name), Villager(self, name, account))

    # In

    async def comes(self, who: Villager, kind: str, body: Json, *, origin: int = 3) -> None:
        who.left, who.until = MOST, self.now + WINDOW
        message = {"external_userid": who.id, "origin": origin, "msgtype": kind, kind: body}
        await self.logged(who.account, message)

    async def colleague_says(self, who: Villager, text: str, servicer: str = "zhouming") -> None:
        message = {"external_userid": who.id, "origin": 5, "servicer_userid": servicer,
                   "msgtype": "text", "text": {"content": text}}  # fmt: skip
        await self.logged(who.account, message)

    async def takes_over(self, who: Villager, servicer: str = "zhouming") -> None:
        who.state = 3
        await self.happened(who, "session_status_change", change_type=1,
                            new_servicer_userid=servicer)  # fmt: skip

    async def hands_back(self, who: Villager) -> None:
        who.state = 0
        await self.happened(who, "session_status_change", change_type=3)

    async def entered(self, who: Villager, scene: str, scene_param: str) -> None:
        code = ""
        if not who.received:
            code = f"code-{next(self._ids)}"
            self.codes[code] = who, self.now + timedelta(seconds=20)
        await self.happened(who, "enter_session", scene=scene, scene_param=scene_param,
                            **({"welcome_code": code} if code else {}))  # fmt: skip

    async def happened(self, who: Villager, event: str, **fields: Any) -> None:
        told = {"event_type": event, "open_kfid": who.account, "external_userid": who.id, **fields}
        await self.logged(who.account, {"origin": 4, "msgtype": "event", "event": told})

    async def logged(self, account: str, message: Json) -> None:
        stamp = int(self.now.timestamp())
        message |= {"msgid": f"m{next(self._ids)}", "send_time": stamp, "open_kfid": account}
        self.log[account].append(message)
        await self.ring(account)

    async def ring(self, account: str) -> int:
        token = f"ring-{next(self._ids)}"
        self.rings[token] = self.now + timedelta(minutes=10)
        return await self.push(
            ToUserName=self.owner, CreateTime=int(self.now.timestamp()), MsgType="event",
            Event="kf_msg_or_event", Token=token, OpenKfId=account,
        )  # fmt: skip

    def sync(self, asked: Json) -> Json:
        account = asked.get("open_kfid", "")
        require(account in self.log, 95004, "open_kfid not exist")
        require(1 <= asked.get("limit", 1000) <= 1000, 40058, "invalid limit")
        if self.rings.get(asked.get("token", ""), self.now) <= self.now:
            while self.without_ring and self.without_ring[0] <= self.now - timedelta(minutes=1):
                self.without_ring.popleft()
            require(len(self.without_ring) < 10, 45009, "api freq out of limit")
            self.without_ring.append(self.now)
        log, begin = self.log[account], asked.get("cursor", "")
        oldest = int((self.now - THREE_DAYS).timestamp())
        first = int(begin.removeprefix("c")) if begin else 0
        while first < len(log) and log[first]["send_time"] < oldest:
            first += 1
        last = min(len(log), first + min(self.page, asked.get("limit", 1000)))
        return {"msg_list": log[first:last], "next_cursor": f"c{last}",
                "has_more": int(last < len(log))}  # fmt: skip

    # Out

    def sent(self, told: Json) -> Json:
        account, who = told.get("open_kfid", ""), told.get("touser", "")
        require(account in self.accounts, 95000, "invalid open_kfid")
        villager = self.villagers.get((account, who))
        assert villager is not None, "nobody of that name"
        name = self._named(told)
        shown = self._shown(told)
        require(villager.state in {0, 1}, 95018, "send msg session status invalid")
        why = self._why_not(villager)
        if why and not self.fails_later:
            require(False, *why[1:])
        if not why:
            villager.left -= 1
            villager.received.append(shown)
        self.names[name] = villager
        if why:
            fail = {"event_type": "msg_send_fail", "open_kfid": account, "external_userid": who,
                    "fail_msgid": name, "fail_type": why[0]}  # fmt: skip
            stamp = int(self.now.timestamp())
            self.log[account].append(
                {"origin": 4, "msgtype": "event", "event": fail, "msgid": f"m{next(self._ids)}",
                 "send_time": stamp, "open_kfid": account}
            )  # fmt: skip
        return {"msgid": name}

    def _why_not(self, who: Villager) -> tuple[int, int, str] | None:
        if who.refuses:
            return 10, 95002, "customer refuses"
        if who.until is None or self.now >= who.until:
            return 4, 95002, "send msg over 48 hours"
        return (6, 95001, "send msg count limit") if who.left < 1 else None

    def welcomed(self, told: Json) -> Json:
        code = told.get("code", "")
        require(code in self.codes, 40078, "invalid code")
        who, until = self.codes.pop(code)
        require(until > self.now, 40078, "code expired")
        self._named(told)
        require(told["msgtype"] in {"text", "msgmenu"}, 40008, "invalid message type")
        who.received.append(self._shown(told))
        return {"msgid": told.get("msgid", "")}

    def _named(self, told: Json) -> str:
        name = told.get("msgid") or f"ours-{next(self._ids)}"
        assert isinstance(name, str)
        require(len(name) <= NAME and set(name) <= NAMES, 40058, "malformed name")
        require(name not in self.names, *self.says_used)
        return name

    def _shown(self, told: Json) -> Shown:
        match told["msgtype"]:
            case "text":
                text = told["text"]["content"]
                require(0 < len(text.encode()) <= TEXT, 45002, "content size out of limit")
                return Shown(text)
            case "msgmenu":
                return self._menu(told["msgmenu"])
            case "image" | "file" as kind:
                stored, content = self.file(told[kind]["media_id"])
                require(stored == kind, 40004, "invalid media type")
                return Shown(file=kind, content=content)
            case other:
                require(False, 40008, f"invalid message type {other}")
                raise AssertionError

    def _menu(self, menu: Json) -> Shown:
        head, lines = menu["head_content"], menu["list"]
        require(0 < len(head.encode()) <= HEAD, 45002, "content size out of limit")
        require(0 < len(lines) <= LINES, 95008, "too many lines")
        labels = []
        for line in lines:
            require(line["type"] == "click", 95009, "invalid line")
            click = line["click"]
            require(0 < len(click["id"].encode()) <= BUTTON_ID, 45002, "id out of limit")
            require(0 < len(click["content"].encode()) <= LABEL, 45002, "content out of limit")
            labels.append((click["content"], click["id"]))
        return Shown(head, tuple(labels))

    def state_of(self, told: Json) -> Json:
        who = self.villagers[told["open_kfid"], told["external_userid"]]
        return {
            "service_state": who.state,
            "servicer_userid": "zhouming" if who.state == 3 else "",
        }

    def listed_accounts(self, told: Json) -> Json:
        del told
        return {
            "account_list": [{"open_kfid": one, "name": "青石供电所"} for one in self.accounts]
        }

    def nicknames(self, told: Json) -> Json:
        names = told["external_userid_list"]
        return {"customer_list": [{"external_userid": one, "nickname": "张"} for one in names]}
