"""People, and where they live."""

from __future__ import annotations

from bot.hearing.entity import EntityKind, rule
from bot.hearing.names import CITIES, GIVEN, SURNAMES
from bot.hearing.rules.parts import either

_OF_TWO = "欧阳|司马|诸葛|上官|皇甫|慕容|令狐|夏侯|尉迟|公孙"  # surnames
_FULL_NAME = rf"(?:{_OF_TWO}|[{SURNAMES}])[一-鿿]{{1,2}}"
_TITLE = either(
    r"大爷 大娘 大妈 大伯 大叔 大婶 大姐 大哥 奶奶 爷爷 阿姨 女士 先生 小姐 叔叔 "
    r"婶子? 师傅 师父 所长 站长 主任 经理 "
    r"队长 嫂子 [姐哥嫂叔伯婶](?=[,。;!?\s说家的]|$) 姨(?!妈) 工(?=[,。!?;\s说来]|$)"
)
# 老李, 小刘: of common surnames alone, where no word goes on (老家, 小区, 小孙子).
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭"
    "曾董袁蔡蒋余杜叶程苏吕丁任姚钟姜崔谭陆廖贾邹"
)
_GOES_ON = (
    r"(?=$|[,。;!?::、\s]|说|家(?!长|电)|的|那|他|她|在|跟|和|给|让|叫|来|去|也|都|是|"
    r"装|抄|收|不|没|还|办|帮|问|讲|俩|又|就|要|把|人)"
)
_MASKED = r"(?:某某?|[*×xX]{1,2}(?![a-zA-Z\d]))"
_INTRODUCED = either(
    "我叫 [他她]叫 名叫 户主是 户主叫 户名是 姓名是?:? 户名:? 联系人:? 客户姓名:? 用户名称:? 户主:"
)
_ROLE = either("户主 屋主 业主 客户 用户 员工 老公 名叫")
_NUMBER = r"[\d一二三四五六七八九十]"
_NAMED = r"(?:(?![在住家到去是])[一-鿿])"  # 住在 stands before a place, not in its name
_IN_VILLAGE = (
    rf"{_NAMED}{{2,6}}(?:镇|乡|街道)[一-鿿]{{1,6}}(?:村|庄|寨|屯)(?:{_NUMBER}{{1,3}}(?:组|号|队))*"
)
_IN_ESTATE = (
    rf"{_NAMED}{{2,8}}(?:小区|花园|家园|公寓){_NUMBER}{{1,3}}(?:号楼|栋|幢)"
    rf"(?:{_NUMBER}{{1,2}}单元)?(?:\d{{2,4}}室?)?"
)

INTRODUCED = "person-introduced"  # the rule of 我叫王可可
RULES = (
    rule(
        "person-with-title",
        EntityKind.PERSON,
        rf"[{SURNAMES}](?:[{GIVEN}]{{1,2}})?{_TITLE}",
        True,
        reads={"张大爷的电费": "张大爷 = 张大爷", "王师傅来抄的": "王师傅 = 王师傅"},
        leaves=("俺大爷",),
    ),
    rule(
        "person-old-or-young",
        EntityKind.PERSON,
        rf"(?<![从变到古养壁居门])[老小][{_COMMON}]{_GOES_ON}",
        True,
        reads={"找老李,他不管": "老李 = 老李", "小刘说没事": "小刘 = 小刘"},
        leaves=("小孙子", "老家", "老马路", "从小何"),
    ),
    rule(
        "person-masked",
        EntityKind.PERSON,
        rf"(?:(?<![一-鿿*])|(?<=[叫姓户名客者的是主]))[{SURNAMES}]{_MASKED}(?:[一-鿿](?=[,。;!?\s]|$))?",
        True,
        reads={
            "尊敬的王*,您好": "王* = 王*",
            "客户陈某来电": "陈某 = 陈某",
            "户主张*国,尾号5678": "张*国 = 张*国",
            "张某某反映": "张某某 = 张某某",
        },
        leaves=("某某", "3*5"),
    ),
    rule(
        INTRODUCED,
        EntityKind.PERSON,
        rf"{_INTRODUCED}\s*(?P<e>{_FULL_NAME})(?![一-鿿])",
        True,
        reads={"我叫王可可": "王可可 = 王可可", "我叫欧阳明月,": "欧阳明月 = 欧阳明月"},
        leaves=("我叫王可可呀", "我叫电工"),
    ),
    rule(
        "person-by-role",
        EntityKind.PERSON,
        rf"{_ROLE}(?P<e>{_FULL_NAME})(?=[,。;!?\s]|$)",
        True,
        reads={"户主周大勇,": "周大勇 = 周大勇"},
        leaves=("用户马上就来",),
    ),
    rule(
        "person-by-name",
        EntityKind.PERSON,
        rf"[{SURNAMES}](?:[{GIVEN}]{{2}}|小[{GIVEN}])",
        True,
        reads={"赵玉山来电反映": "赵玉山 = 赵玉山"},
        leaves=("赵家",),
    ),
    rule(
        "city",
        EntityKind.PLACE,
        CITIES,
        True,
        reads={"老宅在苏州": "苏州 = 苏州"},
        leaves=("老宅在村里",),
    ),
    rule(
        "address",
        EntityKind.ADDRESS,
        rf"{_IN_VILLAGE}|{_IN_ESTATE}",
        True,
        reads={
            "家在城关镇李庄村3组": "城关镇李庄村3组 = 城关镇李庄村3组",
            "住在阳光小区3号楼2单元501": "阳光小区3号楼2单元501 = 阳光小区3号楼2单元501",
        },
        leaves=("李庄村",),
    ),
)
