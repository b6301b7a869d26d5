"""What the WeChat channel is told: its accounts, and every figure of the makers' pages.

Each figure can be changed in the file of accounts: the makers have changed some of them before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.contract.came import Rights
from bot.contract.messages import Chat


class Kind(StrEnum):
    """What an account is."""

    KF = "kf"  # 微信客服: customers write to it without following anybody
    MP = "mp"  # 服务号: a verified service account
    APP = "app"  # an application in the office's own WeCom (企业微信自建应用): staff write to it


LONG_KEY = 43  # characters of an EncodingAESKey
OWN_PORT = 8445
GROUP = Chat("robot", "group")  # the office's group in WeCom, where a robot of it says a line
_WECOM = "https://qyapi.weixin.qq.com"
API = {Kind.KF: _WECOM, Kind.MP: "https://api.weixin.qq.com", Kind.APP: _WECOM}


@dataclass(frozen=True, slots=True)
class Limits:
    """Figures of the makers' pages; the fields' names are their names in the file.

    Attributes:
        text_bytes: of a text.
        head_bytes, label_bytes, button_id_bytes: of a menu: its words, what stands on a button,
            and what comes back.
        buttons: of a menu.
        answer_messages: in so many an answer goes at most; a longer one is read on the page.
        window_messages, window_hours: what a word of the customer allows.
        scan_messages, scan_seconds: what following, or scanning a code, allows on a 服务号.
        welcome_seconds: within which a greeting may be sent by the pass of entering.
        kept_messages: so many are kept to say that more is to come.
        pull_messages, pull_seconds: how many are fetched at once, and how often without a ring.
        first_minutes: of a new account, what is older is not answered.
        media_bytes: of a file.
        token_early_seconds: before its end a token is renewed.
        template_title_chars: of one field of a notice.
        card_title_chars, card_text_chars: of a card in WeCom: its headline, and what stands below.
            The page (模板卡片消息) advises 36 and 160 characters.
        card_buttons, card_options: of a card: what can be pressed, and what can be chosen; at most
            6 and 10, says the page.
        member_messages: so many a minute one member is sent; more would be dropped in silence.
    """

    text_bytes: int = 2048
    head_bytes: int = 1024
    label_bytes: int = 128
    button_id_bytes: int = 64
    buttons: int = 10
    answer_messages: int = 2
    window_messages: int = 5
    window_hours: int = 48
    scan_messages: int = 3
    scan_seconds: int = 60
    welcome_seconds: int = 20
    kept_messages: int = 1
    pull_messages: int = 1000
    pull_seconds: int = 300
    first_minutes: int = 10
    media_bytes: int = 20_000_000
    token_early_seconds: int = 300
    template_title_chars: int = 20
    card_title_chars: int = 36
    card_text_chars: int = 160
    card_buttons: int = 6
    card_options: int = 10
    member_messages: int = 30

    @property
    def word(self) -> Rights:
        """What a word of the customer allows."""
        return Rights(self.window_messages, timedelta(hours=self.window_hours))

    @property
    def scan(self) -> Rights:
        """What following or scanning allows."""
        return Rights(self.scan_messages, timedelta(seconds=self.scan_seconds))


@dataclass(frozen=True, slots=True)
class Template:
    """A notice by fields: 模板消息 at any time, 订阅通知 once for each time that it is allowed.

    Attributes:
        id: as the account has it.
        fields: what goes into each of its fields: `case`, `state`, `moment` or a fixed text.
        ask: of a 订阅通知, where customers allow one: an article or page of the account with the
            maker's button; empty where none need be asked.
    """

    id: str
    fields: dict[str, str]
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One account.

    Attributes:
        id: its open_kfid, its appid, or the AgentId of an application in WeCom.
        owner: the company's corpid; of a 服务号 its appid.
        secret: fetches tokens.
        token, key: what pushes are signed and sealed with; a 服务号 in plain mode has no key.
        api: address of the interface, without a path.
        menus: whether it may send menus; a 订阅号 may not.
        template: for notices after the window, where the account has one.
        link: of a 微信客服, by which customers come to it.
    """

    kind: Kind
    id: str
    owner: str
    secret: str
    token: str
    key: str
    api: str
    menus: bool = True
    template: Template | None = None
    link: str = ""

    @property
    def channel(self) -> str:
        """The channel that it is."""
        # The first application of every company has the same AgentId.
        return self.app if self.kind is Kind.APP else f"{self.kind}:{self.id}"

    @property
    def app(self) -> str:
        """Whose token it uses: all accounts of a company's 微信客服 have one."""
        return f"{self.kind}:{self._name}"

    @property
    def path(self) -> str:
        """Where it is pushed to."""
        return f"/wechat/{self.kind}/{self._name}"

    @property
    def _name(self) -> str:
        return f"{self.owner}/{self.id}" if self.kind is Kind.APP else self.owner


@dataclass(frozen=True, slots=True)
class WechatSettings:
    """All of it.

    Attributes:
        address, port: where pushes arrive, behind a proxy that speaks https on 443. Without a
            port at that of the pages; where none are served, at `OWN_PORT`.
        robot: the address of the robot in the office's group; empty where there is none.
    """

    address: str
    port: int | None
    accounts: tuple[Account, ...]
    limits: Limits = field(default_factory=Limits)
    robot: str = ""
