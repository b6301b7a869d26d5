"""What else single words mark: that less is asked for, that a case is asked after, and so on.

Each mark is one pattern over a plain text; those that a longer text may hold beside a matter of
its own count in a short one only.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.hearing import harm_words
from bot.hearing.total import total

SHORT = 30  # characters


class Mark(StrEnum):
    """What is marked."""

    RELIEF = "relief"  # what less the poor, the old or the disabled pay
    CASE = "case"  # who sees to the case that is open, and when
    WHERE = "where"  # a place is told, or who is there, and nothing is asked
    RIGHT = "right"  # whether a bill is right
    WHY_ASKED = "why_asked"  # what the particulars are asked for
    MONEY = "money"  # whether money or a code is wanted here
    UNBIND = "unbind"  # how a binding is undone
    SAVE = "save"  # how to pay less
    WRITTEN = "written"  # the answer is wanted in writing
    FINE = "fine"  # it is taken note of, and nothing is asked
    HELP = "help"  # what follows a danger: what to do, who comes
    DATA = "data"  # personal data are spoken of
    NOT_GRANTED = "not_granted"  # what the household has a right to is said not to be given
    NOT_TOLD = "not_told"  # that nobody told them before
    STING = "sting"  # thanks that mean the contrary
    MISTOOK = "mistook"  # the customer misread or misremembered
    PAYMENT = "payment"  # money that was paid and has not come
    MORE = "more"  # so many kWh more or less, not in all
    WHETHER = "whether"  # whether it comes to that, by how it is used now
    LEFT = "left"  # what is left of a tier
    ASKS = "asks"  # how much, or to look up
    BACK = "back"  # money back
    TAKES_BACK = "takes_back"  # a complaint is taken back, or not gone on with
    SAYS_BILL = "says_bill"  # a bill is spoken of
    COST = "cost"  # what something costs
    THREATENED = "threatened"  # somebody means to hurt whoever writes
    TAKEN_OUT = "taken_out"  # that a report, or a complaint, is taken out on whoever made it
    UNNAMED = "unnamed"  # whoever reports somebody does not want to be known
    LINK = "link"  # whether a link or a code to scan is to be opened
    DEFRAUDED = "defrauded"  # a card number or a password was given to somebody
    BLUNT = "blunt"  # rules are not wanted to be heard, and nothing is ordered by that
    SEVERAL_HOMES = "several_homes"  # more than one meter or home is spoken of
    BREAKS = "breaks"  # somebody means to break a meter or a wire
    HAZARD = "hazard"  # what is ours hums or hangs low: no danger yet, and a person looks
    THEFT = "theft"  # power taken past a meter
    SOMEBODY = "somebody"  # a third person is spoken of
    PRAISE = "praise"  # somebody of ours is praised
    CUT_OFF = "cut_off"  # the power was cut by us, or is not given back
    FRAIL = "frail"  # somebody old, ill or small lives there
    PAID = "paid"  # it is paid, or nothing is owed
    OF_STAFF = "of_staff"  # a post of the office, or its people, are spoken of
    THAT = "that"  # the bill that was spoken of last
    LOOK = "look"  # the bill is to be looked up, and nothing else is asked
    ANOTHER_TOO = "another_too"  # the bill of a relative is to be looked up besides
    ANGRY = "angry"  # the office is called names, and nothing is asked
    HOW_REPORT = "how_report"  # what became of a report
    BY_MONTH = "by_month"  # kWh of each month
    BY_YEAR = "by_year"  # kWh of a whole year


_KIN = r"(?:老?[爸妈爹娘爷奶哥姐弟妹]+|[公婆岳丈][公婆父母人]|儿子|闺女|女儿|老家|亲戚)"
_IN_SHORT: tuple[tuple[Mark, re.Pattern[str]], ...] = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (
            Mark.RELIEF,
            (
                r"^(?!.*(?:采暖|取暖|电暖|暖气|煤改电|空气能|峰谷|谷电|[五六七八5-8]口|多人口|阶梯|企业|公司|厂|五一|国庆|春节|元旦|过节)).*(?:有没有|有冇|有啥|有什么|有木有|能不能|可以|能|享受|有).{0,8}(?:优惠|照顾|减免|补贴|补助|免费电|少交点|便宜点|平啲|少收点)"
                r"|^(?!.*(?:采暖|取暖|电暖|暖气|煤改电|空气能|峰谷|谷电|[五六七八5-8]口|多人口|阶梯|企业|公司|厂|五一|国庆|春节|元旦|过节)).*(?:优惠|照顾|减免|补贴|免费电|免电费).{0,4}(?:吗|没|么|不|政策|啥|什么|多少)"
                r"|(?:低保|五保|特困)户?(?:家庭)?(?:呢|嘞|喃)[??]*$|免(?:费|交|收)?(?:10|十|几|多少|[一二三四五六七八九])度|(?:[五六七八]十|[5-8]0)岁?(?:以上|多岁)?[^,。]{0,6}(?:免|减|优惠|照顾|便宜)"
                r"|(?:军人|军属|烈属|残疾|老人|退休|独居)[^,。]{0,6}(?:优待|优惠|减|免|呢[??]*$|便宜)|优待|(?:低保|五保|特困|困难户|贫困户|残疾|孤寡)[^,。]{0,10}(?:优惠|照顾|减|免|便宜|咋算|怎么算|多少度|少交|政策|有啥)"
            ),
        ),
        (
            Mark.CASE,
            (
                r"(?:谁|哪个|哪位|啥时候|什么时候|几时|几天|多久|哪天|啥时)[^,。]{0,4}(?:来|去|能|会|给)?[^,。]{0,3}(?:核实|处理|改(?![名户])|更正|来查|来看|联系我|回电话|打电话|回复|答复|回话|给信|给个信|管我|来人|上门|解决|结果)"
                r"|^(?:那)?(?:得|要|需要|还要)?(?:等)?(?:到)?(?:多久|多长时间|几天|啥前儿|啥时候)[呢啊??]*$|(?:找谁|咋|怎么)催|(?:几点|啥时候|什么时候|哪天)(?:给我)?(?:打|回)(?:电话)?[??]*$|(?:几天|多久|啥时候|什么时候|多长时间)能?(?:拿到|出来|办好|出结果|好|有信)|催一?[下催]|(?:谁|哪[个位天]|[啥什]么?时候|几[点时]|你们|师傅|电工|[有个]人|人员|派)[^,。电]{0,6}(?<![下出起回上])来[呢啊呀??]*$|^(?:你们?)?(?:今[天日]|现在|马上|赶紧|快点?)(?:就)?(?:给我)?(?:来|派人)[^,。??]{0,4}$|(?:[明后改]天|下周|周[一二三四五六日天]|[上下]午|晚上)[^,。]{0,3}(?:来|打|联系)[^,。]{0,3}(?:[行中好]|可以)[吧了]?$|(?:要|得|还要)(?:走|等|办)?(?:多少|几)天[呢啊??]*$"
                r"|(?:核实|处理|联系我|答复|结果|回话)[^,。]{0,6}(?:啥时候|什么时候|几时|几天|多久|哪天|谁)"
            ),
        ),
        (
            Mark.WHERE,
            r"^(?!.*(?:电费|账单|多少|怎么|咋|为啥|为什么|刚才|问的)).*(?:在|旁边|门口|路[边口上]|村|[一-十\d]组|没人|有人|有个?(?:娃|老人)|跟前|楼|院[里子]|地里|桥|学校|烧|冒|响)",
        ),
        (
            Mark.LOOK,
            (
                r"^(?:[我俺咱]|自己|家|的|户|也|帮|给|麻烦|再|顺便|一起|都|请|想|要|先|你"
                r"|师傅|,| )*(?:查|看|瞧)(?:查|看|一?下|一查|一看)?(?:电费|账单|单子)?"
                r"(?:吧|呗|哈|了|谢谢|,| )*$"
                r"|(?:查查?|问问?|看看?|了解)(?:一下|下)?"
                r"(?:[我俺]家?|家里|这个?月|上个?月|本月|\d{1,2}月份?)*的?(?:电费|账单|用电)(?:情况)?$"
            ),
        ),
        (Mark.THAT, r"[那嗰]个?月|[那嗰]张|[那嗰][次回](?!事)"),
        (
            Mark.WHY_ASKED,
            (
                r"(?:数据|信息|资料|户号|电话)[^,。]{0,6}(?:谁|哪些人|什么人)[^,。]{0,4}(?:看|知道|用)|(?:谁|哪些人)[^,。]{0,4}(?:能|可以)[^,。]{0,3}(?:看到?|查到?)我?[^,。]{0,4}(?:数据|信息|资料|电费|用电)"
                r"|(?:要|问|发|填|给|把)[^,。]{0,8}(?:户号|手机|尾号|电话|名字|信息|身份)[^,。]{0,12}(?:干啥|干什么|干嘛|做啥|做什么|啥用|什么用)"
                r"|(?:为啥|为什么|凭啥|干嘛|咋)[^,。]{0,4}要[^,。]{0,6}(?:户号|手机|尾号|电话|名字|信息|身份)"
            ),
        ),
        (
            Mark.MONEY,
            r"(?:让|叫|要)我?[^,。]{0,4}(?:转|打|汇)(?:钱|账)|(?:要|问|告诉)[^,。]{0,4}(?:验证码|密码|银行卡)|转账给你们",
        ),
        (Mark.UNBIND, r"(?:怎么|咋|如何)(?:个)?(?:解绑|取消绑定|解除)"),
        (
            Mark.SAVE,
            r"^(?!.*(?:比|(?:这么|恁|那么|咁)便宜)).*(?:怎么|咋个?|如何|怎样|要咋)[^,。]{0,6}(?:省(?!了)|少交|少花|不超|便宜)|省(?:电|钱)[^,。]{0,4}(?:办法|招|窍门|建议)|才能(?:不超|省)|才省",
        ),
        (
            Mark.FINE,
            (
                r"^(?:好|行|中|要得|得嘞?|可以|ok|okk|嗯|哦|噢|明白|知道|晓得|收到|了解|懂|那|就|我|等着|等等|等|溜"
                r"|俺|等信|先这样|就这样|辛苦|拜拜|再见|了|吧|嘞|的|啦|哈|呢|您|你|们"
                r"|,|。|!|~| )+$"
            ),
        ),
        (
            Mark.TAKEN_OUT,
            (
                r"报复|穿小鞋|使绊子|找(?:[我俺咱]|[我俺咱]们|[我俺咱]家)的?(?:麻烦|茬|事[儿]?(?:咋|怎|$))"
                r"|(?:要是|万一|怕|如果|敢)(?:他|她|人家|电工|师傅|他们)[^,。]{0,6}(?:找上门|上门闹|堵[我俺]?家?门|(?:断|掐|停)[我俺]家?的?电)"
            ),
        ),
        (
            Mark.LINK,
            (
                r"^(?!.*(?:到账|扫不出|缴费|电工|师傅|抄表)).*(?:(?:链接|网址|二维码)[^,。]{0,6}(?:能|敢|可以|要不要|该不该|可不可以)?[^,。]{0,2}(?:点|扫|打开|进)|(?:点|扫|打开|进)(?:了|开了?)?(?:那个?|他们?的?)?(?:链接|网址|二维码))"
            ),
        ),
        (
            Mark.DEFRAUDED,
            (
                r"^(?!.*(?:代扣|扣款|次都|收不到|不对|你们|到账|电工|师傅|抄表)).*(?:"
                r"(?:填|输|给|报|发|说)(?:了|过)[^,。]{0,4}(?:银行卡|卡号|验证码|密码)|(?:银行卡|卡号|验证码|密码)[^,。]{0,4}(?:填|输|给|报|发|说|告诉)给?(?:他们?|她|对方|人家|骗子)?(?:了|过)"
                r"|(?:被骗|让人骗|上当)了)"
            ),
        ),
        (
            Mark.BLUNT,
            r"(?:别|少|不要)(?:再)?(?:跟|和|给)?(?:[我俺]|老子)?(?:扯|讲|说|整|谈|提|来)[^,。]{0,3}(?:规定|规矩|大道理|没用|虚的|这些|那些|这套)|[少别]废话|别啰嗦",
        ),
        (
            Mark.UNNAMED,
            (
                r"^(?!.*(?:他|她|人家|电工|师傅|收费员|抄表)[^,。]{0,6}不(?:愿意?|肯|给|敢|想|写|签)).*(?:匿名|保密[吗不么]|替[我俺]保密|(?:不(?:想|敢|愿意?|能)?|别)(?:说|留|报|写|露)(?:出)?(?:[我俺])?(?:是谁|的?名字?|姓名|真名|身份)"
                r"|(?:让|叫|给|跟|告诉)(?:他|她|人家|电工|师傅|所里|他们)[^,。]{0,4}(?:知道|晓得)[^,。]{0,6}(?:[我俺]|谁)|(?:他|她|人家|他们)[^,。]{0,5}(?:知道|晓得|猜到|查到|查出)[^,。]{0,3}是(?:[我俺]|谁))"
            ),
        ),
        (
            Mark.ANOTHER_TOO,
            (
                rf"[帮给替][我俺]?家?的?{_KIN}[^,。]{{0,4}}也[^,。]{{0,4}}[查看问算]"
                rf"|(?:再|也|还|顺便)[帮给替][我俺]?家?的?{_KIN}[^,。]{{0,6}}[查看问算]"
            ),
        ),
        (
            Mark.ANGRY,
            (
                r"^(?:你们?|供电[所局]|电力局|电网|国网|国家|所里|这帮|这群|一群|一帮|就是|简直|都|是|的|人|这|也|真的?|他妈的?|,|!)*"
                r"(?:(?:心)?(?:太|真|够|好)黑(?:心)?|黑心|吸血鬼?|(?:就)?(?:等于)?(?:明)?抢(?:钱|劫)|坑(?:人|老百姓|我们|农民)|(?:就|光|只)(?:知道|会|晓得)(?:要|收)钱|掉(?:进)?钱眼|良心(?:让狗|被狗|坏|何在|黑)|(?:真)?不要脸|土匪|强盗|骗子|乱收费|没良心|丧良心)"
                r"[^?月块元度]{0,6}$|^(?:真|太)?(?:烦死|烦人|受够)[^?月块元度]{0,8}$"
            ),
        ),
        (
            Mark.HOW_REPORT,
            (
                r"(?:举报|告发|检举|反映)(?!.{0,3}(?:电话|方式|热线))[^。]{0,10}(?:怎么样|咋样|咋办(?:的|了)|有(?:没有)?(?:结果|消息|下文|动静|进展|回音)|结果|受理(?:了|没)|(?:查|处理|办|核实)(?:了|得|到|没)[^,。]{0,4}(?:没|吗|么|[咋怎]|哪)|进展|到哪|下文)"
            ),
        ),
        (Mark.BREAKS, harm_words.BREAKS),
        (Mark.HAZARD, harm_words.HAZARD),
        (
            Mark.HELP,
            r"咋办|怎么办|咋整|电工|抢修|派人|谁来|来人|(?:多久|多长时间|啥时候|什么时候|几时|几点|好久).{0,4}(?:来|到|有人|修|弄好)|^(?:还|大概|大约)?(?:要|得|需要)?等?(?:多久|多长时间|好久)[啊呀呢??]*$|还没(?:有)?人?来|快[点些]?[来派]|120|119|断(?:电|了|没)|没断|躺|晕|伤|喊|救|[手脚脸腿身][^,。]{0,3}(?:麻|疼|痛|黑|肿|抖|起泡)|流血|喘|没反应",
        ),
        (
            Mark.RIGHT,
            (
                r"^(?:你们?)?(?:是不是|有没有|会不会|莫不是|是)[^,。]{0,3}(?:又|在)?(?:坑|讹|宰|黑)了?[我俺咱][^,。]{0,5}$|(?:数|钱|账|单子|账单|短信|电费|度数|收的|算的|这样|这个?)[^,。]{0,6}(?:对吗|对不对|对么|准不准|准吗|有没有错|算错没|没算错吧|对头不|得对不)[??。呢啊]*$|[块元毛角分][\d一二三四五六七八九]{0,2}(?:不是|是不是|是吧|对吧|没错吧)[??]*$"
                r"|月[^,。]{0,6}(?:有没有|是不是|是否)(?:收|算|抄|搞|弄)?错了?[??]*$"
            ),
        ),
    )
)
_ANYWHERE: tuple[tuple[Mark, re.Pattern[str]], ...] = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (Mark.THREATENED, harm_words.THREATENED),
        (
            Mark.OF_STAFF,
            r"所长|站长|主任|经理|领导|电工|抄表|收费员|收电费|催费|师傅|客服|工作人员|员工|职工|[所站]里|供电[所站局]|你们?(?:打|揍|的人|[所站局]|那个|那人|这个)",
        ),
        (
            Mark.TAKES_BACK,
            (
                r"^(?!.*(?:不[交缴]|(?:就|只)投诉|等|要是|如果|(?<![行以中好成])[呢吗]$|也[行中好]|也可以|都行|重新|恢复|反悔|后悔|又[想要]|还是要|再[来看去]|(?:明|后|改|过几)天[来去看办])).*(?:撤|算了|取消|不追究|[不唔](?:再)?(?:投诉|告|反映|举报|提|要求|计较|闹|找)了?"
                r"|(?:不用|别|不必|不要)(?:再)?(?:查|处理|管|投诉|麻烦|弄|办)了?|销(?:单|了|掉)|关了[吧罢]|没事了)"
            ),
        ),
        (
            Mark.NOT_GRANTED,
            r"(?:低保|五保|多人口|[五六七八5-8]口|优惠|减免|免).{0,14}(?:(?<!有)没(?:有)?(?:给)?(?:我|俺)?(?:减|免|优惠|执行|算)|免了没|减了没|执行(?:了)?没|给(?:我|俺)免)|(?:登记|办|申请|签)(?:了|过)[^。]{0,10}(?:为啥|为什么|咋|怎么|凭啥)[^,。]{0,8}(?:还|没|不)",
        ),
        (
            Mark.NOT_TOLD,
            (
                # Neither of another matter than bills, nor a question whether somebody tells.
                r"^(?!.*(?:停电|限电|断电|来电|检修|抢修|跳闸|换表|抄表|停水|上门)).*(?:"
                r"(?<!有)(?:没|无|未曾|不曾)(?:(?!(?<!人)会|[怎咋交缴])[^,。?]){0,10}(?:告诉|通知|提醒|告知|提前说|说一声|打招呼|讲过)(?![^,。??]{0,8}(?:[吗嘛]|(?<!什)么)(?:[,。??]|$))"
                r"|(?:怎么|为什么|为啥|咋|干嘛)[^,。]{0,3}不(?:早|提前|事先|先)[^,。]{0,3}(?:说|讲|告诉|通知|提醒|告知))"
            ),
        ),
        (
            Mark.STING,
            (
                r"(?:谢|好样|真行|厉害|辛苦|托.{0,3}福).{0,20}(?:都|全|光)[^,。]{0,4}(?:交|搭|贴|给|扣|填)(?:了|给)?(?:你们|电费)|谢谢?你们.{0,10}(?:坑|涨|多收|让我)"
                r"|(?:坑|骗|讹|黑心|抢).{0,12}(?:真行|真好|厉害|好样)|(?:真行|厉害|好样)[^,。]{0,6}(?:坑|骗|讹)"
            ),
        ),
        (
            Mark.MISTOOK,
            r"^(?!.*(?:另|户|我说|我问|你们?[看弄搞记算]))(?:(?:哦|噢|啊|喔|哎呀|不好意思|对不起|是我|我)+[是自己,]*(?:看|记|弄|搞|说|想|当)|[看记])(?:错|岔|混|成)了?|^(?:哦|噢|喔)(?:是|对)[\d一二三四五六七八九]",
        ),
        (
            Mark.PAYMENT,
            r"没到|未到|不到账|到账|没显示|没入账|重复|两[次遍回]|[交充缴付]错|微信|支付宝|银行|代扣|欠费|充值|还显示|还欠|没反应|转账|余额|怎么交|咋交|哪.{0,2}交|缴费",
        ),
        (
            Mark.WRITTEN,
            r"书面|盖章|公章|纸质|答复函|(?:开|出|要|给)[^,。]{0,4}证明|红头|白纸黑字|文字答复",
        ),
        (
            Mark.SEVERAL_HOMES,
            r"(?:[两俩二三四几多2-4]|另|又|再|第二|各|每|都)[^,。]{0,4}(?:表|户|套|处|房|屋|院)|(?:合|分)[^,。]{0,3}(?:并|开|算|户|表)|一起算|分别|共用|总表",
        ),
        (Mark.DATA, r"删|信息|隐私|资料|泄|号码|电话|短信|记录|数据|注销"),
        (
            Mark.LINK,
            (
                r"(?:短信|信息|通知|链接|公众号|小程序|app)[^?]{0,40}(?:真的?(?:吗|假|不|还是)|真假|是不是真|靠谱|可信|骗人|是骗|是不是骗|诈骗)"
            ),
        ),
        (
            Mark.MONEY,
            r"(?:充|转|汇|打|先?交)[^,。]{0,5}(?:钱|\d|[一二三四五六七八九两几][百千])[^?]{0,10}(?:骗人|是骗|诈骗|真的假的|真假)",
        ),
        (
            Mark.PRAISE,
            r"^(?!.*(?:但|可是|不过|就是|反而)).*(?:表扬|(?:人|服务|态度)(?:真|挺|很|可|蛮)?(?:不错|好着|好得很|热情))",
        ),
        (Mark.SOMEBODY, r"他|她|有人|那人|这人|人家|[老小姓][一-鿿]|[一-鿿]工"),
        (Mark.CUT_OFF, harm_words.CUT_OFF),
        (Mark.FRAIL, harm_words.FRAIL),
        (Mark.PAID, harm_words.PAID),
        (Mark.THEFT, r"[偷窃盗]电|绕(?:过|开)?电?表|私[接拉]|接(?:到)?表前"),
        (
            Mark.WHETHER,
            r"(?:会不会|会唔会|能不能|是不是)[^,。]{0,6}(?:[超到进上跳俾给]|用完)|会[^,。]{0,5}(?:超|用完|[进到上跳][^,。]{0,3}档)[^,。]{0,4}[吗么不嘛吧]",
        ),
        (Mark.LEFT, r"还(?:剩|有|差|能)|剩|离|距"),
        (Mark.ASKS, r"多少|几多|好多|几块|查"),
        (Mark.MORE, r"多用|少用|再用|省"),
        (Mark.BACK, r"退|赔|还(?:给)?我|返|补偿|多收|多交|要回|补"),
        (
            Mark.SAYS_BILL,
            r"凭啥|凭什么|电费|收(?:我|老子|俺|这么|恁)|扣(?:我|老子|俺)|单子|账单|多收|这么贵|恁贵",
        ),
        (
            Mark.COST,
            (
                r"度(?:呢|喃|嘞|多少|得多少|要多少)[??]*$|多少钱|几块钱|几多钱|多少块|好多钱|得交多少"
                r"|会不会[^,。]{0,4}(?:进|到|超)|要交多少|交多少|要多少"
            ),
        ),
        (Mark.BY_MONTH, r"(?:每个?|一个?|平均每个?)月|月均|月月|个月用"),
        (Mark.BY_YEAR, r"(?:一|每|全|整)年|年用电?|年用量"),
    )
)


@total(frozenset[Mark]())
def marked_in(heard: str) -> frozenset[Mark]:
    """Every mark of a plain text."""
    patterns = _IN_SHORT + _ANYWHERE if len(heard) <= SHORT else _ANYWHERE
    return frozenset(mark for mark, pattern in patterns if pattern.search(heard))
