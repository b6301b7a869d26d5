"""The words of the gate: those that are grave, and those that only look so."""

from __future__ import annotations

import re

Words = tuple[re.Pattern[str], re.Pattern[str]]  # what only looks grave, and what is


def _either(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_WIRE = r"(?:(?<!充)电线|高压线|火线|线杆|电杆|电缆|(?<![网热在上下过一专连光无掉断三二划])线(?!上|下))"
_BOX = r"(?:电表|表箱|电箱|配电|插座|插排|插板|插头|插苏|插孔|开关|空开|电闸|闸刀|变压器|保险|接线盒|(?<!水)表)"
_CHILD = r"(?:孩子|小孩|娃|儿子|闺女|女儿|孙子|孙女|细路|仔|小朋友|学生|宝宝)"
_TOUCHES = r"(?:捅|塞|戳|伸|够|摸|爬|钻|抠|舔|拽|掏|扒)"
_HURT = r"(?:打(?!字|印|电话)|着(?!火)|到|倒|死|伤|晕|击|麻|亲|住|了|得|一下)"
_WHO = r"(?:人|我(?!家)|他(?!家)|她(?!家)|老人|孩子|小孩|娃|牛|羊|猪|狗|鸡)"
DANGER: Words = (
    _either(
        r"漏电(?:保|开关|断路)",
        r"(?:是不是|可能|会不会|怀疑|明白了|查明|查出)[^,。!?;]{0,8}漏电",
        r"(?:没有?|未|不(?!断)|不是)(?:漏电|着火|起火|冒烟|冒火|触电|麻|断|掉|倒)",
        r"(?:防|防止|预防|避免)触电|触电(?:价|费|急救|赔偿|保护|损害|预防|的?(?:条例|标准))",
        r"(?:气|急|嗓子|头顶|心里|心头|七窍)[^,。!?;电线表箱插家屋]{0,6}(?:冒|来|起|着)(?:火|烟)",
        r"看[见到](?:账单|单子|电费|短信|你|他|这)[^,。!?;电线箱插家屋]{0,6}(?:冒|来|起|着)火",
        r"(?:我|他|她|你|人)(?:都|就|真|直|也|快|要|一听|一看)+(?:冒|着)火(?![星花苗光])",
        r"(?:催|缺德|祖坟)[^,。!?;]{0,4}冒[黑]?烟|缺德带冒烟|漏水[^,。!?;]{0,2}不关|燃气灶?打火|不着火|冒烟[镇村乡]|(?:[得到的费]|爆)爆炸|爆炸[式性]|(?:打|起)火[机锅爆车]|no smoking",
    ),
    _either(
        # fire, smoke, smell, noise
        r"(?:冒|喷|呲|窜|跳|起|打|闪|迸|溅)(?:了|着|过|出|起|黑|白|大|浓|蓝|股|一|好|咗|下|直|的){0,3}(?:烟|火(?![车锅爆机]))|着火(?![车锅爆机])",
        rf"火[花苗球光]|走火|[冒打滴迸溅]火星|串火星|吐[黑白]?烟|火星子|火烧到|电弧|冒蓝?光|出[黑白]?烟[喇了呀]|{_BOX}[^,。!?;]{{0,6}}出[黑白]?烟",
        r"(?:烧(?:焦|糊|化|红|黑|断|熔|起来)|[烧着]咗|烧着[了咗])",
        r"[糊焦](?:的|了的)?(?:臭)?味|胶皮味",
        rf"(?:{_BOX}|{_WIRE})[^,。!?;]{{0,8}}(?:滋滋|呲呲|吱吱|滋啦|噼里啪啦|噼啪|砰|放炮|烫|炸|爆了|着了|[鼓喷淌]|化成|起泡)",
        r"爆炸",
        # shock
        rf"触[电店典]|[碰手摸]就?过电|电击|被电(?=[,。!?;]|$)|[会还]电人|(?:被|叫|让|给|遭|俾)电(?:给|电)?{_HURT}|把.{{1,4}}电(?:了|得|一下)|(?<!停)电(?:打|着|到|倒|死|伤|晕|击|麻)了?{_WHO}",
        r"漏电|(?:墙|水|铁|壳|皮|棚|拉线|门|管|栏杆|外克)[^,。!?;]{0,4}带着?电(?![表线费话子动热脑梯饭])|[墙水]里?上?有电(?![表费话])|"
        r"(?:摸|碰)(?:了|到|着)?(?:电门|电线|高压线|火线)",
        r"(?:电|摸|碰|踩|掂|水|插|墙|浑身)[^。!?;]{0,10}(?:麻(?![烦将利辣木城油雀花])|弹[开回倒]|针扎)",
        # wires and poles that are down
        rf"{_WIRE}[^,。!?;]{{0,8}}(?:缠(?!好)|压[断着在到]|[砸挂刮][住断着在到]|粘|泡|裂|晃|掉(?!价|电|线)|(?<!剪)断(?!电|崖|网|交)|落(?!户|实)|倒(?!是|也)|垂(?!直)|耷拉|秃噜|搭[到在着]|跌|歪|塌|撞|挨着?水)",
        r"断落?的?(?:电线|线(?!路))|(?:掉|断|倒|落)(?:了|下来?)?(?:了)?[一几两]?[根条](?:高压|电)?[线杆]|倒了?(?:电|线)杆",
        rf"(?:碰|挨|挂|(?<![变总])压|掀|甩|缠|搭|砸|淹)(?:了|着|到|住|上|在|断|倒){{1,2}}[^,。!?;]{{0,4}}(?:电线|高压|{_WIRE}|变压器)|杆子?[^,。!?;]{{0,4}}(?:[歪倒晃斜裂糟](?!是|也)|露出)",
        r"(?:线头|铜丝|铜芯|电线)[^,。!?;]{0,6}[露裸]|裸线|裸露|(?:电线|线皮)[^,。!?;]{0,3}破(?!产)",
        # children and water
        rf"{_CHILD}[^。!?;]{{0,10}}{_TOUCHES}[^。!?;]{{0,8}}(?:{_BOX}|{_WIRE})",
        rf"(?:{_BOX}|{_WIRE})[^。!?;]{{0,14}}{_CHILD}[^。!?;]{{0,4}}{_TOUCHES}",
        rf"{_BOX}[^,。!?;]{{0,6}}(?:进水|[泡浸淹]|[漏冒滴渗灌]水)|[泡浸淹漫][^,。!?;]{{0,4}}(?:{_BOX}|电线)",
        r"人?(?:躺|倒)(?:在|到)?地[^,。!?;]{0,4}(?:不动|不应|叫不)|没有?呼吸|(?:人|爸|妈|爹|娘|奶|爷|师傅|孩子)[^,。!?;]{0,9}(?:不动了|没反应|昏迷|晕倒|抽搐|不省人事)|(?:人|爸|妈|爹|娘)[^,。!?;]{0,3}没气了|快(?:拉闸|断电|停电)[^,。!?;]{0,3}救",
        rf"[水雨][^,。!?;]{{0,6}}(?:[灌流渗淋滴溅洒]|漏(?![抄收记报算]))[^,。!?;]{{0,4}}{_BOX}",
        # English
        r"\b(?:spark(?:s|ing)|smok(?:e|ing)|electrocut\w+|on fire|caught fire)\b",
        r"\b(?:transformer|meter|box|socket|battery|breaker|pole)s?\b[^.!?,]{0,10}\bexplo\w+|\bfell on[^.!?,]{0,15}\b(?:line|wire|pole|cable)",
        r"\belectric(?:al)? shock|got (?:a )?shock|shock(?:s|ed) (?:me|him|her|us)\b|live wire",
        r"burn(?:ing|t) (?:smell|plastic)|smells?[^.!?]{0,12} burn",
        r"\b(?:wires?|power ?lines?|cables?|poles?)\b[^.!?,]{0,15}\b(?:down|fell|fallen|broken?|snapped|hanging)\b",
        r"\b(?:downed|fallen|hanging|broken|exposed)\b[^.!?,]{0,12}\b(?:wires?|lines?|cables?|poles?)\b",
        r"\b(?:water|rain|flood\w*)\b[^.!?]{0,30}\b(?:meter|socket|outlet|fuse|breaker)",
        r"\b(?:kid|child|children|son|daughter|baby|toddler)\b[^.!?]{0,40}\b(?:outlet|socket|wires?)\b",
    ),
)  # fmt: skip
DESPAIR: Words = (
    _either(
        r"想死(?:我|你|他|她|咱)|不想活受罪|跳楼价|自杀式|上吊扇",
        r"dying to",
    ),
    _either(
        r"不想活|唔想(?:做人|活|生)|想死|活不下去|[没冇]法活|不活了|活[够腻]了(?!是|吧)",
        r"活(?:着|到)[^,。!?;]{0,6}(?:没|啥|什么|么)[^,。!?;]{0,3}(?:意思|意义|劲|奔头|盼头|用)",
        r"死了(?:算了|干净|痛快|好|拉倒)|不如(?:去)?死|死给(?:你|他)|寻(?:死|短见)|一了百了|生无可恋",
        r"自杀|自尽|轻生|跳[楼河井]|上吊|割腕|遗书|一死了之|撞死算|想[^,。!?;]{0,4}撞死|楼[^,。!?;]{0,3}跳下|没脸活|不想在[^,。!?;]{0,3}世|活着的必要|活着[^,。!?;]{0,2}累|活下去的|撑不下去",
        r"喝(?:农药|老鼠药|百草枯|敌敌畏)|就喝药|喝药(?:算了|死|自)|我[^,。!?;]{0,3}站[^,。!?;]{0,4}(?:楼顶|天台|桥上|窗台)了?(?=[,。!?;]|$)",
        r"\b(?:want|wanna|wish) (?:to |i (?:was|were) )?(?:die|dead)\b|kill myself|can'?t go on living|suicid|end my life",
        r"(?:don'?t|not|no longer) want to live|no (?:point|reason|sense) (?:in|to|of) liv|better off dead",
    ),
)  # fmt: skip
REPORT: Words = (
    _either(
        r"(?:不|别|没有?|撤回|撤销|取消|放弃)[^,。!?;]{0,5}举报|举报(?:有奖|的事|进度|结果|电话|热线|方式|渠道|邮箱|中心)",
        r"(?:被|别人|有人|谁)举报|(?:微信|抢|领|电子)红包|红包[^,。!?;]{0,4}(?:活动|抵|券)|送红包的",
    ),
    _either(
        r"举报|检举|吃拿卡要|回扣|索要|索贿|红包|(?:好处|辛苦|茶水|打点)费|黑钱|受贿|贪污|以权谋私",
        r"[揣装].{0,4}(?:兜里|腰包)|拿去(?:打麻将|喝酒|赌)|[两二三四五六七八九\d]百(?:块钱?|元)?辛苦",
        r"指定.{0,4}(?:店|商家|买)|必须买他|非(?:得|叫|让).{0,4}买他",
        r"\b(?:brib\w+|corrupt\w*|embezzl\w+)\b|report (?:a|an|your|the) (?:staff|employee|electrician|clerk)",
    ),
)  # fmt: skip
DANGER_IN_SOUNDS = _either(
    r"\bmao (?:zhe |le |hei |bai |da ){0,2}(?:huo|yan(?! dian ying))\b|\bhuo (?:xing|hua|miao)\b|\b(?:zhao|zhuo|qi) huo\b",
    r"\bchu dian\b(?! (?:wen|shi|qian|cha|li))|\blou dian\b(?! bao)|\bbei dian (?:le|da|dao|ji|zhe)\b|\bdian (?:da|dao|zhe) (?:le )?(?:ren|wo|hai)\b",
    r"\bmo (?:\w+ ){0,3}ma\b(?! fan)|\bbao zha\b|\b(?:jiao|hu) wei\b|\bshao (?:jiao|hu|hong|qi lai)\b",
    r"\bdian xian (?:\w+ ){0,2}(?:diao|duan|luo|dao)\b|\b(?:dian|xian) gan (?:\w+ ){0,2}(?:dao|duan|wai)\b|\bxiang an (?:dao|duan|wai)\b",
    r"\b(?:zuo|xiang|biao) (?:\w+ ){0,2}(?:jin|lou|pao) shui\b",
)  # fmt: skip
DESPAIR_IN_SOUNDS = _either(
    r"\bbu xiang huo\b|\b(?:wo|zhen|dou|jiu) xiang si\b(?! (?:ni|wo))|\bhuo bu xia qu\b|\bbu huo le\b",
    r"\bhuo zhe (?:\w+ ){0,2}mei (?:\w+ )?yi si\b|\bhuo (?:gou|ni) le\b|\bsi le suan le\b|\bzi sha\b|\btiao lou\b(?! jia)|\bmei fa huo\b",
)  # fmt: skip
REPORT_IN_SOUNDS = _either(r"\b(?<!bu )ju bao\b(?! dian hua)|\bhao chu fei\b|\bshou hui\b")

# Who outside of the company is named.
AGENCIES = {
    r"(?<![\d.])12398(?!\d)|[一幺]二三九八|(?:国家)?能源局|能监办|能监局|电监会": "12398",
    r"(?<![\d.号数表底是码])12345(?![\d.]|\s*(?:度|元|块|个?字|千瓦))|[一幺]二三四五|市长热线|政务热线": "12345",
    r"(?<![\d.号数表底是码])12315(?![\d.]|\s*(?:度|元|块|个?字|千瓦))|[一幺]二三[一幺]五|消协|消费者协会|市场监管局|工商局": "12315",
    r"[省市县区]?(?:纪委监委|纪委|监察委|监委|巡视组)": "discipline",
    r"律师": "lawyer",
    r"法院|法庭": "court",
    r"记者|媒体|电视台|报社|抖音|快手|微博": "media",
}  # fmt: skip
