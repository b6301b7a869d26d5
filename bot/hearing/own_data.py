"""Complaints about one's own data: leaked, looked at or used without leave, not deleted.

A request (删除我的信息), a question (会不会泄露) and a meter that should be looked at are none.
What else the law grants is a wish: a copy, a correction, an objection (个人信息保护法
第四十四至四十六条).
"""

from __future__ import annotations

import re

from bot.contract.said import DataWish

_MINE = r"(?:[我俺咱](?:们)?家?里?的?|家里的?|客户的?|用户的?)"
_WHAT = (
    r"(?:个人)?(?:信息|资料|隐私|数据|电话|手机号?|号码|姓名|名字|住址|地址|身份证号?|用电(?:情况|记录|量|信息)?"
    r"|电费(?:单|情况|信息)?|账单|户号)"
)
_NOT_ASKED = r"(?<!会)(?<!会不会)(?<!会不会把)(?<!别)(?<!不要)(?<!不会)"
_BY_WHOM = r"(?:谁让|谁允许|谁叫|谁同意|谁准|凭什么|凭啥|有什么权力|有啥权力)"
_OTHERS = r"(?:推销|骗子|陌生人|中介|卖.{1,6}的|装修|邻居|别人|人家|外人)"
_PATTERNS = (
    # 你们把我的信息泄露了; 我的电话是不是被你们卖了; 我的用电情况怎么邻居都知道
    rf"(?:把|将){_MINE}?{_WHAT}.{{0,6}}(?:泄露|泄漏|外泄|卖|透露|告诉|发给|发到|传|给)(?:了|出去|给)",
    rf"{_MINE}{_WHAT}.{{0,8}}(?:被.{{0,6}}(?:泄|卖|透露|传|公开|偷看)|(?:泄露|泄漏|外泄)了)",
    rf"{_NOT_ASKED}(?:泄露|泄漏|出卖|倒卖|贩卖|偷看)了?{_MINE}{_WHAT}(?!.{{0,4}}怎么办$)",
    r"(?:把|将)?[我俺]家?.{0,4}(?:信息|资料|电话|号码).{0,4}(?:贴|公布|公示|挂|晒).{0,4}(?:出来|墙上|群里|网上)",
    # 谁让你们查我的电表; 凭什么看我家用电记录
    rf"{_BY_WHOM}.{{0,6}}(?:查|看|翻|动|收集|存|留|用|登记|公开)了?{_MINE}(?:电表|表|{_WHAT})",
    rf"(?:没有?|未|不)(?:经过?|得到|征得)?{_MINE}(?:的)?(?:同意|允许|许可|授权).{{0,10}}(?:查|看|用|收集|公开|告诉|给|发|登记|存)",
    rf"(?:查|看|用|收集|公开|告诉|登记|存)了?{_MINE}{_WHAT}.{{0,10}}(?:没|未)(?:经过?|得到|征得)?.{{0,3}}(?:同意|允许|授权)",
    r"侵犯了?[我俺]?家?的?(?:个人)?(?:隐私|信息)",
    # 删除我的信息不删; 叫你们删我的资料还没删; 注销了怎么还有我的电话
    rf"(?:删|注销|清).{{0,4}}{_MINE}?{_WHAT}.{{0,10}}(?:不|没|还不|还没|没有?|一直没|就是不|拒绝)(?:给)?[我俺]?(?:删|注销|清|办)",
    rf"(?:不|没|还没|拒绝|就是不)(?:给|帮)?[我俺]?(?:删|注销)(?:除)?{_MINE}?{_WHAT}",
    rf"(?:删|注销)(?:除|了|过|掉)*.{{0,6}}(?:怎么|为什么|咋)?还(?:有|在|留着|存着|保存){_MINE}?{_WHAT}?",
    # 你们是不是把我电话给推销的了; 推销的怎么知道我家电话
    rf"{_OTHERS}.{{0,8}}(?:怎么|咋|为什么|都|哪里|从哪)会?.{{0,3}}(?:知道|有|晓得|弄到|拿到)了?{_MINE}{_WHAT}",
)
_COMPLAINT = re.compile("|".join(_PATTERNS))
_ASKS = re.compile(
    r"会不会|会(?:泄露|泄漏|卖).{0,12}[吗么?]|怎么(?:删|注销)|如何(?:删|注销)|能不能(?:删|注销)"
)


def complains_of_data(heard: str) -> bool:
    """Whether a text complains of what was done, or not done, with the customer's own data."""
    return _COMPLAINT.search(heard) is not None and _ASKS.search(heard) is None


_OWN = r"(?:个人)?(?:信息|资料|数据)"
_MY_OWN = rf"[我俺]家?的?(?:全部|所有)?的?{_OWN}"
_ENTRY = r"(?:户名|姓名|名字|用电地址|地址|住址|个人信息|[我俺]的(?:信息|资料))"
_WRITTEN = r"(?:写|登记?|录|记|弄|搞|填|打|存)"
_WISHES: tuple[tuple[DataWish, re.Pattern[str]], ...] = (
    (
        DataWish.CORRECTION,
        re.compile(
            rf"{_ENTRY}(?:里|上)?的?字?.{{0,4}}{_WRITTEN}(?:错|得?不对)"
            rf"|(?:[我俺]家?的?|登记的|资料里的?){_ENTRY}.{{0,2}}(?:错|不对)"
            rf"|(?:更正|改正|订正|纠正).{{0,6}}{_ENTRY}"
            r"|(?:登记|留)的(?:电话|手机号?|号码).{0,4}(?:不是我|错|不对)"
        ),
    ),
    (
        DataWish.COPY,
        re.compile(
            rf"(?:副本|复制|拷贝|导出|打包|一份).{{0,6}}{_MY_OWN}"
            rf"|{_MY_OWN}.{{0,6}}(?:副本|复制|拷贝|导出|打包|一份|发给?[我俺])"
        ),
    ),
    (
        DataWish.OBJECTION,
        re.compile(
            r"(?:不同意|反对|拒绝|不许|不准|不让|别|不要)(?:让)?(?:你们)?(?:再)?(?:这样|随便)?"
            rf"(?:使?用|处理|收集|保存|留着?|存)(?:着|了)?{_MY_OWN}"
        ),
    ),
)
_NO_WISH = re.compile(
    r"泄|卖|告诉|怎么办|谁|别人|邻居|会不会|骗|贷款|中介|开户|抄表|电工|删|注销|撤回|清除|投诉|干嘛|干什么"
)
# Who asks for more besides is answered that: the entry is seen to with it.
_MORE = re.compile(r"没电|停电|报装|抄表|多收|电费|为什么|为啥|咋|\d+月")


def wish_of(heard: str) -> DataWish | None:
    """What is wanted to be done with the customer's own data, if anything."""
    if _NO_WISH.search(heard):
        return None
    found = next((wish for wish, words in _WISHES if words.search(heard)), None)
    return None if found is DataWish.CORRECTION and _MORE.search(heard) else found
