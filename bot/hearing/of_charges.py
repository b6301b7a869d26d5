"""Whether words are about price or charges, as a law on such questions means it, or surely not."""

from __future__ import annotations

import re

_CHARGES = re.compile(
    r"电费|电价|价格|阶梯|一档|二档|三档|单价|账单|费用|计费|收费(?!员|处|的人|那个|大厅)|余额|预存|滞纳|违约金"
    r"|[多少乱瞎错漏]收|[多少重错漏]算|算[错多]|算得|[退补]钱|[退补]费|退给|钱|贵|优惠|补贴|低保|峰谷"
    r"|\d(?:块|元)|[一二三四五六七八九十百千两](?:块|元)(?!头)|电量|用电量|度数|字数|\d度|百度电|千度电"
    r"|抄错|[多估漏]抄|读数|示数|表底|(?:电表|表).{0,6}(?:快|慢|不准|空走|自走|跑)|快表"
)
_OTHER = re.compile(
    r"态度|服务.{0,4}(?:差|不好|恶劣)|说话.{0,4}(?:难听|冲|不客气)|骂|吼|训[我人]|撵|不耐烦|爱答不理|不理[我人]|没人理|没礼貌"
    r"|推来推去|推脱|踢皮球|没人接|不接电话|挂(?:了)?我?电话|排队|上班时间.{0,6}(?:没人|不在)|脱岗|喝酒"
    r"|停(?:了)?电|没电|断电|跳闸|没人来|抢修|来电|电压|灯.{0,4}(?:不亮|暗|闪)|电线|电杆|线杆|杆子|变压器|拉线|树.{0,6}线"
    r"|表箱|表盖|电表.{0,4}(?:烧|砸|坏|撞|丢)|报装|装表|新装|过户|更名|移表|发票|抬头|踩.{0,4}庄稼|施工|噪音"
)


def of_charges(plain: str) -> bool | None:
    """Whether they are; None where the words do not tell.

    Args:
        plain: the words, simplified and half-width.
    """
    if _CHARGES.search(plain):
        return True
    return False if _OTHER.search(plain) else None
