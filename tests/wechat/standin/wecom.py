"""An application in WeCom: members who write to it and press on its cards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.wechat.standin.people import Shown
from tests.wechat.standin.sealing import Inner
from tests.wechat.standin.server import TEXT, Json, Server, require

ROBOT = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
MINUTE, MOST, CARD = timedelta(minutes=1), 30, timedelta(hours=72)
TITLE, BELOW, BUTTONS, OPTIONS, TASK = 36, 160, 6, 10, 128
NAMES = set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-@")


@dataclass
class Member:
    """Somebody of the office with WeCom on the telephone."""

    wecom: Wecom
    id: str
    received: list[Shown] = field(default_factory=list)
    presses_done: int = 0
    dropped: int = 0
    _minute: list[datetime] = field(default_factory=list)
    _heard: int = 0

    async def says(self, text: str) -> int:
        return await self.wecom.comes(self, MsgType="text", Content=text)

    async def sends(self, kind: str, content: bytes) -> int:
        return await self.wecom.comes(self, MsgType=kind, MediaId=self.wecom.keeps(kind, content))

    async def presses(self, label: str, task: str = "") -> int:
        """A button of the newest card that has it, or what is chosen from its list."""
        self.presses_done += 1
        for shown in reversed(self.received):
            for told, key in shown.labels:
                if told == label and task in ("", shown.task):
                    return await self.wecom.pressed(self, shown, key)
        raise AssertionError(f"no {label} to press")

    def hears(self) -> list[Shown]:
        """What came since this was asked last."""
        new, self._heard = self.received[self._heard :], len(self.received)
        return new

    def card(self, task: str) -> Shown:
        return next(one for one in self.received if one.task == task)

    def takes(self, shown: Shown, now: datetime) -> None:
        self._minute = [at for at in self._minute if at > now - MINUTE]
        if len(self._minute) >= MOST:
            self.dropped += 1
            return
        self._minute.append(now)
        self.received.append(shown)


class Wecom(Server):
    """One application of a company."""

    agent = "1000002"

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.members: dict[str, Member] = {}
        self.closed = False
        self.codes: dict[str, str] = {}
        self.group: list[str] = []  # what the robot has said in the office's group
        self.passes: dict[str, tuple[Member, str, datetime]] = {}  # response_code

    def routes(self) -> dict[str, Callable[[Json], Json | Awaitable[Json]]]:
        return {
            "gettoken": self.gives_token,
            "media/upload": lambda told: {"media_id": self.keeps(told["type"], told["content"])},
            "media/get": lambda told: {"content": self.file(told["media_id"])[1]},
            "agent/get": self.described,
            "auth/getuserinfo": self.named,
            "get_jsapi_ticket": lambda _: {"ticket": "of-the-company", "expires_in": 7200},
            "ticket/get": self.ticket,
            "message/send": self.sent,
            "webhook/send": self.to_group,
            "message/update_template_card": self.updated,
        }

    def member(self, name: str) -> Member:
        return self.members.setdefault(name, Member(self, name))

    async def comes(self, who: Member, **fields: str) -> int:
        return await self._pushed(who, MsgId=str(next(self._ids)), **fields)

    async def pressed(self, who: Member, shown: Shown, key: str) -> int:
        chosen, _, option = key.partition("/")
        more = {"ResponseCode": self._pass(who, shown.task), "TaskId": shown.task}
        if not option:
            return await self._event(who, EventKey=key, **more)
        inside = (f"<SelectedItem><QuestionKey>chosen</QuestionKey><OptionIds><OptionId>{option}"
                  "</OptionId></OptionIds></SelectedItem>")  # fmt: skip
        return await self._event(who, EventKey=chosen, SelectedItems=Inner(inside), **more)

    async def _event(self, who: Member, **fields: Any) -> int:
        return await self._pushed(
            who, MsgType="event", Event="template_card_event", CardType="button_interaction",
            **fields,
        )  # fmt: skip

    async def _pushed(self, who: Member, **fields: Any) -> int:
        return await self.push(
            ToUserName=self.owner, FromUserName=who.id, CreateTime=int(self.now.timestamp()),
            AgentID=self.agent, **fields,
        )  # fmt: skip

    def code_of(self, who: str) -> str:
        """What WeCom sends along with whoever opens a page there; it is good once."""
        self.codes[f"code-{next(self._ids)}"] = who
        return next(reversed(self.codes))

    def named(self, told: Json) -> Json:
        who = self.codes.pop(told.get("code", ""), "")
        require(who, 40029, "invalid code")
        return {"userid": who}

    def ticket(self, told: Json) -> Json:
        require(told.get("type") == "agent_config", 40001, "invalid type")
        return {"ticket": "of-the-application", "expires_in": 7200}

    def _pass(self, who: Member, task: str) -> str:
        name = f"pass-{next(self._ids)}"
        self.passes[name] = who, task, self.now + CARD
        return name

    def described(self, told: Json) -> Json:
        require(told.get("agentid") == self.agent, 301002, "not allow operate another agent")
        return {"name": "供电所", "redirect_domain": "jieti.example.cn",
                "close": int(self.closed)}  # fmt: skip

    def sent(self, told: Json) -> Json:
        require(told.get("agentid") == int(self.agent), 40056, "invalid agentid")
        who = self.members.get(told.get("touser", ""))
        if who is None:
            require(False, 81013, "user & party & tag all invalid")
            raise AssertionError
        shown = self._shown(told)
        who.takes(shown, self.now)
        answer: Json = {"msgid": f"m{next(self._ids)}"}
        return answer | ({"response_code": self._pass(who, shown.task)} if shown.task else {})

    @property
    def robot(self) -> str:
        """The address of the robot of the group."""
        return f"{self.url}/cgi-bin/webhook/send?key={ROBOT}"

    def to_group(self, told: Json) -> Json:
        require(told.get("key") == ROBOT, 93000, "invalid webhook url")
        require(told.get("msgtype") == "text", 40008, "invalid message type")
        require(0 < len(told["text"]["content"].encode()) <= TEXT, 45002, "it would be cut")
        self.group.append(told["text"]["content"])
        return {}

    def updated(self, told: Json) -> Json:
        require(told.get("agentid") == int(self.agent), 40056, "invalid agentid")
        there = self.passes.pop(told.get("response_code", ""), None)
        require(there and there[2] > self.now, 40097, "invalid response_code")
        assert there is not None
        who, task, _ = there
        require(told.get("userids") == [who.id], 40003, "invalid userid")
        old = who.card(task)
        if "button" in told:
            new = replace(old, labels=((told["button"]["replace_name"], ""),))
        else:
            new = self._card(told["template_card"], new=False)
        who.received[who.received.index(old)] = new
        return {}

    def _shown(self, told: Json) -> Shown:
        match told["msgtype"]:
            case "text":
                text = told["text"]["content"]
                require(0 < len(text.encode()) <= TEXT, 45002, "it would be cut")
                return Shown(text)
            case "template_card":
                return self._card(told["template_card"])
            case "image" | "file" as kind:
                stored, content = self.file(told[kind]["media_id"])
                require(stored == kind, 40004, "invalid media type")
                return Shown(file=kind, content=content)
            case other:
                require(False, 40008, f"invalid message type {other}")
                raise AssertionError

    def _card(self, card: Json, *, new: bool = True) -> Shown:
        task = card["task_id"]
        require(card["card_type"] == "button_interaction", 42049, "invalid card_type")
        require(0 < len(task) <= TASK and set(task) <= NAMES, 42050, "invalid task_id")
        there = any(one.task == task for who in self.members.values() for one in who.received)
        require(there is not new, 42051, "task_id is used, or unknown")
        title, below = card["main_title"]["title"], card.get("sub_title_text", "")
        require(0 < len(title) <= TITLE and len(below) <= BELOW, 42052, "too long")
        buttons = card["button_list"]
        require(0 < len(buttons) <= BUTTONS, 42053, "invalid button_list")
        labels = [(one["text"], one["key"]) for one in buttons]
        chosen = card.get("button_selection")
        if chosen:
            options = chosen["option_list"]
            require(0 < len(options) <= OPTIONS, 42054, "invalid option_list")
            sends, found = labels[-1][1], labels[:-1]
            labels = [*found, *((one["text"], f"{sends}/{one['id']}") for one in options)]
        page = card.get("card_action", {}).get("url", "")
        return Shown(f"{title}\n{below}".strip(), tuple(labels), task=task, page=page)
