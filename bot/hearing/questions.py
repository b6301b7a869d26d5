"""Short questions over bills, and about the answer just given: which one a text asks.

What they are about (months, kWh) is read elsewhere; here is only what is wanted of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from bot.hearing.asks import Asked, Asks
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.office_asks import OF_THE_OFFICE
from bot.hearing.over_bills import MUCH as _MUCH
from bot.hearing.over_bills import OF_BILLS, leaves_out
from bot.hearing.total import total

SHORT = 30  # characters; a longer text tells a story, and is asked about as a whole


_WHICH = r"(?:哪(?:几|[俩仨两二三四五六2-6])?个?|几|那一?个?)月份?"
_WHEN = r"(?:啥时候|什么时候|几时|多久|哪天|几天|多长时间|什么时间|啥时|啥时侯|什么时侯|好久|何时|点时)"
# The first that fits is meant.
_DRAWN = (
    r"(?:画|看|发|来|给|做|出|弄|有).{0,6}图(?:$|[我俺咱瞧看吧呗吗么嘛表啊呀呢给出来,。??!! ])"
)
_PATTERNS: tuple[tuple[Asks, str], ...] = (
    *OF_THE_OFFICE,
    (
        Asks.SIMPLER,
        r"^[^,。]{0,4}(?:没|不|没有)(?:太|大|怎么|咋|很)?(?:看|听|弄|搞|整|太|大|怎么|咋)?(?:懂|明白)[了啊呢呀]*(?:$|[,。!! ])"
        r"|说人话|(?:说|讲)(?:得|的)?(?:通俗|直白)"
        r"|说(?:得|的)?(?:简单|明白|清楚)[点些一]|简单[点些]说|太长了|^(?:这|你)?(?:是)?(?:啥|什么)意思[啊呀??]*$",
    ),
    (
        Asks.DEARER,
        r"取消[^,。]{0,4}阶梯|阶梯[^,。]{0,6}取消|^(?!.*(?:我家|上个?月|这个月|退|你们?收)).*(?:听说|群里|网上|抖音|都说|都传|有人说|人家说|谣传|传言)[^。]{0,14}(?:[涨降加]到?价|[涨降]到|要[涨降]|[涨降]了)|^(?:电价|电费)?(?:明年|下个?月|以后|马上|今后)(?:是不是|会不会|会|要|还)*[涨降]价?[吗不没么]?[??]*$"
        r"|^(?:去年|前年|往年|以前)[^,。]{0,3}的?(?:电价|单价)[^,。]{0,8}(?:一样|变|涨|降|相同|差)[^,。]{0,4}$"
        r"|^(?!.*(?:为什么|为啥|咋|怎么|凭|退|多少)).{0,6}(?:是不是|系咪|是|有没有)?(?:电价|电费|单价|价格|价钱|国家|今年)?(?:是不是|有没有|又|都)?[涨加](?:了|咗)?(?:电?价|钱)?了?(?:吗|没有?|么|不|吧|是不是)?(?:又涨价)?[??。啊呀]*$",
    ),
    (
        Asks.TIERS_SINCE,
        r"^电价[^,。]{0,3}(?:哪一?年|什么时候|啥时候|几几年)[^,。]{0,3}(?:定|出台|开始)|(?:哪一?年|什么时候|啥时候|几几年)[^,。]{0,4}(?:开始|实行|有|搞|起)[^,。]{0,4}阶梯|阶梯[^,。]{0,6}(?:哪一?年|什么时候|啥时候|几几年)[^,。]{0,3}(?:开始|实行|有的?|搞|起)|\d{4}年以?前有没有阶梯",
    ),
    (
        Asks.TIER_KWH,
        r"^(?!.*(?:剩|离|再用|每度|还能|还要|还有|还差|才算|得用|要用|用到|才到|从|分别是|一年用多少)).*(?:(?:[二三四2-4]档|单价不同|高价|贵的|0\.\d+)(?:的)?(?:部分(?:是|有)?|一共|总共|里|今年|这个?月|(?:用|使|花|占|进)了?)+[^,。]{0,3}(?:多少|几|好多)(?:度|个字|电)|(?:多少|几|好多)(?:度|个字)(?:电)?(?:是|(?:是)?(?:进了?|在|按|属于|算(?:在|到)))[^,。]{0,3}(?:[二三四2-4]档|高价|0\.\d+))"
        r"|(?:各|每一?|三)个?档.{0,3}用了?.{0,3}(?:多少|几)",
    ),
    (
        Asks.TIER_MONTHS,
        r"哪(?:几|些)(?:个)?月.{0,6}(?:超|[二三2-3]档|高)|(?:是不是|是否)每个?月都.{0,3}(?:超|[二三2-3]档)",
    ),
    (
        Asks.TIER_YES,
        r"(?:进|到|上|超|用|算|跳)(?:了|到|过)?[^,。剩]{0,3}[二三四2-4]档(?:的价|的钱|了)?(?:没有?|了没|吗|么|不)[呢啊??]*$|^(?!.*(?:不会|要是|如果)).*(?:是不是|是否|有没有)[^,。]{0,6}[二三四2-4]档(?:了|收的?|算的?)?[呢啊吗??]*$",
    ),
    (
        Asks.MORE_HOME,
        r"^(?:那)?哪一?个(?:用|交|花)(?:得|的)?(?:更|比较)?(?:多|少)[些点]?[呢啊??]*$|哪个?(?:户头?|家|户号|表).{0,6}(?:用|交|花)?(?:得|的)?(?:更|最|比较)?(?:多|贵|高|少|省|费电)",
    ),
    (
        Asks.WORKING,
        r"^(?:那|这)?(?:个|些)?(?:数|钱|电费|度数|多收的|\d[\d.]*(?:块|元|度)?钱?).{0,3}(?:是)?(?:咋|怎么|哪儿?|哪里|从哪)(?:儿)?(?:算|得|冒)?(?:出)?来(?:的)?[啊呀呢??。]*$|^(?:那|这|你们?)?(?:个)?(?:钱|电费|数)?(?:是|都是)?(?:怎么|咋|如何|怎样)(?:给我)?(?:计?算)(?:出来|的)+[啊呀呢吗??。]*$"
        r"|^(?:看看?|要|给我|发)?(?:一下)?(?:计算)?(?:明细|详细|算法|过程)[??。吧]*$|^(?:根据|依据|按)(?:啥|什么)(?:规定|算)?的?[??。]*$",
    ),
    (Asks.REFUND_HOW, r"^(?:那|我)*(?:要|想要|就要|给我)?(?:退)?现金[吧啊]?$|抵(?:扣)?(?:到)?下个?月|现金还是|还是(?:抵|冲)|抵(?:扣|电费)?还是|(?:怎么|咋)(?:个)?退|退到哪|退给谁"),
    (
        Asks.REFUND_WHEN,
        rf"^(?!.*[交缴充付]了).*{_WHEN}.{{0,6}}(?:退|到账|返还|给[我俺](?!回|打|来|个|处理|办)|补)|(?:退|到账|返还).{{0,8}}{_WHEN}|^(?:到底|那|就说)?(?:退|给)不(?:退|给)(?:给个|一句|说个|痛快|准|吗|啊|呢|话|,)*[^多收]{{0,6}}$|(?:过年|年前|春节|元旦|月底|下个?月|[这本]周).{{0,4}}(?:到手|到账|退|拿到|给我|给钱)",
    ),
    (
        Asks.WHO_PAYS,
        r"(?:谁|哪个)(?:来|给)?(?:出|掏|承担|赔|负担)|(?:我|俺)(?:得|要|还得)多(?:交|出|掏)",
    ),
    (Asks.TIER_SINCE, rf"^(?!.*(?:会|才能|才到|先到|还要|再用)).*(?:{_WHICH}|{_WHEN}).{{0,8}}(?:进|到|上|超|入|跳|跨).{{0,6}}档|从{_WHICH}.{{0,6}}(?:超|贵)"),
    (Asks.TIER_COST, rf"度[^,。]{{0,4}}多(?:花|交|收|掏)了?{_MUCH}|超的?(?:部分|那些|那部分|那点).{{0,8}}{_MUCH}|超(?:出|过)?了?(?:[一二1]档)?{_MUCH}度|超(?:档|出|过)?.{{0,6}}(?:多?花|多?交|多?掏|多)?了?{_MUCH}钱|(?:阶梯|超档|档).{{0,8}}多(?:花|交|掏|收)了?{_MUCH}"),
    (Asks.MOST, rf"(?:{_WHICH}|{_WHEN}|哪一?[张次期]).{{0,8}}最(?:多|高|贵|费|大|凶|狠|厉害|猛|吓人|夸张)|最(?:多|高|贵|费)的?.{{0,5}}(?:{_WHICH}|{_WHEN})|^那?最(?:多|高|贵)的?(?:一?个?月)?(?:呢|嘞|哩|是)?[??。]*$"),
    (Asks.LEAST, rf"(?:{_WHICH}|{_WHEN}|哪一?[张次期]).{{0,8}}最(?:少|低|便宜|省)|最(?:少|低|便宜|省)的?.{{0,5}}(?:{_WHICH}|{_WHEN})|^那?最(?:少|低|便宜|省)的?(?:一?个?月)?(?:呢|嘞|哩|是)?[??。]*$"),
    (
        Asks.WHY_MORE,
        r"^(?:那|到底|究竟)*(?:[贵多高涨]|多出来)(?:了)?(?:在)?(?:哪|哪儿|哪里|哪块|啥地方|什么地方)了?[呢啊??]*$"
        r"|^(?:那|所以|就)?(?:是|是不是|莫不是)(?:因为|不是)?(?:我|俺|我们)?(?:家)?(?:这个月)?(?:用|使)(?:得|的)?(?:太)?多了(?:吗|呗|吧|呢|啊)?[??]*$"
        r"|(?:为什么|为啥|咋|怎么|点解|爪子)[^,。]{0,8}(?:贵|多|高|涨)(?:了|咗)?(?:这么|恁|咁|那么|好|一大?截|一倍|一半|许|[几一二三四五六七八九十百廿\d]+)|^(?!.*(?:以内|不是说)).*\d月(?:份)?(?:才|就|只)(?:有)?\d"
        r"|(?:为什么|为啥|咋|怎么|点解|为何|啷个|做乜).{0,12}比.{1,10}(?:贵|多|高)|比.{1,8}(?:贵|多|高)[^,。]{0,6}(?:为什么|为啥|咋回事|怎么回事)",
    ),
    (
        Asks.COMPARED,
        r"比.{1,9}(?:多|少|贵|便宜|高|低|涨|降)了?[^,。]{0,8}[,。]?(?:对吧|对吗|对不对|是不是|是吧|没错吧|对么)"
        r"|(?:最近|这|上|后)?(?:两|俩|2)(?:次|张|期|回|张单子)[^,。]{0,4}(?:比|差)[^,。]{0,4}[,。]?[^,。]{0,8}$|(?:最近|这|后)(?:两|俩|2)(?:次|张|期|回|个月)[^,。]{0,4}哪[^,。]{0,6}(?:多|少|贵|高)",
    ),
    (Asks.COMPARED, rf"去年同期|(?:今年)?(?:和|跟|与|比)去年(?:同期|比|相比)|(?:跟|和|同|与).{{1,6}}(?:相)?比(?:一比|较|起来)?(?:呢|怎么样|咋样|多了?还是少了?)?[??]*$|^那?(?:多|少)(?:用|交|花)了?{_MUCH}(?:度|钱)?[嘛呢啊??]*$|比.{{1,8}}(?:多|少|贵|便宜|高|低)了?(?:用了?|交了?)?{_MUCH}"),
    (Asks.AVERAGE, rf"^(?:那)?平均(?:每|一)?个?月?(?:呢|嘞|多少)?[??]*$|(?:每|一)个?月(?:下来)?(?:合|摊|划|均)(?:下来|到)?{_MUCH}|(?:平均|均下来|每个?月大概|一个月大概).{{0,10}}{_MUCH}|{_MUCH}.{{0,4}}平均"),
    (
        Asks.EACH,
        rf"(?:每个?月|各个?月|逐月|一个月一个月).{{0,8}}(?:列|都(?!按|是|这|要|得|能|会)|分别|{_MUCH})|分别.{{0,6}}{_MUCH}"
        r"|列个?[表单]|列一?[张下]|(?:都|全部?)(?:给我)?列(?:出来|一下|一列)|每个?月的?(?:账单|电费|用?电量|用电|度数)",
    ),
    (
        Asks.SUM,
        r"^(?:今年|去年|全年)$|(?:^|,)那?(?:全年|今年|这一?年|去年|前年|[上下]半年|第?[一二三四]季度)(?:的)?(?:一共|总共|电费)?(?:呢|嘞|哩)[??]*$|(?:今年|全年|去年|一年).{0,3}(?:才|就|只|总共|一共)(?:交|用|花)了.{1,12}(?:对吧|对吗|是吧|没错吧|是不是|对不)|^(?:大概|估计|差不多|也就)?(?:一年|今年|全年)[^,。]{1,12}(?:是不|是吧|对吧|对吗|是不是|对不对)[??]*$"
        r"|(?:今年|全年|去年|一年)(?:的)?(?:全年的?)?(?:用电|电费|电量)(?:的)?(?:情况|记录|总数|总额)|"
        rf"(?:一共|总共|合计|加起来|共计|全年|一年|统共|拢共|总的).{{0,8}}{_MUCH}"
        rf"|(?:今年|去年|前年|\d{{4}}年|[上下]半年|季度|月到|月至|月-).{{0,8}}(?:用|交|花|掏).{{0,3}}{_MUCH}",
    ),
    (Asks.DIFFERENCE, rf"(?:多收|多扣|多算|收多|算多|少收)(?:我|俺)?了?(?:我|俺)?(?:钱|电费)?(?:了)?(?:没有?|吗|么|吧)[??啊呢]*$|(?:差|多收|多交|多教|多缴|多扣|多掏|多算|少收|少免|少减|少算|多要|补|补的话补|补交)了?(?:我|俺|人家)?(?:的钱)?(?:是)?{_MUCH}|(?:要|得|还|是不是|用不用|需要)(?:再|还)?补(?:交|缴|钱|电费|多少)"),
    (Asks.SHOULD_BE, rf"(?:应该|应当|应|该|本来|正确)(?:的?是|为|收|交|缴|要收)?(?:的)?{_MUCH}(?:才对)?"),
    (Asks.USED, r"(?:^|[,，])(?:那|我说的是|我问的是|问)?.{0,12}(?:多少|几)(?:度|个字)(?:电)?[呢啊了嘛呀??。]*$|我(?:说|问)的是度数|是度数|^(?:钱|不是钱)?,?(?:我)?(?:要|问|说)?(?:的)?(?:是)?(?:用电)?(?:度数|几度|多少度)[呢吧啊??]*$"),
)  # fmt: skip
# These mean the same whatever else is said.
_CERTAIN = (
    (
        Asks.WHY_MORE,
        r"^(?:那|到底|究竟|这|你说|所以|它|,)*(?:个?月|回|次|张|钱|电费|账单)?(?:到底|究竟|都|是)*(?:[贵多高涨]|多出来)(?:了|的)?(?:是)?(?:在)(?:哪|啥|什么)(?:儿|里|块|地方|一?块|几度)?上?了?[呢啊呀??]*$",
    ),
    (
        Asks.RESETS,
        r"^(?!.*(?:涨|降|听说|群里|网上|都说|真的)).*(?:明年|过了?年|下个?月)(?!.*(?:要是|如果|用))[^,。]{0,14}(?:多少(?:钱)?一度|几(?:毛|块|角)(?:钱)?一度|(?:么|啥|什么)价|单价|按(?:哪|几)个?档|从(?:头|零)|重新)",
    ),
    (
        Asks.LEFT,
        r"(?:会不会|能不能|(?<![咋么])会|能)[^,。]{0,6}(?:[超到进上跳给算按][^,。]{0,4}[二三23]档)[^,。]{0,6}[吗么不嘛吧]?[??]*$",
    ),
    (
        Asks.EACH,
        r"^(?!.*档).*哪个?月(?:份)?[^,。]{0,2}(?:开始|起)[^,。]{0,6}(?:少|降|掉|下来|多|高|涨|上去|增)",
    ),
    (
        Asks.WHY_MORE,
        r"(?:为(?:什么|啥)|咋|怎么)[^,。]{0,9}[贵多高]比.{1,6}",
    ),
    (
        Asks.COMPARED,
        rf"月[^,。]{{0,4}}[贵多高]比.{{1,6}}(?:{_MUCH}|吗|没)",
    ),
    (
        Asks.EXPECTED,
        rf"^(?!.*\d+(?:度|个字)).*(?:(?:估|预计|预估|大概|大约|可能|差不多)[^,。]{{0,4}}(?:下个?月|下一?期|下回|下次)[^,。]{{0,8}}{_MUCH}|(?:下个?月|下一?期|下回|下次)(?:我家|俺家|的|电费|,)*(?:估计|估摸|估|大概|大约|预计|差不多|可能)[^,。]{{0,8}}{_MUCH})",
    ),
    (
        Asks.SAVED,
        rf"^(?!.*[比跟和]).*(?:省|少交|少花|便宜)下?了(?:我|俺|我们|我家)?{_MUCH}",
    ),
    (
        Asks.SINCE_METER,
        r"(?:换(?:了|过|完|上)?(?:新|电|个|块|智能)*表|新(?:电)?表)[^,。]{0,6}(?:后|以来|过后|之后|以后|就|是不是|比)[^,。]{0,8}(?:快|多用|费电|走得|跑得)",
    ),
    (
        Asks.TIER_COST,
        rf"(?:多出来|超出?)(?:的|了)?(?:那|这)?\d+(?:度|个字)[^,。]{{0,6}}多?(?:收|交|花|掏)了?(?:我|俺)?{_MUCH}",
    ),
    (
        Asks.NEXT_READING,
        r"(?:下次|下回|下一次|下个月)[^,。]{0,4}(?:啥时候|什么时候|几号|哪天|几时|好久)[^,。]{0,4}抄|(?:好久|多久|几天|几个月|多长时间|隔多久)[^,。]{0,3}抄(?:一)?(?:次|回|表)|抄表[^,。]{0,4}(?:好久|多久|几个月|多长时间)[^,。]{0,3}(?:一次|一回)",
    ),
    (
        Asks.AVERAGE_PRICE,
        r"均价|(?:平均|综合)(?:的)?(?:电|单)价|平均(?:下来)?每?一?度(?:电)?(?:是)?(?:多少|几)",
    ),
    (Asks.FORMULA, r"算式|公式|列(?:个|一下)?式|式子"),
    (
        Asks.LETTER,
        r"说明书|(?:打|印|出|开|给|发|要).{0,6}(?:pdf|PDF|(?:账单|电费|算法|计算)(?:的)?(?:说明|明细单))"
        r"|(?:能|可以|想|帮).{0,6}(?:打印|印)(?:一|1)?(?:份|张|下|出来)",
    ),
    (
        Asks.READ,
        r"(?:哪天|几号|啥时候|什么时候)[^,。]{0,4}抄(?:的|过|了)(?:表)?[??]*$|(?<!下次)抄表(?:日期|时间|日)?是?(?:哪天|几号)|(?:[起止]码|示数|表底数?|读数)(?:是)?多少|抄的?(?:数)?(?:是)?(?:多少|几)[??]*$",
    ),
    (
        Asks.MONTHS,
        r"^(?!.*剩).*额度[^,。]{0,8}(?:怎么|咋)(?:定|来|算)(?:出来)?的|(?:按|算|给|有)了?(?:我|俺|我们)?(?:是)?(?:的)?(?:几|多少)个?月|(?<!剩)(?<!剩下)几个月的?(?:额度|基数|标准|指标)"
        r"|(?:为什么|为啥|咋|怎么|凭啥|凭什么)(?:只|才|就)?(?:给|算|按|是)了?(?:我|俺)?(?:这)?(?:\d{1,2}|[一二两三四五六])个月",
    ),
    (
        Asks.LADDER,
        rf"(?:每个?月|今年|全年|一年|去年|阶梯|剩|额度).{{0,12}}{_DRAWN}|{_DRAWN}.{{0,8}}(?:每个?月|今年|全年|一年|剩)",
    ),
    (Asks.PICTURE, rf"^(?!.*(?:我|俺)(?:发|拍|给)).*{_DRAWN}"),
)
_FIRST = tuple((what, re.compile(pattern)) for what, pattern in (*OF_BILLS, *_CERTAIN))
_COMPILED = tuple((what, re.compile(pattern)) for what, pattern in _PATTERNS)
_IF = re.compile(r"^(?!.*(?:一年|全年|年用)).*(?:下个?月|下一?期|再|要是|如果|假如|若是)")
_ABOUT_RULES = re.compile(r"额度|基数|标准|规定|按月还是|按月平均|能不能|一档一年|能多")
_OF_A_BILL = {EntityKind.KWH, EntityKind.AMOUNT}
_BELOW = re.compile(
    r"(?:是|为)(?:零|0)的?[呢啊??]*$|以下|不到|没到|没过|未过|零度|(?<!\d)0度|没用|没走字|一度没|低于|少于|没超|不足|不满"
)
_NOTHING = re.compile(r"(?:是|为)(?:零|0)的?[呢啊??]*$|零度|(?<!\d)0度|没用电?$|没走字|一度没")
_THAT = re.compile(r"[那嗰]个?月|[那嗰][次张回]")
_AGAINST = re.compile(r"多多少|少多少|比|较|差额|相差|差(?:了)?(?:多少|几)")
_LAST_YEAR = re.compile(r"去年|同比")
_BOTH = re.compile(
    r"最(?:高|多|贵|大).{0,12}最(?:低|少|小|便宜)|最(?:低|少|小|便宜).{0,12}最(?:高|多|贵|大)"
)
_THOSE = re.compile(
    r"上述|(?<![\d百十千度块元字一二三四五六七八九])以上|前述|^[这那](?:俩|两[个张])(?![月户家口人])|这几个?月|(?<![的和热冷快调气子])那几个?月|(?<![的和热冷快调气子])[这那](?:两|俩|仨|[一二三四五六七八九十\d]+)个?月|这段时间|那段时间|其中|这些月|它们"
)
_IN_ALL = re.compile(r"全年|一年|一共|加起来|总共|累计|合计")
_OVER = re.compile(r"多收|多算|多扣|少退|少收")
_HOW_MUCH = re.compile(rf"{_MUCH}|(?:度|电)(?:呢|喃|嘞)[??]*$")
_METER_TEST = re.compile(r"毛病|校|检定|检验|表")
_LEFT = re.compile(r"还能|还剩|剩下|剩多少|还有多少|离")
_OTHERS = re.compile(r"隔壁|邻居|别人|人家|老[王李张刘陈]|他家|她家|大家|全村")
_MONEY = re.compile(r"钱|费(?!电)|块|元|贵|便宜|花|交|掏|省(?!电)")
_SEVERAL = re.compile(
    r"哪([几俩仨两二三四五六2-6])个?月|最[^,。]{1,3}的?(?:是|有)?([俩仨两二三四五六2-6])个?月|前([两二三四五六2-6])[名位个]"
)
_MEAN = re.compile(r"平均|均摊|摊到|摊下来")
_COUNT = {"几": 3, "两": 2, "俩": 2, "仨": 3} | {n: i for i, n in enumerate("二三四五六", 2)}
_YEARS = {"今年": 0, "去年": -1, "前年": -2}
_YEAR = re.compile(r"今年|去年|前年|(20\d\d)年")
_ALL_HOMES = re.compile(
    r"(?:(?<!第)[两俩二三仨几各每]|两边)(?:一?个)?(?:户头?|[处边家套]|块?表)(?!月)|都加|全部户"
)
_OF_THE_YEAR = {Asks.TIER_KWH, Asks.SAVED}  # of a bill, unless 全年, 一共 is said
_RULE_KINDS = {Asks.SUM, Asks.AVERAGE, Asks.EACH, Asks.USED}


@total(None)
def asked_in(heard: str, figures: Iterable[Entity]) -> Asked | None:
    """The short question that a plain text asks; None where it asks none of these."""
    if len(heard) > SHORT or _OTHERS.search(heard):
        return None
    figures = tuple(figures)
    certain = next((one for one, pattern in _FIRST if pattern.search(heard)), None)
    if certain is Asks.SUM and _MEAN.search(heard):
        certain = Asks.AVERAGE  # 合起来平均每个月
    if certain is Asks.RATIO and sum(e.kind is EntityKind.TIER for e in figures) > 1:
        certain = Asks.PRICE_GAP  # 三档是一档的几倍
    if certain is not None:
        return asked_of(certain, heard, figures)
    if _ABOUT_RULES.search(heard):
        return None
    used = [e.value for e in figures if e.kind is EntityKind.KWH and isinstance(e.value, Decimal)]
    tiers = [e.value for e in figures if e.kind is EntityKind.TIER]
    if len(used) == 1 and _IF.search(heard) and _HOW_MUCH.search(heard):
        return Asked(Asks.NEXT_MONTH, figure=used[0])
    what = next((one for one, pattern in _COMPILED if pattern.search(heard)), None)
    if what is None or (what in _RULE_KINDS and (tiers or used or _LEFT.search(heard))):
        return None
    if what is Asks.SUM and _OVER.search(heard):
        what = Asks.DIFFERENCE
    if what in (Asks.COMPARED, Asks.DIFFERENCE) and len(tiers) > 1:
        what = Asks.PRICE_GAP  # of two tiers, not of two bills
    if what is Asks.EACH and _OVER.search(heard):
        what = Asks.TIER_MONTHS
    if what is Asks.WHO_PAYS and _METER_TEST.search(heard):
        return None
    return asked_of(what, heard, figures)


def asked_of(what: Asks, heard: str, figures: Iterable[Entity]) -> Asked:
    """That question, with what the text tells of it."""
    figures = tuple(figures)
    if what is Asks.SUM and _THAT.search(heard):
        what = Asks.USED  # 总共多少度那个月
    tiers = (e.value for e in figures if e.kind is EntityKind.TIER)
    tier = next((int(t) for t in tiers if isinstance(t, Decimal) and t >= 2), 2)
    money = _MONEY.search(heard) is not None
    figure = None
    if what is Asks.OVER:
        known = [(e.kind, e.value or e.least) for e in figures if e.kind in _OF_A_BILL]
        figure = known[0][1] if len(known) == 1 else None
        if _NOTHING.search(heard):
            figure = Decimal(1)
        money = any(kind is EntityKind.AMOUNT for kind, _ in known)
    return Asked(
        what,
        money,
        figure if isinstance(figure, Decimal) else None,
        of_that=_THAT.search(heard) is not None,
        between=_AGAINST.search(heard) is not None,
        both=_BOTH.search(heard) is not None,
        of_those=_THOSE.search(heard) is not None,
        by=-1 if _BELOW.search(heard) else 1,
        tier=tier,
        last_year=_LAST_YEAR.search(heard) is not None,
        year=0 if what in _OF_THE_YEAR and _IN_ALL.search(heard) else year_in(heard),
        all_homes=_ALL_HOMES.search(heard) is not None,
        count=_count(heard),
        without=leaves_out(heard),
    )


def _count(heard: str) -> int:
    """Of how many months the most is asked: 哪三个月; one where no number is named."""
    found = _SEVERAL.search(heard)
    said = next(filter(None, found.groups())) if found else "1"
    return _COUNT.get(said) or int(said)


def year_in(heard: str) -> int | None:
    """The year that is named: 0 is this year, -1 the last."""
    found = _YEAR.search(heard)
    if found is None:
        return None
    return _YEARS[found[0]] if found[0] in _YEARS else int(found[1])
