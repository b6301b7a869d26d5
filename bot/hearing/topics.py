"""Matters of the handbook: which topic a text asks about, and which point of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.hearing.total import total

ELLIPSIS = 12
LONGEST = 45  # characters; a longer text tells a story


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked for, by the handbook's names of topic and point.

    `likely` where the words do not say so, and only the model of questions reads it.
    """

    topic: str
    point: str
    likely: bool = False


_DAYS = (
    r"(?:几天|多少天|几个?工作日|几个?小时|多久|多长时间|啥时候|什么时候|几时|哪天|几点|啥前儿)"
)
_COST = r"(?:要钱|收钱|花钱|收费|多少钱|免费|费用|几块钱|钱不|要不要钱)"
_WHO_PAYS = r"(?:(?:谁|哪个|哪边)(?:来)?(?:出|掏|付|承担|负担|给钱|赔)|算谁的|出钱|要不要我?赔)"
_WHAT = r"(?:啥|什么|哪些|些什么)"
_PAPERS = (
    rf"(?:(?:带|拿|备|准备|需要|要)(?:点|些)?{_WHAT}|(?:{_WHAT}|需要|要不要).{{0,3}}(?:材料|手续|证件|资料|证明)"
    rf"|(?:材料|手续|证件|资料)(?:清单|有?{_WHAT}|是{_WHAT}|咋|怎么))"
)
_DO = r"(?:办理?|弄|搞|装|安|接|报|申请|改|整|换|过|移|走|开|拉|登记)"
_HOW = rf"(?:(?:怎么|咋个?|如何|怎样|啷个|点样|在?哪里?|去哪|找谁|找哪个)(?:[^,。?]{{0,3}}){_DO}|找谁|找哪个|流程|去哪|咋整|怎么弄|怎么办|咋办)"
# What a text asks of a topic that is known already, by what was told last or by the model.
_POINTS = tuple(
    (point, re.compile(pattern))
    for point, pattern in (
        ("debts", r"欠.{0,10}(?:电费|账|钱|[块元])|欠费"),
        ("papers", rf"{_PAPERS}|户口本|身份证|房产证"),
        ("cost", rf"{_COST}|{_WHO_PAYS}"),
        ("notice", r"提前|通知|打.{0,2}招呼|吱声|说一声"),
        ("days", _DAYS),
        (
            "complain",
            r"(?:去?哪里?|哪儿|找谁|向谁|跟谁|谁)[^,。]{0,4}(?:告|反映|投诉|举报|管|说理|评理)",
        ),
        ("how", rf"双方|本人去|亲自|代办|委托|都去吗|{_HOW}|(?:咋|怎么|如何)(?:个)?{_DO}"),
    )
)
_TEST = r"(?:校验?(?:一?下|一?[个块])?(?:电?表)|校一?下|验(?:一下|一?[个块])?(?:电)?表|校验|检定|表.{0,6}(?:检测|检验|鉴定|校|验一下|准不准)|(?:测|检测|检验|鉴定).{0,3}表)"
_CONNECT = r"(?:报装|新装|开户|接电|通电|拉电|申请用电|用电申请|(?:装|安)(?:一?[个块只])?(?:新)?(?:电)?表)"
_TRANSFER = r"(?:过户|更名|改(?:了|个|过)?名(?!字)|改户名|(?:改|换|变更?)(?:成|到|一下)?.{0,4}(?:户主|户名|名字)|(?:户主|户名|名字).{0,8}(?:改|换|变更)|(?:户主|户名|名字).{0,6}(?:还是|不是).{0,8}(?:改|换|咋|怎么))"
_OWED = r"(?:欠费|欠电费|欠(?:着|了)|没交|不交|没缴|未交|拖欠)"
_DARK = r"(?:停电|断电|拉闸|掐电|停(?:我|俺)?家?的?电|停供)"
_BACK = r"(?:来电|送电|复电|恢复|有电|通电|合闸)"
_AGENCY = r"(?:12398|95598|12345)"
_ANSWER = r"(?:答复|回复|回[我俺]|处理|办结|办完|结果|解决|回话|回信|回电|联系)"
_LANDLORD = r"(?:二?房东|业主|物业|屋主|包租公|包租婆)"
# The first that fits is meant.
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("meter_test", "cost", rf"{_TEST}.{{0,12}}(?:{_COST}|{_WHO_PAYS})|(?:{_COST}|{_WHO_PAYS}).{{0,6}}{_TEST}|表.{{0,4}}没(?:毛病|问题).{{0,6}}{_WHO_PAYS}"),
    ("meter_test", "cost", r"(?:校|检|验|测)[^,。]{0,5}(?:出来|完|下来)[^,。]{0,4}(?:好的|没问题|没毛病|准的|正常|没坏)"),
    ("meter_test", "days", rf"{_TEST}.{{0,12}}{_DAYS}|{_DAYS}.{{0,8}}{_TEST}"),
    ("meter_test", "how", rf"(?:怎么|咋个?|如何|哪里|去哪|找谁|能不能|可以|能).{{0,6}}{_TEST}|{_TEST}.{{0,6}}(?:怎么|咋|如何|找谁|去哪|哪里|{_PAPERS})"),
    ("meter_damaged", "cost", rf"表.{{0,5}}(?:烧坏?了?|丢了?|被?偷了?|坏了?).{{0,10}}(?:{_COST}|{_WHO_PAYS}|赔)"),
    ("renting", "split", r"(?:合表|总表|共用|一块表|一个表).{0,12}(?:分户|分表|分开装|单独.{0,3}表|一户一表|拆)|(?:分户|分表|一户一表).{0,8}(?:怎么|咋|如何|找谁|办)"),
    ("renting", "price", rf"{_LANDLORD}.{{0,16}}(?:[块元毛蚊]|加价|涨价|价|多收|收电费|{_DARK})"),
    ("moving_meter", "how", r"(?:移|挪|迁).{0,4}表|表.{0,6}(?:移|挪|迁|换.{0,3}(?:地方|位置))"),
    ("connecting", "papers", rf"{_CONNECT}.{{0,10}}{_PAPERS}|{_PAPERS}.{{0,6}}{_CONNECT}"),
    ("connecting", "cost", rf"(?:{_CONNECT}|换(?:一?[个块])?(?:新)?(?:电)?表).{{0,10}}(?:{_COST}|{_WHO_PAYS})"),
    ("connecting", "days", rf"{_CONNECT}.{{0,10}}{_DAYS}.{{0,6}}(?:好|能|通|办|接|装|用|送|来)?|{_DAYS}.{{0,4}}能?(?:给)?{_CONNECT}"),
    ("connecting", "how", rf"{_CONNECT}.{{0,8}}{_HOW}|{_HOW}.{{0,6}}{_CONNECT}|(?:怎么|咋个?|如何|找谁|去哪).{{0,4}}{_CONNECT}"),
    ("transfer", "debts", rf"{_TRANSFER}.{{0,14}}(?:欠|旧账|以前的(?:电费|账))|(?:前|原|上)(?:一?任|一?个)?(?:房主|户主|房东|业主).{{0,8}}欠.{{0,12}}(?:谁|我|俺|咋|怎么)"),
    ("transfer", "debts", r"(?:上家|前任|上一?家)[^,。]{0,3}欠|以前(?:欠)?的(?:电费|账|欠费)[^,。]{0,4}(?:谁|咋|怎么)"),
    ("transfer", "tiers", rf"{_TRANSFER}.{{0,14}}(?:额度|档|阶梯|清零|重新)"),
    ("transfer", "papers", rf"{_TRANSFER}.{{0,12}}{_PAPERS}|{_PAPERS}.{{0,6}}{_TRANSFER}"),
    ("transfer", "how", rf"{_TRANSFER}.{{0,10}}(?:怎么|咋|如何|找谁|去哪|哪里|在哪|能|可以|{_DAYS}|{_COST})|(?:怎么|咋个?|如何|去哪|找谁|在?哪里).{{0,6}}{_TRANSFER}"),
    ("cut_off", "when", rf"^(?!.*(?:提前|通知)).*(?:不|没|晚|迟)[交缴充](?!.*[交缴充]).{{0,8}}(?:会|要|能|就|是不是).{{0,6}}(?:{_DARK}|[停断掐拉](?:我|俺)?家?的?[电闸])"),
    ("payment", "owed", r"欠(?:着|了|的)?(?:你们)?(?:多少|几[块毛])|(?:有没有|还有没有|有无|是不是还?)欠(?:费|着|电费|账)|欠费(?:多少|没有?|吗)|账(?:户|上)[^,。]{0,3}余额|余额(?:还有|是)?多少"),
    ("other_business", "cost", r"(?:基本|底|保底|最低|月租)电?费"),
    ("other_business", "pause", r"报停|暂停用电|(?:先|暂时|临时)(?:把)?(?:电|表)?停(?:了|掉|用|一下|一段)|(?:不在家|没人住|空着|出门|出去|打工|外出)[^。]{0,10}(?:(?:停|断)(?:了|掉|用)|报停)|停.{0,8}(?:回来|来年|明年|过年|年后)再(?:开|用|通)"),
    ("paying_late", "rate", r"(?:先)?(?:不|晚几天|晚点|缓缓?)(?:再)?[交缴](?:电费)?(?:了)?(?:行不行|行吗|可以|中不中|中吗|会|咋样|怎么样|能行|有事)|能不能(?:先)?(?:不|晚点|缓)[交缴]|(?:违约金|滞纳金).{0,10}(?:怎么|咋|如何|多少|几|收|要)|(?:多少|几|怎么|咋).{0,6}(?:违约金|滞纳金)|(?:晚交|迟交|交晚|逾期|过期|拖(?!欠)).{0,10}(?:罚|怎么|咋|多少|会|要|加)"),
    ("cut_off", "notice", rf"{_OWED}.{{0,10}}{_DARK}.{{0,8}}(?:提前|通知|打招呼|吱声|说一声)|(?:提前|通知).{{0,10}}(?:{_OWED}.{{0,4}})?(?:拉闸|掐电|停(?:我|俺)家?的?电)|{_DARK}.{{0,6}}{_OWED}.{{0,8}}(?:提前|通知)|(?:拉闸|掐电).{{0,8}}(?:提前|通知|打招呼)"),
    ("cut_off", "when", rf"{_OWED}.{{0,8}}(?:{_DAYS}|会|就|要|能|多少).{{0,6}}{_DARK}|(?:{_DAYS}|多少钱?).{{0,4}}{_OWED}.{{0,8}}{_DARK}"),
    ("power_back", "back", rf"(?:交(?:了|完|清|上|罢|过)|缴(?:了|完|清)|补(?:交|上)|费清).{{0,12}}{_DAYS}.{{0,6}}{_BACK}|(?:交(?:了|完|清|上|罢|过)|缴|补).{{0,10}}{_BACK}.{{0,6}}{_DAYS}|(?:复电|恢复供电).{{0,8}}{_DAYS}|{_DAYS}.{{0,6}}(?:复电|恢复供电)"),
    ("voltage", "report", r"电压.{0,4}(?:低|不稳|高|不够|不足)|灯.{0,4}(?:发暗|忽明忽暗|一会儿?明|一闪一闪)"),
    ("outage", "planned", rf"(?:计划|检修|施工)?{_DARK}.{{0,8}}(?:提前|通知|公告|打招呼|打电话|发短信)|(?:提前|通知).{{0,8}}{_DARK}|(?:计划|检修)停电.{{0,8}}(?:{_DAYS}|怎么|咋|看)"),
    ("outage", "report", rf"(?:停电|没电|断电|没得电).{{0,8}}{_DAYS}|{_DAYS}.{{0,6}}(?:来电|送电|有电)"),
    ("invoice", "how", r"发票.{0,10}(?:怎么|咋|如何|哪|能|可以|开|下载|打印|有)|(?:怎么|咋|如何|哪里?|能不能|可以|想|要).{0,6}(?:开|打|下载|要).{0,3}发票"),
    ("refund", "back", r"(?:多收|收错|算错|错|误|退|追).{0,14}(?:往前|追溯|追到|追几|几年|多少年|哪一?年|多久以前|多早)|(?:往前|追溯|追).{0,6}(?:几年|多久|多少年|几个月)|(?:多收|收错|算错).{0,6}(?:以前|[一两二三四五六七八九十\d]年).{0,6}退|(?:退|补|追)[收交缴]?[^,。]{0,4}(?:多久|多长时间|几年|几个月|多少个?月)的|(?:少收|少算|漏收|坏了|不准).{0,12}(?:补|追)[收交缴]?.{0,6}(?:几年|几个月|多久|多少年)"),
    ("refund", "when", rf"退(?:费|款|钱|回来|的).{{0,10}}{_DAYS}|{_DAYS}.{{0,6}}(?:退(?:费|款|钱|给)|到账)"),
    ("refund", "how", r"(?:怎么|咋个?|如何|怎样)(?:给(?:我|俺))?退|退(?:费|款|钱).{0,6}(?:怎么|咋|流程|手续|现金)|退(?:的是)?现金|退到哪|抵(?:扣|电费)"),
    ("written_answer", "how", r"(?:怎么|咋|如何|哪里|有没有|能不能|可不可以).{0,8}(?:书面|答复函|盖章|纸质).{0,6}|(?:书面|答复函|盖章的?|纸质).{0,8}(?:怎么|咋|多久|几天|找谁)"),
    ("account_number", "where", r"户号.{0,6}(?:在哪|哪里|哪儿|哪找|哪看|怎么(?:找|看|查)|咋(?:找|看|查)|几位|是(?:啥|什么)|上哪)|(?:在?哪里?|哪儿|怎么|咋|去哪).{0,5}(?:看|找|查|有).{0,3}户号"),
    ("staff_conduct", "charges", r"(?:电工|师傅|工作人员|上门).{0,10}(?:收费|要钱|收钱|收.{0,4}[元块]).{0,8}(?:对[吗不么]|合理|行吗|允许|该|能|可以|合规|正常)|(?:该不该|要不要|用不用|需要).{0,4}(?:给|付).{0,4}(?:电工|师傅|工作人员).{0,4}(?:钱|费)"),
    ("staff_conduct", "how", r"(?:态度|服务|电工|师傅|营业员|工作人员).{0,10}(?:怎么|咋|去哪|找谁|哪里|如何|可以|能).{0,4}(?:投诉|反映)|(?:怎么|咋|如何|去哪|哪里|找谁).{0,4}(?:投诉|反映).{0,6}(?:电工|人员|态度|师傅|服务|人)"),
    ("complaining", "", rf"{_AGENCY}.{{0,12}}{_DAYS}|{_DAYS}.{{0,10}}{_AGENCY}|{_AGENCY}.{{0,6}}(?:是.{{0,3}}(?:什么|啥|哪)|干(?:啥|什么)|管(?:啥|什么|用|不管)|有用)"),
    ("complaining", "own", rf"投诉.{{0,6}}{_DAYS}.{{0,4}}{_ANSWER}|(?:怎么|咋|如何|哪里|去哪)投诉$"),
    ("tiers", "why", r"(?:为什么|为啥|为么|咋|凭啥|凭什么|干嘛|干啥|搞)(?:非?要|还|非得)?(?:搞|弄|分|有|设|实行|收)?(?:个|什么|啥)?(?:阶梯|分?档)(?:电?价|收费|制)?|为(?:什么|啥)(?:电费|电价|用电)?(?:非?要|得)?(?:搞|分|弄|设)(?:成|几|[一二三两3]|个)*(?:阶梯|档)|阶梯.{0,6}(?:为了(?:啥|什么)|目的|图(?:啥|什么)|道理|意义|有啥用)"),
    ("one_home", "meters", r"^(?!.*(?:换|用了|多少|几度|花了|交了)).*(?:两|几|俩|二|三)[个块只]?(?:电)?表.{0,14}(?:合|分开|一起算|各算|分别算|单独算)"),
    ("reading", "day", rf"(?:{_DAYS}|几号).{{0,4}}(?:来)?抄(?:一次|一回)?(?:电?表)|抄表(?:日|时间|例日)?.{{0,6}}(?:{_DAYS}|几号|固定|能改)"),
    ("reading", "estimated", r"(?:估抄|估的|没抄|没来抄|抄不到|抄不了).{0,10}(?:怎么算|咋算|行吗|允许|可以吗|规定|咋收|怎么收)"),
    ("time_of_use", "hours", r"(?:谷|峰)[电段时价]?.{0,8}(?:几点|时间|时段|啥时候|什么时候)|几点.{0,10}(?:谷|峰)"),
    ("large_household", "papers", rf"(?:人口多|多人口|[五六七八九5-9]口).{{0,14}}{_PAPERS}"),
    ("large_household", "how", r"(?:多人口|[六七八九6-9]口).{0,14}(?:怎么|咋|如何|去哪|哪里|啥时候|什么时候).{0,4}(?:申请|办|报|登记)"),
)  # fmt: skip
_COMPILED = tuple((topic, point, re.compile(pattern)) for topic, point, pattern in _PATTERNS)
_AGENCY_NAMED = re.compile(_AGENCY)
# A bill is asked about, and not how something is done.
_OF_A_BILL = re.compile(
    r"额度|基数|[贵高]|多少度|几度|为(?:什么|啥).{0,6}(?:电费|收|超)|(?:我|俺|这个?)?(?:单子|账单)上"
)
_WHY_TIER = re.compile(
    r"(?:为(?:什么|啥)|咋|怎么|凭)(?!.*[要分搞设]).{0,12}(?:[二三23]档|阶梯[二三23])|我家为(?:啥|什么)[^,。]{0,4}阶梯"
)
_NOT_OF_A_BILL = {"one_home", "renting", "tiers", "transfer"}
_OF_A_BILL_TOO = re.compile(r"电费|用电|账单|单子|[度月年]|这么|怎么回事")
_STORY = re.compile(r"到现在|到底.{0,6}来|还没(?!交)|没人(?:来|管)|半年|好几[天次]|催了")


@total(None)
def matter_in(heard: str) -> Matter | None:
    """The topic and point that a plain text asks about; None where it asks of none."""
    if len(heard) > LONGEST or _STORY.search(heard):
        return None
    if _WHY_TIER.search(heard):
        return None
    of_a_bill = _OF_A_BILL.search(heard) is not None
    for topic, point, pattern in _COMPILED:
        if of_a_bill and topic not in _NOT_OF_A_BILL:
            continue
        if pattern.search(heard):
            named = _AGENCY_NAMED.search(heard)
            return Matter(topic, point or (named[0] if named else ""))
    return None


@total(tuple[str, ...]())
def points_in(heard: str) -> tuple[str, ...]:
    """What a plain text asks of a topic that is known already: 要钱不, 几天, 带啥."""
    return tuple(point for point, pattern in _POINTS if pattern.search(heard))


@total(tuple[str, ...]())
def further_in(heard: str) -> tuple[str, ...]:
    """The same of a few words that name no subject of their own."""
    if len(heard) > ELLIPSIS or _OF_A_BILL_TOO.search(heard):
        return ()
    return points_in(heard)
