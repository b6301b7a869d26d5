"""Whether somebody else's account is spoken of, by the words for other people."""

from __future__ import annotations

import re

from bot.hearing.entity import Entity, EntityKind

# A bill or an account that is put forward as one's own, and words of somebody else's.
_OWN = re.compile(
    r"我自己|[我俺咱]们?家(?!的?[亲老邻隔])|自己家|自家|我这(?:套|个)|本人|我的?户号|尊敬的|国家?电?网|对吗|核对"
)
_OTHERS = re.compile(
    r"邻居|隔壁|对门|对面|别人|人家|他家|她家|他们家|前夫|前妻|前任|朋友|同事|亲戚|同学|老乡|其他(?:人|户)|别的?户|各户|每户|每家"
    r"|楼[上下]|那[家户]|租客|租户|房东|户主|我[妈爸爹娘哥姐弟妹爷奶儿女婆岳]|公公|婆婆|儿子|女儿|闺女|老[王李张刘陈]|名单|全村|村里|某|不是我"
)
_SELF = re.compile(r"我(?:就)?(?:是|叫)[^,。!?  \n\d]{0,6}?老[王李张刘陈][^,。!?  \n\d]{0,2}")
_CALLED = re.compile(r"^\s*(?:闺女|孩子|小伙子?|妹子|大姐|大哥|师傅|同志|美女|帅哥|老师)[\s,。!]")


def may_be_anothers(heard: str, entities: tuple[Entity, ...], *, sure: bool) -> bool:
    """Whether somebody else is named, or the model is `sure` of it."""
    own = _SELF.search(heard)
    begin, end = own.span() if own else (0, 0)
    people = [e for e in entities if e.kind is EntityKind.PERSON]
    named = any(not begin <= e.start < end for e in people)
    others = _OTHERS.search(_CALLED.sub("", heard[:begin] + heard[end:]))
    return named or sure or others is not None


def is_own(heard: str, entities: tuple[Entity, ...]) -> bool:
    """Whether it is the customer's own account, so that nobody else's data is asked for."""
    kinds = {entity.kind for entity in entities}
    own = _OWN.search(heard) or EntityKind.ACCOUNT_NO in kinds
    return bool(own) and EntityKind.PERSON not in kinds and not _OTHERS.search(heard)


def with_names_as_others(heard: str, entities: tuple[Entity, ...]) -> str:
    """A household that is named (王建军家) is another one than the customer's."""
    for entity in reversed(entities):
        if entity.kind is EntityKind.PERSON and heard[entity.end : entity.end + 1] == "家":
            heard = f"{heard[: entity.start]}别人{heard[entity.end :]}"
    return heard
