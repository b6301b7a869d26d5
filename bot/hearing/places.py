"""Another region that a text asks about: its name, or that of a city that lies in it."""

from __future__ import annotations

import re

from bot.hearing.total import total

BEYOND = "beyond"
SHORT = 60  # characters; a longer text tells a story in which places are named
_PLACES = {
    "beijing": "北京", "tianjin": "天津", "shanghai": "上海", "chongqing": "重庆",
    "hebei": "河北|石家庄|唐山|保定|邯郸|邢台|沧州|廊坊|秦皇岛|张家口|承德|衡水",
    "shanxi": "山西|太原|大同|长治|运城|临汾|晋城|晋中|吕梁",
    "neimenggu_west": "内蒙古?|呼和浩特|包头|鄂尔多斯|乌海|巴彦淖尔|乌兰察布|阿拉善|锡林郭勒|蒙西",
    "neimenggu_east": "内蒙古?|赤峰|通辽|呼伦贝尔|兴安盟|蒙东",
    "liaoning": "辽宁|沈阳|大连|鞍山|抚顺|锦州|营口", "jilin": "吉林|长春|四平|延边",
    "heilongjiang": "黑龙江|哈尔滨|大庆|齐齐哈尔|牡丹江|佳木斯",
    "jiangsu": "江苏|南京|苏州|无锡|常州|徐州|南通|扬州|镇江|盐城|淮安|连云港|昆山",
    "zhejiang": "浙江|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|义乌|台州",
    "anhui": "安徽|合肥|芜湖|蚌埠|阜阳|亳州|安庆|六安|宿州",
    "fujian": "福建|福州|厦门|泉州|漳州|莆田", "jiangxi": "江西|南昌|九江|赣州|上饶",
    "shandong": "山东|济南|青岛|烟台|潍坊|临沂|菏泽|聊城|济宁|淄博|威海",
    "henan": "河南|郑州|开封|洛阳|平顶山|安阳|鹤壁|新乡|焦作|濮阳|许昌|漯河|三门峡|南阳|商丘|信阳"
    "|周口|驻马店|济源|淅川",
    "hubei": "湖北|武汉|襄阳|宜昌|十堰|荆州|黄石|孝感|黄冈|恩施|荆门",
    "hunan": "湖南|长沙|株洲|湘潭|衡阳|岳阳|常德|郴州",
    "guangdong": "广东|广州|东莞|佛山|珠海|惠州|汕头|湛江|江门|中山市", "shenzhen": "深圳",
    "guangxi": "广西|南宁|桂林|柳州", "hainan": "海南|海口|三亚",
    "sichuan": "四川|成都|绵阳|德阳|宜宾|泸州|乐山|南充", "guizhou": "贵州|贵阳|遵义",
    "yunnan": "云南|昆明|大理|曲靖", "xizang": "西藏|拉萨",
    "shaanxi": "陕西|西安|咸阳|宝鸡|渭南|汉中|延安", "gansu": "甘肃|兰州|天水",
    "qinghai": "青海|西宁", "ningxia": "宁夏|银川", "xinjiang": "新疆|乌鲁木齐|喀什",
}  # fmt: skip
# Places of which no rule is held here.
_ELSEWHERE = "香港|澳门|台湾|台北|国外|美国|日本"
_NAMED = {region: re.compile(places) for region, places in _PLACES.items()}
_BEYOND_NAMED = re.compile(_ELSEWHERE)
_ALL = "|".join((*_PLACES.values(), _ELSEWHERE))
# The place alone; or a price, a limit or a cost there, and not only that somebody is there.
_ALONE = re.compile(
    rf"^(?:那么?|还有|换成?|要是)(?:{_ALL})(?:省|市)?[??。]*$|"
    rf"^(?:那么?|还有|再说)?(?:{_ALL})(?:省|市)?(?:那边|那里|那儿|的)?"
    r"(?:[呢嘞哩啊]|(?:是|又是|又)?(?:多少|怎么算|咋算|怎样|咋样|怎么样))+[??。]*$"
)
_ASKS_THERE = re.compile(
    rf"(?:{_ALL}).{{0,24}}(?:阶梯|[一二三123]档|档|按[月年]|多少度|多少钱|多少[??]*$|几毛|几块|电价|怎么算|咋算|标准|峰|谷|分时|取暖|采暖|[夏冬](?:天|季)|怎么收|咋收|几度|额度|多人口|口人)"
    rf"|(?:阶梯|[一二三123]档|电价|多少度|多少钱|标准).{{0,8}}(?:{_ALL})|(?:比|跟|和)(?:{_ALL}).{{0,8}}(?:贵|便宜|高|低|一样)"
)
_ONLY_THERE = re.compile(
    rf"(?:在|去|到|从)(?:{_ALL}).{{0,4}}(?:打工|上班|出差|上学|读书|当兵|回来|做工|务工|干活|做生意|工作|住院)"
    rf"|国网(?:{_ALL})|(?:{_ALL})(?:省)?(?:电力|供电|人)"
)


@total(tuple[str, ...]())
def regions_in(heard: str) -> tuple[str, ...]:
    """The regions whose rule a plain text asks for; `BEYOND` where none is held of the place."""
    if len(heard) > SHORT or _ONLY_THERE.search(heard):
        return ()
    if not (_ALONE.match(heard) or _ASKS_THERE.search(heard)):
        return ()
    found = tuple(region for region, places in _NAMED.items() if places.search(heard))
    return found or ((BEYOND,) if _BEYOND_NAMED.search(heard) else ())
