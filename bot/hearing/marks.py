"""What single words mark: orders to the chat, corrections, another household, this bill's amount.

Every reader takes a plain text, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.contract.messages import Action
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.own_data import asks_of_data
from bot.hearing.spans import Span

_NOT_HERE = (
    r"(?:不要|别|不想|不用|不许|不准)再?(?:在这[里儿边]?|往这[里儿边]?|通过.{2,10}?)?"
    r"(?:给我)?发我?[家的]*(?:电费)?(?:的?数字|金额|账单)"
)
# Orders to this chat, which are no matters of electricity; the whole message is the order.
_ORDERS: tuple[tuple[Action, re.Pattern[str]], ...] = tuple(
    (action, re.compile(rf"^(请|帮我|我要|我想)?({words})[了吧。,,.!! ]*$"))
    for action, words in (
        (Action.HUMAN, r"转?人工(客服|服务)?|转人攻|找个人|真人"),
        (Action.UNBIND, r"解绑|(取消|解除)绑定"),
        (Action.FORGET, r"忘了我|删[除掉]?我?的?(全部|所有)?的?(记录|信息|资料|数据)"),
        (
            Action.DECLINE,
            rf"(?:撤回|收回|取消)我?的?同意|{_NOT_HERE}|no figures here",
        ),
        (Action.AGREE, r"同意在这[里儿]?[看发].{0,4}|i agree"),
        (
            Action.NOT_AHEAD,
            r"(?:以后|求你们?|你们?)?(?:别|不要|不用|莫|甭)(?:再|老)?给?我?再?(?:发|推送?|打扰)我?(?:消息|短信|信息|通知|提醒|东西|这些)?(?:给我)?",
        ),
        (Action.LEFT, r"还?剩下?(?:多少)?(?:度|电)?"),
        (
            Action.ENGLISH,
            r"(?:can |could |please |do |you )*(?:speak |in |use )?english(?: please)?\??",
        ),
        (Action.HANS, r"(?:说|讲|用|换|改)?(?:成|回)?(?:中文|普通话|简体字?)"),
        (
            Action.START,
            (
                r"喂+(?:[,, ]*喂)*(?:,?你好)?|(?:问|喂+|你好|hello|[,, ])*"
                r"(?:有人(?:在)?(?:不在)?[吗不没么]*|(?:客服|师傅)?在(?:不在|[吗不没么]))[啊呀??]*"
            ),
        ),
        (Action.CANCEL, r"算|取消|不用|不查"),
        (Action.HELP, r"帮助|help|你会(什么|啥)|怎么用"),
        (
            Action.CASE,
            r"(那|我|俺|这)?的?[个件]?事[情儿]?(现在)?(咋|怎么)样|(有|出)(结果|消息|进展)了?[吗没么]?|(处理|查)[得的]?(咋|怎么)样",
        ),
    )
)
_CASE = re.compile(r"(?:TS|JB)\d{11,}")  # cases, and reports about a person
_WRONG = re.compile(
    r"^(不对|不是|(?:错了|弄错|搞错)(?!了?(?:我|俺)?(?:多少|几))|你(弄|搞|看)错|我说的是|我问的是|你?没(听|看|搞|弄)(懂|明白)我)"
)
_INSTEAD = re.compile(r"^(不对|不是|错了|弄错|搞错|你?(弄|搞|看)错)了?[,,。.!! ]*")
# 我不是要退钱,我是想问能不能多给点额度: what is asked instead.
_BUT = re.compile(
    r"^(?:不是,?)?(?:我|俺)?(?:不是|没有?|又不是)(?:要|想|说|问|让|叫)[^,。?]{1,12}[,。 ]"
    r"(?:我|俺)?(?:就|只|而)?是?(?:想|要)?(?:问|打听|知道|说的是)(?:问|一下|的是)?(?P<a>.{3,})$"
    r"|^(?:我|俺)?(?:问|说)的不是[^,。?]{0,6}[,。 ]+是(?P<c>.{3,})$"
    r"|^(?:不对|不是|错了)[,。 ]*(?:我|俺)(?:就|只)?是?(?:想)?问(?:的是|一下)?(?P<b>.{3,})$"
)
_NAMED = "\x01"  # stands for a month or household
_ASKS_ON = re.compile(
    r"^(?:(?:好的?|行|嗯|哦|噢|知道了|明白了|晓得了|中|ok|,|。| )*)"
    rf"(?:(?:那么?|再)(?:看看|查查|说说)?{_NAMED}(?:的?{_NAMED})?"
    rf"|{_NAMED}(?:的?{_NAMED})?(?=.*(?:[呢嘞哩样喃咧捏哇]|有[吗没么])))"
    r"(?:份|的|家|电费|账单|单子|那张|也|又)*"
    r"(?:呢|嘞|哩|喃|咧|捏|哇|吗|啊|有(?:吗|没有?|么)|是多少|怎么样|怎样|咋样|咋算)*"
    r"[??。,.!! ]*$"
)
_NAMED_ALONE = re.compile(rf"^{_NAMED}(?:份|的|电费|账单|单子)*[??。. ]*$")
_OTHER_HOME = re.compile(
    r"(是|问)?(我|俺)?(妈|爸|爹|娘|爷|奶|公公|婆婆|岳父|岳母|儿子|闺女|女儿|哥|姐|弟|妹|老家|亲戚)"
    r"(家|那边|屋)?的?|(我|俺)?另(外)?[一那]个?(户|家|户号|处|套)|别的户"
    r"|那[大小]户|^那?(我|俺)家(?=的?呢)|第[一二三两1-3]个?(户头?|家|表|套|处|屋)(?!.{0,4}[抄装换])"
)
_LOST_ACCOUNT = re.compile(
    r"(?:他|她|我爸|我妈)?住(?:在)?.{2,12}(?:村|组|小区|庄|号)|户号.{0,5}(?:不知道|不晓得|不清楚|忘|记不|没有|找不|丢)|(?:不知道|不晓得|忘|记不|找不到|没有?).{0,4}户号"
    r"|(?:怎么|咋|如何|咋个)(?:才能)?查|没有?(?:单子|账单|电费单)|(?:用|拿|凭)身份证|单子(?:丢|找不)"
)
_OWN_HOME = re.compile(
    r"^那?(?:我|俺)家(?:的)?呢|(?:回到|换回|说回)(?:我|俺)家|(?:回到|换回|说回|还是|看)?(?:我|俺)自己(?:的)?(?:家|户|屋)|(?:我|俺)自家"
)
_PARENTS = re.compile(
    r"(我|俺|咱|我们|咱们)(家)?(爸妈|父母|爹娘|爸|妈|爹|娘|爷爷|奶奶|爷|奶|姥姥|姥爷|外公|外婆|公公|婆婆|岳父|岳母"
    r"|丈人|丈母|老家|老伴|老公|老婆|媳妇|爱人|对象|儿子|闺女|女儿|孙子)"
)
_RIGHT = re.compile(
    r"对[吗嘛么吧不没]|对不对|中不中|算[错对]|错没错|错了?[吗没吧]|[准正]确[吗不么]|没(?:算|收|弄)?错|合[不]?合理|有没有问题"
)
_NOW = re.compile(
    r"(?:现在|如今|眼下|加上[^,。]{0,6}|添[^,。]{0,8}|总共|一共)(?:是|有|成|就|都)*$"
)
_BY_NOW = re.compile(r"人?[了啦喽]")
_OF_USE = re.compile(r"写|说|显示|短信|单子|账单|上面|是不是|抄的?是|我记|不对|错|到底")
_NOT_OF_USE = re.compile(
    r"要是|如果|下个?月|每个?月|[一二三123]档|剩|额度|基数|超|一年|全年|阶梯|平均|上个?月"
)
_CHOPPED = re.compile(r"[一二两三四五六七八九][百千万][一二三四五六七八九]")
_WHO_ARE_YOU = re.compile(
    r"^(?:请问)?(?:你|您|这|对面)(?:到底)?(?:是不是|是)(?:个)?(?:机器人|机器|真人|人工智能|ai|程序|骗子|人)(?:吗|吧|么|不|啊|呀)?"
    r"[??。!!]*$|^(?:你|您)(?:到底|究竟)?是(?:谁|哪位|哪里的|什么人)|^(?:你|您)(?:叫|贵姓|姓)(?:啥|什么)?(?:名字?)?[啊呀??]*$|真人还是|是人还是|还是(?:机器|电脑|程序)|(?:那头|对面)是(?:真)?人|真的?是供电所|是真的供电所|(?:不会|是不是|会不会)是?骗子|诈骗|冒充",
    re.IGNORECASE,
)
_ASKS_OF_AGENCY = re.compile(
    r"是(?:个)?(?:什么|啥|哪里的?)|电话.{0,3}(?:多少|几号)|有用[吗没么]|管不管|管用|干(?:啥|什么)的|能管[吗不]"
)
_LUNAR = re.compile(r"[腊正冬]月")
# The amount of this bill, and not of another month or household.
_OF_THIS_BILL = re.compile(r"(?:收|扣|要|交|单子?|电费|这个?月|这[次回张])[^,。;!?]{0,6}$")
_NEARLY = re.compile(
    r"(?:不到|不足|将近|接近|快要?|近|小|大概|大约|差不多|约|可能|估计|估摸)有?了?$"
)
# 多了12块 tells by how much it is more, and not how much it is.
_MORE_BY = re.compile(
    r"(?:(?P<more>[多贵涨高])|(?P<less>[少降跌]|便宜)|差)(?:了|出|咗|出来|收|交|扣|掏|花)?(?:我|俺)?(?:了)?(?:有|将近|差不多|大概|快)?$"
)
_SO = re.compile(r"对[不没吗吧嘛么]|是不是|是吧|[吗吧么嘛][??]*$")
_OF_ANOTHER = re.compile(
    r"(?<!电)费|换表|装表|上(?=[个月次回期年半])|以前|平时|往常|去年|原来|邻居|隔壁|对门|别人|人家|他家|她家|退|多收|多交"
)


def order(heard: str) -> Action | None:
    """A short order to the chat: a person, unbind, forget, cancel, help."""
    said = heard.strip().lower()
    found = next((action for action, pattern in _ORDERS if pattern.match(said)), None)
    return Action.DATA if found is None and asks_of_data(said) else found


def is_correction(heard: str) -> bool:
    """Whether a text says that the last answer is not what was meant."""
    return _WRONG.match(heard) is not None


def instead(heard: str) -> str:
    """A correction without its "wrong"."""
    return _INSTEAD.sub("", heard)


def but_asks(heard: str) -> str:
    """What is asked instead of what somebody took it for; empty where that is not said."""
    found = _BUT.match(heard)
    return (found["a"] or found["b"] or found["c"]) if found else ""


def asks_on(heard: str, spans: Sequence[Span]) -> bool:
    """Whether a text only names another month or household, of which the same is asked."""
    for span in reversed(spans):
        if span.of_bills:
            heard = heard[: span.start] + _NAMED + heard[span.end :]
    named = _OTHER_HOME.sub(_NAMED, heard)
    return bool(_ASKS_ON.match(named) or _NAMED_ALONE.match(heard))


def other_home(heard: str) -> bool:
    """Whether another household's account is spoken of."""
    return _OTHER_HOME.search(heard) is not None


