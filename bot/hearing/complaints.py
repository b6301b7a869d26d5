"""Whether somebody complains: in so many words, or of how they were treated."""

from __future__ import annotations

import re

_ANEW = re.compile(
    r"又[想要]投诉|还是(?:要|想|得)?(?:投诉(?!电话)|追究)|(?:反悔|后悔)了?[,。]?[^,。?]{0,6}(?:投诉|追究)|(?:撤|投诉|工单)[^?]{0,10}(?:反悔|后悔|(?:给我)?恢复|重新)|(?:重新|恢复)[^,。?]{0,6}(?:投诉|工单|撤)"
)
# Somebody is accused of theft, or was told again and again that somebody calls.
_WRONGED = re.compile(
    r"(?:说|冤枉|诬[陷赖]|赖|咬定)[我俺](?:家)?[^,。]{0,4}(?:[偷窃]了?电|绕表)"
    r"|(?:每次都|次次都?)[话说][^,。]{0,4}(?:覆|回|打|来|办)|(?:到现在|到而家|到今天)[^,。]{0,3}(?:都|也|还)?(?:没|冇)(?:有)?(?:个)?人(?:打|覆|回|来|联系|理)"
)
_COMPLAINS = re.compile(
    r"(?:我|俺|就|一定|必须)?(?:要|去|得|来)投诉|(?:我|俺)想投诉|(?:我|俺)(?:就|只)?(?:是|想)?投诉(?=他|她|你|那|的|这)|投诉你们?|^投诉(?!电话)"
    r"|(?:登记|报|提|记|写|立|下)(?:一?[个下条])投诉|登记投诉|(?:[搵揾找])(?:个)?(?:人|领导)投诉"
)
# Of a complaint that is there already, or how one is made.
_OF_A_COMPLAINT = re.compile(
    r"(?:不|别|没|撤销?|取消|怎么|咋|如何|哪里|电话).{0,4}投诉|投诉.{0,6}电话.{0,3}(?:多少|几|啥|什么)|"
    r"投诉[^,.。;:!?]{0,6}(?:电话|渠道|咋样|怎么样|进展|结果|到哪|处理|撤|了吗|过(?!户))|投诉(?:以?后|了)?[要得能]?(?:几天|多久|多长时间|[啥什]么?时候)[能会有才]?"
    r".{0,2}(?:答复|处理|结果|回)|(?:上[回次]|之前|昨天|前天|那个).{0,4}投诉"
)
_DENIES = re.compile(r"(?:不是|没想|不想|没有?要|没有?[说讲提](?:过|了)?我?要?|不).{0,3}投诉")
_CASE = re.compile(r"投诉|举报|反映|工单|撤|登记|追究")
_FILED = re.compile(
    r"(?:上[回次]|之前|以前|前几天|前天|昨天|那天|早就|我)[^,。]{0,4}(?:投诉|反映|举报|登记|报修?|说)(?:了|过)?的"
    r"|我(?:那|这)?个?的?(?:事|工单|投诉|单子|案子)"
)
# How our people serve, told and not asked: no wrong that is reported, and nobody's house matter.
_OURS = (
    r"(?:你们?(?:的|那个?|这些?)?(?:人|所|局)|电工|师傅|抄表[员的]?|窗口|柜台|客服|收费[员的]|营业厅|工作人员"
    r"|(?:修|装|换|查|接)[电线表]+的|供电[所局]|所里|值班的?|(?:你们?|所里)(?:的)?电话)"
)
_BADLY = (
    r"偷懒|(?:太|真|可|也太|够|就是|贼)懒|懒得(?:要命|很|出奇)|磨洋工|玩手机|打(?:游戏|牌|麻将|瞌睡)|嗑瓜子|聊闲天|爱[答搭]不理"
    r"|(?:说话|讲话|态度|语气)[^,。]{0,4}(?:难听|冲|差|不好|恶劣|凶|横|很?硬|坏)|甩脸|摆(?:臭)?脸|不耐烦|推来推去|踢皮球"
    r"|推三阻四|拖拖拉拉|磨磨蹭蹭|磨蹭得?很|敷衍|糊弄|不接电话|没人接|打不通|不干活|不作为|从来?不(?:上门|来|理)|爽约|放(?:我)?鸽子"
    r"|(?:从来?不|不肯|没)(?:下来|上门|来|到场|进村)抄|(?:乱|瞎)(?:估|抄)|估着抄|骂(?:了)?(?:人|我|俺)|吼(?:了)?(?:我|俺|人)|凶(?:我|俺|人)|看不起"
)
_SERVED = re.compile(
    rf"^(?!.*(?:吗|么|[??]|怎么办|咋办|怎么投诉|要是|如果|会不会|为什么|为啥)).*{_OURS}[^。]{{0,12}}(?:{_BADLY})"
)
_SERVED_WITHIN = 60  # characters; a longer text tells a story of its own


def complains(heard: str) -> bool:
    """Whether somebody says that they complain, now."""
    if _ANEW.search(heard) or _WRONGED.search(heard):
        return True
    if len(heard) <= _SERVED_WITHIN and _SERVED.search(heard):
        return True
    return _COMPLAINS.search(heard) is not None and _OF_A_COMPLAINT.search(heard) is None


def denies_complaint(heard: str) -> bool:
    """Whether somebody says that this is no complaint, or none any more."""
    return _DENIES.search(heard) is not None


def names_case(heard: str) -> bool:
    """Whether a complaint, a report or a case is spoken of by its name."""
    return _CASE.search(heard) is not None


def tells_of_filed(heard: str) -> bool:
    """Whether something that was registered before is spoken of."""
    return _FILED.search(heard) is not None
