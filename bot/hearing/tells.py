"""What an answer of the office to a customer tells: tables of words, one line a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Tell(StrEnum):
    """What stands in an answer, whatever its figures are."""

    BLAMES_CUSTOMER = "blames_customer"
    BLAMES_COLLEAGUE = "blames_colleague"
    OWNS_UP = "owns_up"
    ROUGH = "rough"
    SORRY = "sorry"
    ADMITS = "admits"
    PROMISES = "promises"
    REFUNDS = "refunds"
    GIVES_BACK = "gives_back"
    ON_APPROVAL = "on_approval"
    PRIVATELY = "privately"
    OTHER_HOUSE = "other_house"
    TIER = "tier"
    YEAR = "year"
    SPAN = "span"
    REGISTERED = "registered"
    TAKEN = "taken"
    DOUBTS = "doubts"
    TWO_MONTHS = "two_months"
    LIMIT = "limit"
    PERSONS = "persons"
    NOT_ENTERED = "not_entered"
    PEAK = "peak"
    VALLEY = "valley"
    TRANSFER = "transfer"
    GOES_ON = "goes_on"
    ESTIMATED = "estimated"
    SET_RIGHT = "set_right"


TELLS: Mapping[Tell, re.Pattern[str]] = {
    tell: re.compile(words)
    for tell, words in {
        Tell.BLAMES_CUSTOMER: r"(?<![不没别非])(?:怪|怨|赖)(?:不得我|不着我|得着谁|谁|您|你)|(?:怪不得|怨不得|赖不着)(?:我|别人)|谁(?:让|叫)[您你]|[您你]们?(?:家)?自己?(?:没|不|非要|乱|偏|当初)|[您你]自己|[您你](?:家)?(?:不懂|没文化|听不懂|糊涂|贪|偷电)|早干(?:嘛|啥|什么)|自找|活该|无理取闹",
        Tell.BLAMES_COLLEAGUE: r"(?:都怪|就怪|全怪|是)[^,,。;我]{0,4}(?:电工|师傅|抄表员|柜员|同事|小伙子)[^,,。;]{0,8}(?:错|没|忘|漏|乱|不负责|私自)|(?:电工|抄表员|柜员|同事|小[一-鿿])[^,,。;我]{0,5}(?:拖着|压着|忘了?(?:报|录|登)|漏(?:报|录)|没(?:给[您你])?(?:报|录|登|办)|偷懒|不负责|马虎)",
        Tell.OWNS_UP: r"(?:是|属于|算|怪|怨)(?:因为)?(?:我们|咱)|(?:我们|咱们?|所里|我所|本所)(?:所里?|这边|单位)?[^,,。;]{0,16}(?:责任|晚|没|漏|失误|疏忽|差错|问题|弄错|过错|延迟|延误|迟延|滞后|不及时|过失)|(?:我们|咱们?|所里)[^。;]{0,20}晚了|责任在(?:我们|咱|所里|我所)|由(?:我们|所里|我所)承担",
        Tell.ROUGH: r"系统(?:就是|就|自动)?(?:这样|这么)算|规定就是(?:规定|这样)|爱[^,,。]{1,4}不|别再?(?:问|打|来)|烦不烦|听不懂|说了[您你]也|不归我|不是我管|没法跟[您你]|跟[您你]说不清|少啰嗦|[您你]懂不懂|不可能错|(?:不服|不满意?|不信)[^,,。]{0,4}去?(?:告|投诉|找(?:人|领导|记者))|去投诉(?:吧|呗|去)|至于(?:吗|嘛|么)|多大(?:点|个)?事|没(?:啥|什么)大(?:事|不了)|我也(?:没办法|改不了|没招|管不了)|不就[^,,。]{0,6}(?:块|元)钱?(?:吗|嘛|么)",
        Tell.SORRY: r"抱歉|对不起|道(?:个|一声|声)?歉|赔个|致歉|不好意思|赔不是|歉意|请[您你]?(?:原谅|见谅|谅解)",
        Tell.ADMITS: r"(?:我们|是我|所里|我这)[^,,。;]{0,6}(?:算错|弄错|搞错|多收|收错|多算)|(?<!没有)(?<!没)多收了?[您你]|(?<!没有)(?<!没)(?<!不会)(?<!不是)(?:算|收|弄|搞|开)错了",
        Tell.PROMISES: r"(?<![不没能])(?:保证|包(?:在我|退|您|你))|一定(?:能|会)?(?:给[您你])?(?:退|办成|解决|处分|开除)|(?:马上|立刻|立马|今天|明天|这就|现在)就?(?:给[您你])?(?:退|补|减|免)|(?:直接|自动)(?:就)?(?:给|从)?[您你]?[^,,。]{0,4}(?:扣掉|扣除|冲掉|冲抵|抵掉|抵扣|退(?:给|还|回|掉))|下(?:次|回|个月)(?:就)?不(?:收|要钱)|给[您你](?:免|打折|抹)|免(?:了|掉)(?:这|您|你)|肯定(?:能|会)?(?:退|处分|开除)",
        Tell.REFUNDS: r"(?<!不)(?:退(?!补要)|退给|退还|返还|补给|减免)",
        Tell.GIVES_BACK: r"(?<![不没能])(?:给[您你](?:退|减|补|免)|退(?:给|还)[您你])",
        Tell.ON_APPROVAL: r"审|批|报(?:给|请|所|上|领导)|核实|核对|确认|流程|程序|按规定(?:办|走)|申请|手续|查清|决定",
        Tell.PRIVATELY: r"(?:转|发|打|加)(?:到|给|我)?[^,,。]{0,4}(?:微信|支付宝|银行卡|个人账)|私下|红包|我(?:自己|个人)?(?:掏|垫|贴|赔|出)(?:钱|腰包|给|这)|自(?:掏|己掏)腰包|(?:请我|给我)(?:吃|买|抽)|(?:给|退|拿|塞)[您你]?[^,,。]{0,3}现金|不走(?:手续|流程|账|公家)|不入账",
        Tell.OTHER_HOUSE: r"[一-鿿]{1,4}家(?!里|电|用|的电费单)",
        Tell.TIER: r"档|阶梯|(?:头|前|超(?:过|出)|过了|满了?)[^,,。]{0,5}\d{3,}度|\d{3,}度(?:以内|以上|以下|以外|之内|往上)",
        Tell.YEAR: r"今年|去年|这一?年|全年|一年|年度|累计|年初|1月|一月份?|\d{4}年",
        Tell.SPAN: r"(?:这|本|当|上)(?:个)?月|这一?期|这次|每月|一个月|两个月|\d{1,2}月",
        Tell.REGISTERED: r"登记|立户|建户|建档|录入|报装|(?:入|进|录到?)(?:了)?系统|开户|上户|办(?:的|了)?手续",
        Tell.TAKEN: r"登记|记下|记录|收到|受理|转(?:给|交|到)|上报|稽查|立案|有专人|专门",
        Tell.DOUBTS: r"(?:他|她|我们(?:的)?(?:人|同事|师傅)?)(?:不可能|不会|不是那)|[您你]有(?:什么|啥)?证据|没证据|别乱说|胡说|诬",
        Tell.TWO_MONTHS: r"两个?月|双月|隔月|2个月|每月",
        Tell.LIMIT: r"额度|标准|档|电量",
        Tell.PERSONS: r"人口|[五六七567]口",
        Tell.NOT_ENTERED: r"没|未|漏|晚|忘",
        Tell.PEAK: "峰",
        Tell.VALLEY: "谷",
        Tell.TRANSFER: r"过户|更名|换(?:了)?户主",
        Tell.GOES_ON: r"年|累计|接着|连着|一起|前",
        Tell.ESTIMATED: "估",
        Tell.SET_RIGHT: r"实际|真实|实抄|表上|补回|多退少补|下(?:个月|次|回)|这(?:个月|次)",
    }.items()
}
# What an amount is said to be, by the nearest words before it in its clause.
CHARGED = re.compile(
    r"电费|账单|单子|收了?|算(?:成|下来|出来)|交了|开(?:出|了)|合计|一共|总共|这期|本期|共计"
)
OVER = re.compile(r"多(?:收|算|交|缴|出|扣|了|的)|退|返还|补(?:给|还)|差(?:了|额|价)?|少收")
RIGHT = re.compile(
    r"(?:应该|本该|该|本来|原本|正确|实际应|应当|才应)(?:是|收|交|缴|为|要)?|只(?:应|该|需)"
)
OVER_BEHIND = re.compile(
    r"^(?:[^,,。;;!!?？\n]{0,6})(?:是|算|属)?(?:多收|多算|多交|多出)(?!了?[^,,。;;\d]{0,4}\d)"
)
CLAUSE = re.compile(r"[,,。;;!!?？\n]")
# 287.20元多52元: the sum, and what of it is too much; no vague sum.
AND_MORE = re.compile(r"(?<=[元块])(?=多\d)")
# A day of the month that is under way or comes: 24号以前.
BARE_DAY = re.compile(r"(?<![\d月.])(?<!月份)(3[01]|[12]\d|[1-9])[号日](?!楼|院|线|店|表)")
_LATE = "".join(
    f"(?<!{late}{n})"
    for late in ("晚了", "迟了", "拖了", "晚", "拖")
    for n in ("", "近", "快", "整整", "将近", "差不多", "大概", "小")
)
MONTHS = re.compile(_LATE + r"(?<![\d年第])([\d一二两三四五六七八九十]{1,3}|半)个月")
