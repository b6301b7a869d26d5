"""Whether somebody urges: something was told before, and they still wait for it."""

from __future__ import annotations

import re

from bot.hearing.total import total

_SPAN = r"(?:天|周|星期|礼拜|个?月|年)"
_TO_DO = r"(?:来(?!电)|给我|管|办|理|处理|解决|联系|答复|回复|修|打|看)"
_URGES = re.compile(
    "|".join(
        (
            # Be quick: to act, and not to pay nor to tell a figure.
            (
                r"(?<![我俺会得走转跑跳])(?:快(?:一?点|一?些|着点)|麻[利溜](?:点|儿|些|的)?|搞快|赶紧|赶快|抓紧|尽快|尽早"
                r"|从速|加急)(?!时间)(?![^,。!?]{0,3}(?:交|缴|付|充|查|告诉|说|发))"
            ),
            r"催(?:一?[下催]|个单|办|你们|促|了|单)|再催|[来还又再]催",
            rf"(?:太|真|恁|够|[咋怎]么?这么|[咋怎]么?恁|这么)(?:太)?(?:慢|磨[蹭叽]|拖拉|拖沓)|磨磨蹭蹭|拖到|拖了[^,。]{{0,4}}{_SPAN}",
            rf"(?:还|都|也|仍|依然|咋|怎么|就)[没不冇](?:有|见|得)?(?:个|一个)?(?:人(?![住用在家换])|信儿?|动静|回音|消息|下文|结果|{_TO_DO})",
            rf"没(?:有|个)?人(?:过问|搭理|{_TO_DO})|没(?:有|个|了)?(?:说法|下文)|石沉大海|杳无音[信讯]",
            r"一直(?:没|不)[^,。]{0,4}(?:信|消息|动静|人|回)|急[死坏]|真急|心焦|人影|上点心|^人[呢嘞]",
            rf"等了[^,。]{{0,4}}(?:{_SPAN}|久|小时|钟头|上午|下午)|等不[及了起]|等着用|再不{_TO_DO}|等(?:得|到)[^,。]{{0,4}}(?:急|烦|花|啥时|什么时|几时|猴年)",
            rf"(?:还|究竟)(?:要|得|让我)[^,。]{{0,3}}等|都[^,。用过装开停断住学活嫁]{{1,3}}{_SPAN}了",
            rf"到底[^,。]{{0,8}}(?:[啥什几哪][么]?(?:时候|时|天)|多久|有没有人|[来管办]不[来管办]|能不能{_TO_DO})",
            r"(?:[啥什]么?时候|几时)(?:才|能)?(?:是个头|有人|来人)|管不管|有没有人(?:管|来|理)",
            rf"说(?:好)?[^,。]{{0,6}}{_TO_DO}[^。]{{0,4}}(?:今天|现在|都)",
            r"\b(?:hurry|still waiting|asap|as soon as possible|how much longer)\b",
            r"\b(?:nobody|no one|no-one) (?:has )?(?:called|came|come|contacted|answered)\b",
        )
    ),
    re.IGNORECASE,
)
# No haste is wanted, the office is who urges, or it is a thing or a word that is slow or quick.
_NOT = re.compile(
    r"(?:不|别|甭|不用|不必|没那么)(?:着)?急|慢慢来|充电|(?:用|充)得[^,。]{0,3}[快慢]|一天电|停电|(?:别|不要|甭|不用|老是?|天天|总是?)(?:再)?催|催(?:我|俺|费|款|缴|收|交)"
    r"|怎么(?:才|能|才能)?快|(?:表|网|国网|手机|电脑|走|转|跑)(?:得|字)?(?:太|真|这么)?[快慢]|已经(?:有人|来)"
)


@total(False)
def urges(heard: str) -> bool:
    """Whether somebody urges, by the plain form of a text.

    >>> [urges(text) for text in ("你们快点", "都三天了还没人联系我", "到底管不管")]
    [True, True, True]
    >>> [urges(text) for text in ("不急,慢慢来", "电表走得快一点", "我尽快交", "催费短信")]
    [False, False, False, False]
    """
    return _URGES.search(heard) is not None and _NOT.search(heard) is None
