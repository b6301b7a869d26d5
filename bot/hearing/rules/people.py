"""People, and where they live."""

from __future__ import annotations

from bot.hearing.entity import EntityKind, rule
from bot.hearing.names import CITIES, GIVEN, SURNAMES
from bot.hearing.rules.parts import either

_FULL_NAME = rf"[{SURNAMES}][一-鿿]{{1,2}}"
_TITLE = either("大爷 大娘 大妈 大伯 大叔 大婶 奶奶 爷爷 阿姨 女士 先生 叔叔 婶子?")
_INTRODUCED = either("我叫 户主是 户主叫 户名是 姓名是? 户名:?")
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

RULES = (
    rule(
        "person-with-title",
        EntityKind.PERSON,
        rf"[{SURNAMES}]{_TITLE}",
        True,
        reads={"张大爷的电费": "张大爷 = 张大爷"},
        leaves=("俺大爷",),
    ),
    rule(
        "person-introduced",
        EntityKind.PERSON,
        rf"{_INTRODUCED}\s*(?P<e>{_FULL_NAME})(?![一-鿿])",
        True,
        reads={"我叫王可可": "王可可 = 王可可"},
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
        rf"[{SURNAMES}][{GIVEN}]{{2}}",
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