def lost_account(heard: str) -> bool:
    """Whether somebody does not know the account number, and asks how it goes without."""
    return _LOST_ACCOUNT.search(heard) is not None


def own_home(heard: str) -> bool:
    """Whether somebody comes back to their own household."""
    return _OWN_HOME.search(heard) is not None


def parents(heard: str) -> bool:
    """Whether the customer's parents are spoken of."""
    return _PARENTS.search(heard) is not None


def persons_now(heard: str, figures: Iterable[Entity]) -> Decimal | None:
    """How many live in the household: 五口人,添了个孙子,六口了 is six."""
    told = [e for e in figures if e.kind is EntityKind.HOUSEHOLD and isinstance(e.value, Decimal)]
    now = [e for e in told if _NOW.search(heard[: e.start]) or _BY_NOW.match(heard, e.end)]
    return next((e.value for e in (*now, *told) if isinstance(e.value, Decimal)), None)


def asks_who_i_am(heard: str) -> bool:
    """Whether somebody asks if they talk to a machine, or whether this is really the office."""
    return _WHO_ARE_YOU.search(heard) is not None


def is_angry_face(text: str) -> bool:
    """Whether a text without letters shows anger."""
    return any(face in text for face in "😡😠🤬👿💢😤🖕👎")


def asks_of_agency(heard: str) -> bool:
    """Whether somebody asks what an agency is or does, and does not threaten with it."""
    return _ASKS_OF_AGENCY.search(heard) is not None


