"""What somebody threatens to do: to people or things of ours, not to pay, to come in a crowd.

By the senses of words, as in `deeds`. Who only tells what broke, asks what it costs, or quotes
somebody else, threatens nobody.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.hearing.lexicon import Lexicon


class Threat(StrEnum):
    """What is threatened."""

    THINGS = "things"  # a meter, a wire, a pole: it can kill whoever does it
    PEOPLE = "people"  # staff, or the office itself
    CROWD = "crowd"
    UNPAID = "unpaid"


WORDS = Lexicon(
    {
        "D": "抠[下掉] 抠下来 卸下来 扔[了掉进] 扔河里 扔沟里 扔粪坑 砸 砸[了烂碎掉] 敲[了烂碎掉] 拆[了掉] 剪[了断掉] 绞[了断] 锯[了断] 撬[了开] 烧[了掉] 一把火 放火 点了 炸[了掉] 毁[了掉] 掀[了翻] 推倒 放倒 拔[了掉] 打烂 捣[了毁] 铲[了掉] 劈[了开] 踹[了烂] 卸[了掉] 扯[了断] 砍[了断倒]",
        "O": "电表箱? 电?表箱子? 电表 表箱 表 破表 这表 那表 电线 线 线路 电?线?杆子? 电杆 变压器 电闸 总闸 闸 铅封",
        "H": "营业厅 变电房 配电房 变电站 配电室 供电[所站局] 破所 你们所 你们那?个?[所店] 你那破?所 窗口 玻璃 大门 柜台 抢修车 你们[的那]?车 招牌 牌子 摊子 办公室 你们单位 所里",
        "P": "你们 你 抄[电查]?表的 抄表员 电工 收费员 收电费的 收费的 师傅 [副]?所长 站长 来[的收]人 你们的?人 催费的 停电的人 那[个小]?王八蛋? 狗日的",
        "V": "拿菜刀 提菜刀 拿斧头 拿斧子 腿给[你他]卸 腿卸 卸[你他]?腿 弄死 打死 整死 砍死 捅死 捅[了你他] 砍[了你他]你? 揍 打断[你他]?们?的?腿 腿打断 收拾[你他] 废了[你他] [谁你们]拼命 我?拼了 玩命 放狗 同归于尽 鱼死网破 血溅 你死我活 陪葬 垫背 见一次打 打一顿 [对跟][你他]们?不客气 往死里 泼粪 泼油 泼汽油 带汽油 拎汽油 带刀 拎砖头 拎[着]?刀 拎[着]?棍 拿刀 动刀 提刀 剁[了你] 劈了[你他] 要[你他]命 要你们的?命 宰了 弄残 干死 找人弄 找人收拾 叫人收拾 掐死 扒了[你他]",
        "K": "够[你他]们?喝一壶 别想好过 没好果子吃 有[你他]们?受的 有[你他]们?好受 不想混了 出门小心 小心[你他]?们?出门 走夜路小心 走夜路当心 出门被车撞 吃不了兜着走 别怪我 别怪老子 [你他]们?等着瞧 走着瞧 有[你他]们?好看 有[你他]们?好果子 有种别走 有种出来 有种[你别报]来? 给我等着 [你他]们?小心点 小心着?点[你他]? 饶不了[你他] 跟[你他]们?没完",
        "W": "看我不 再不 再[来敢停收催] 我就 就把 惹急 惹毛 惹恼 惹火 逼急 逼我 谁敢 要是 下次 下回 我[要去] 老子 早晚 迟早 后果自负 我来 一会我? [今明]天我? 今晚我? 明[天儿早]我? 不然我",
        "X": "你们?等着 信不信 试试 说到做到 看着办",
        "C": "堵[你他]们?大门 堵大门 堵着 大厅住下 门口住下 躺[在到]?你们? 躺车 躺轮 躺[在]?路 睡你们 不走了 堵门 堵[你了]?们?门口? 堵着门 堵路 拉横幅 打横幅 横幅 静坐 坐着不走 坐[在到]?你们?门口 睡[在到]?你们 睡门口 住[在到进]你们 上街 游行 抬棺 抬[着]?棺材 花圈 披麻戴孝 哭丧 跪[在到]?你们?门口 围[了住]?你们 去你们那坐 到你们那坐",
        "F": "给[你他]们?[砸拆剪烧掀扔]了",
        "G": "全村 一村 一?村子?人 整[个栋]?[村楼] 全小区 大伙 乡亲们? 左邻右舍 几十[号口个]人 一车人 一帮人 一群人 业主们 街坊 所有人",
        "U": "不[交缴付掏] 拒[交缴付] 别想[收要拿] 休想 甭想 门都没有 [不没]会[交缴付掏] 不会给 不会再[往]?[里]?[充交缴付] 不再[充交缴付]",
        "M": "电费 一分 一分钱 一毛 一个子 这钱 这个?钱 一毛钱 这费 钱",
        "": "静坐禅 堵着路 砸锅 线上 线下 无线 在线 热线 网线 表示 表扬 代表 填表 水表 手表 表格 外表 表现 表哥 表弟 表姐 表妹 师傅好 大门口 电表数 报表 表演 拔了插头 拔了插 打死我 不交不 交不交 交还是不交 不是不交 不是我不交 不付不 不缴不 不掏不 高速 钱包 不认识 不给力 不给面子",
    }
)

_UP = r"[^。!?;]"
# Not said of what somebody means to do.
_TOLD = re.compile(
    r"不是不|说我|租客|房客|房东|他不|怕他|他家|听说|邻居|打死我都|[没冇]M|[吗么]$|还是交|换表M|不小心|搬家|钉子|装修|施工|被人?D|让人D|有人|小偷|谁[把D]|邻居|他们?把|校验|检定|销户|换表|怎么|咋(?![咋地样])|能不能|可不可以|多少M|费用|行不行|行吗|可以吗|赔|台风|冰雹|树|石头|熊孩子|孩子|娃|D坏|D歪|D伤"
    r"|(?:我|咱)没|不会[VD]|没想|只?是?开玩笑|电影|电视剧|新闻|小说|游戏"
)
_RULES = (
    (
        Threat.THINGS,
        rf"F|我把O{_UP}{{0,5}}D{_UP}{{0,4}}(?:P|送|扔)|O我?给你们?D|[WX]{_UP}{{0,16}}D{_UP}{{0,3}}O|[WX]{_UP}{{0,12}}(?:把|将|给){_UP}{{0,4}}O{_UP}{{0,4}}D|(?:把|将)?O{_UP}{{0,3}}D{_UP}{{0,6}}X|D{_UP}{{0,3}}O{_UP}{{0,5}}X|就把{_UP}{{0,3}}O{_UP}{{0,2}}D",
    ),
    (
        Threat.PEOPLE,
        rf"(?:[WX]|把|将){_UP}{{0,14}}(?:D{_UP}{{0,4}}H|H{_UP}{{0,6}}D)|D{_UP}{{0,3}}H{_UP}{{0,5}}X|W{_UP}{{0,14}}V|(?:把|将|跟|见|让|叫|给)P{_UP}{{0,6}}V|V{_UP}{{0,3}}[PHX]|(?:^|[,我])V|K|不想在?{_UP}{{0,8}}混|打断{_UP}{{0,6}}腿|有命来|有来无回",
    ),
    (
        Threat.CROWD,
        rf"[WGX我咱]{_UP}{{0,14}}C|C{_UP}{{0,8}}[PHX]|G{_UP}{{0,10}}(?:来|去|到|坐|找|堵|围){_UP}{{0,4}}[PH]{_UP}{{0,6}}(?:坐|闹|门口|讨|要说法|吃|睡)",
    ),
    (
        Threat.UNPAID,
        rf"要M没有{_UP}{{0,3}}要命|M没有,?要命|(?:商量好|说好|约好){_UP}{{0,8}}U|不会再{_UP}{{0,5}}充|MP?我?(?:是|就是|坚决|绝对)?U的|U的?,有本事|有本事{_UP}{{0,4}}(?:来|就)停|M{_UP}{{0,4}}(?:也|都)(?:U|不给|休想|别想)|M就U|(?:我|老子|咱|从今|以后|坚决|反正|W){_UP}{{0,6}}(?:M{_UP}{{0,3}})?(?:也|都|就|坚决|绝)?U(?=M|了?(?:[,]|$))|UM?{_UP}{{0,8}}(?:爱咋|能咋|看你|怎么着|停就停|X)|(?:别想|休想|甭想){_UP}{{0,6}}M",
    ),
)  # fmt: skip
_MEANS = r"\b(?:i'?ll|i will|i'?m (?:going to|gonna)|we'?ll|we will|gonna)\b"
_IN_ENGLISH = (
    (
        Threat.THINGS,
        rf"{_MEANS}[^.!?]{{0,20}}\b(?:smash|break|cut|burn|destroy|rip|tear|hammer)\w*\b[^.!?]{{0,15}}\b(?:meter|wire|line|box|cable|pole)",
    ),
    (
        Threat.PEOPLE,
        rf"{_MEANS}[^.!?]{{0,20}}\b(?:kill|hurt|beat|shoot|stab|get|burn|smash)\w*\b[^.!?]{{0,12}}\b(?:you|him|her|them|your|staff|office|windows?)\b|\bwatch your back\b|\bbetter be careful\b|\b(?:set(?:ting)?|let(?:ting)?) (?:the|my) dogs?\b",
    ),
    (Threat.CROWD, rf"{_MEANS}[^.!?]{{0,30}}\b(?:block|occupy|protest|camp)\w*\b"),
    (
        Threat.UNPAID,
        r"\b(?:won'?t|not (?:going to )?|refuse to|never|not gonna) pay(?:ing)?\b|\bnot a cent\b|\b(?:won'?t) pay(?:ing)?\b",
    ),
)
_COMPILED = tuple((kind, re.compile(rule)) for kind, rule in (*_RULES, *_IN_ENGLISH))


def threats_in(text: str, syllables: str) -> tuple[Threat, ...]:
    """What the plain text threatens, or its syllables where it is in Latin letters."""
    meant = [one for one in WORDS.told(text, syllables) if not _TOLD.search(one)]
    found = (kind for kind, rule in _COMPILED if any(rule.search(one) for one in meant))
    return tuple(dict.fromkeys(found))
