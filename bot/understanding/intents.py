"""What a text asks for, by the words people use. Several intents may stand in one text."""

from __future__ import annotations

import re
from enum import StrEnum


class Intent(StrEnum):
    """What a customer can want."""

    DANGER = "safety_emergency"
    HUMAN = "human_agent"
    CASE_STATUS = "complaint_status"
    REFUND = "refund_request"
    COMPLAINT = "complaint"
    REMAINING = "tier_remaining"
    WHY_EARLY = "why_tier2_early"
    WHY = "why_price_higher"
    RULE = "tier_rule"
    BILL = "bill_query"
    BIND = "identity_binding"
    UNBIND = "unbind"
    FORGET = "privacy_request"
    CANCEL = "cancel"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"


# In order of importance: the first intent that is found is answered. Danger and a wish for a
# person come before everything else.
_WORDS: tuple[tuple[Intent, str], ...] = (
    (
        Intent.DANGER,
        r"冒(火|烟|煙)|着火|起火|触电|觸電|电线.{0,4}(掉|断)|電線.{0,4}(掉|斷)|漏电|漏電",
    ),
    (Intent.HUMAN, r"转?人工|轉人工|找.{0,4}(人|所长|所長|经理|领导)(?!工)|真人|客服|转人攻"),
    (
        Intent.CASE_STATUS,
        r"工单|工單|TS\d{8}|处理到|處理到|进度|進度|还没答复|怎么还没(人)?(联系|答复)|我的(投诉|投訴)",
    ),
    (
        Intent.REFUND,
        r"退(钱|錢|费|費|款|还|給|给我|我)|把.{0,6}(钱|錢).{0,4}退|多(收|交).{0,6}(钱|錢)|赔|賠|退不退|钱呢",
    ),
    (
        Intent.COMPLAINT,
        r"投诉|投訴|头诉|举报|舉報|告你|12398|12345|不满意|不滿意|不认|乱收费|亂收費|讨个说法",
    ),
    (
        Intent.REMAINING,
        r"(还|還)(剩|能用|有)|剩.{0,3}(多少|几)|还生多少|(清零|重新算|重新計算|什么时候重)|还能用多少",
    ),
    (
        Intent.WHY_EARLY,
        (
            r"(才|刚|剛|总共|總共).{0,14}(二|三|2|3)(档|檔)|(二|三|2|3)(档|檔).{0,12}(才|刚|剛)|新装|新裝|新户|新戶"
            r"|几个月没交|幾個月沒交|按180|平均才|(月|号)(份)?(装|裝|接|用)的?(上)?(表|电|電)|立户|立戶|上户"
        ),
    ),
    (
        Intent.WHY,
        (
            r"(为什么|為什麼|为啥|咋|怎么|怎麼|凭什么|凭啥|憑什麼).{0,24}(高|贵|貴|涨|漲|档|檔|多|不一样|0\.\d|八毛|六毛|阶梯|階梯)"
            r"|超(过|過)?了?\s*(0?\.56|五毛六|180|一档)|0\.(56|61|86).{0,8}(为|為|咋|怎|超)|电费.{0,6}(高|贵|多|涨)|電費.{0,6}(高|貴|多|漲)|算错|算錯"
        ),
    ),
    (
        Intent.RULE,
        r"阶梯|階梯|规定|規定|规则|規則|标准|標準|怎么收费|几档|幾檔|多少钱一度|180|260|(一|二|三)(档|檔)",
    ),
    (
        Intent.BILL,
        r"账单|帳單|賬單|单子|單子|电费|電費|明细|明細|用了多少|多少(钱|錢)|查.{0,6}(费|費|单|單)",
    ),
    (Intent.UNBIND, r"解绑|解綁|取消绑定"),
    (Intent.FORGET, r"忘了我|删(除|掉).{0,8}(记录|记錄|信息|资料|手机|数据)|刪(除|掉)"),
    (Intent.BIND, r"绑定|綁定|户号|戶號"),
    (Intent.CANCEL, r"^(算了|取消|不用了|不查了)"),
    (Intent.HELP, r"帮助|幫助|你会(什么|啥)|怎么用|help"),
    (Intent.GREETING, r"^(你好|您好|在吗|在嗎|喂|hi|hello|早上好|下午好)"),
    (Intent.THANKS, r"谢|謝|^(好的?|中|知道了|明白了|行)[,,。!! ]*$"),
)
_PATTERNS = tuple((intent, re.compile(pattern, re.IGNORECASE)) for intent, pattern in _WORDS)


def intents_of(text: str) -> tuple[Intent, ...]:
    """All intents whose words stand in the text, the most important first."""
    return tuple(intent for intent, pattern in _PATTERNS if pattern.search(text))