def lunar_month(heard: str) -> bool:
    """Whether a month of the farmers' calendar is named."""
    return _LUNAR.search(heard) is not None


@dataclass(frozen=True, slots=True)
class Said:
    """An amount as it was said: 140多块 lies between 140 and 150 yuan."""

    words: str
    low: Decimal
    high: Decimal

    def holds(self, yuan: Decimal) -> bool:
        """Whether it is that amount: people leave out jiao and fen, and say 二百八 of 287.20."""
        step = Decimal(1)
        if self.low == self.high and _CHOPPED.fullmatch(self.words):
            step = Decimal(1).scaleb(len(str(int(self.high))) - 2)
        elif self.low == self.high >= 100 and not self.high % 10:
            step = Decimal(5)  # 120 of 122.00
        return self.low - max(step / 2, Decimal(1)) < yuan < self.high + step


def amount_of_bill(heard: str, figures: Iterable[Entity]) -> Said | None:
    """What this bill is said to be, where one amount alone is named."""
    amount, before = _one_amount(heard, figures)
    of_another = _OF_ANOTHER.search(heard) or _MORE_BY.search(before)
    return amount if _OF_THIS_BILL.search(_NEARLY.sub("", before)) and not of_another else None


def difference_said(heard: str, figures: Iterable[Entity]) -> tuple[Said, tuple[int, ...]] | None:
    """By how much a bill is said to be more (1), less (-1) or either: 多了十来块,对不对."""
    amount, before = _one_amount(heard, figures)
    by = _MORE_BY.search(before)
    if amount is None or by is None or not _SO.search(heard):
        return None
    return amount, (1,) if by["more"] else (-1,) if by["less"] else (1, -1)


def _one_amount(heard: str, figures: Iterable[Entity]) -> tuple[Said | None, str]:
    """The one amount that is named, and the words before it."""
    amounts = [e for e in figures if e.kind is EntityKind.AMOUNT]
    if len(amounts) != 1:
        return None, ""
    (amount,) = amounts
    low = amount.least
    high = amount.value if isinstance(amount.value, Decimal) else amount.high
    if low is None or high is None:
        return None, ""
    return Said(amount.text, low, high), heard[: amount.start]


def amount_in(heard: str, figures: Iterable[Entity]) -> Said | None:
    """The one amount that is named, whatever it is of."""
    return _one_amount(heard, figures)[0]


def kwh_of_bill(heard: str, figures: Iterable[Entity]) -> Said | None:
    """Between which kWh this bill is said to be; None where none, or of something else."""
    told = [e for e in figures if e.kind is EntityKind.KWH]
    if not told or _NOT_OF_USE.search(heard):
        return None
    first = told[0]
    high = first.value if isinstance(first.value, Decimal) else first.high
    beside = heard[max(0, first.start - 8) : first.end + 8]
    if first.least is None or high is None or not _OF_USE.search(beside):
        return None
    return Said(first.text, first.least, high)


def case_number_in(text: str) -> str:
    """The number of a case that is named (TS20181222001); empty where none is."""
    found = _CASE.search(text.upper())
    return found[0] if found else ""


def puts_bill(plain: str, entities: Iterable[Entity]) -> bool:
    """Whether a bill is put forward by two of its figures, and it is asked whether it is right."""
    kinds = {e.kind for e in entities if e.value is not None}
    told = EntityKind.AMOUNT in kinds and kinds & {EntityKind.KWH, EntityKind.MONTH}
    return bool(told and not difference_said(plain, entities) and _RIGHT.search(plain))
