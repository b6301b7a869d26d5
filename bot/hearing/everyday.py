"""Everyday sentences in words that the rules over senses take for something grave.

They are taken out of the plain text before these rules look; the plain words (触电, 举报) are
looked for in the whole text, whatever stands here.
"""

from __future__ import annotations

import re

_OUT = "·"  # in their place: nothing reaches over it that must stand near
_SAID = r"[^,。!?;]"
_KIN = (
    r"(?:老婆|老公|媳妇|爱人|儿子|闺女|女儿|儿媳|女婿|弟弟|哥哥|兄弟|亲戚|大?舅子|小姨子|姨夫|姐夫|妹夫|丈人|岳父|岳母|丈母娘"
    r"|侄[子女儿]|外甥女?|[表堂][哥弟姐妹]|亲家)"
)
# Whoever is spoken to, and one's own relatives, are nobody whom a wrong is told of.
_CALLED = re.compile(
    r"(?:^|(?<=[。!?;]))(?:你好|您好|请问|喂|那个|,)*(?:师傅|领导|经理|主任|所长|站长|客服|同志|工作人员)"
    r"(?:你好|您好|们|好|,)*(?=[我俺咱请问]|麻烦)"
)
_OWN_KIN = re.compile(rf"(?<!纠缠)(?<!骚扰)[我俺咱]们?家?的?{_KIN}")
_NO_DEED = re.compile(
    "|".join(
        (
            # staff say it, and do not do it; what was paid does not show yet
            (
                rf"(?:师傅|客服|电工|窗口的|柜台的|营业员|抄表员|收费员|工作人员|你们的?人|所里|[他她]){_SAID}{{0,6}}[说讲]"
                r"(?:(?![收拿塞烟酒]|红包|要[钱一两二三\d])[^。!?;]){0,14}"
                r"(?:没入账|不入账|没上账|没抄表|没装表|没表|没交过|偷电|窃电|偷接|私接|绕表)"
            ),
            rf"我{_SAID}{{0,8}}[交充缴付]{_SAID}{{0,10}}[没不未]有?(?:入账|上账)",
            # where a car stands, where a box hangs, an old meter that is taken along
            (
                rf"(?:你们?的?|抢修|工程|所里的?|供电所的?)车{_SAID}{{0,6}}停在"
                rf"(?!{_SAID}{{0,6}}(?:[他她]家|饭店|棋牌|歌厅|洗浴|景区|麻将)){_SAID}{{0,10}}"
            ),
            rf"[装安栽立埋架][在到]了?我?自己?家{_SAID}{{0,2}}[墙屋房院门地]",
            r"旧表(?:给)?(?:搬|拉|拿|带|收)走(?!卖)",
            # gifts for whoever pays early; whose name and card it goes by; a shop of that trade
            (
                rf"请问{_SAID}{{0,10}}有{_SAID}{{0,2}}(?:礼[品物]|红包)|[抽领抢返]{_SAID}{{0,2}}红包"
                rf"|(?:交费|缴费|预存|充值){_SAID}{{0,8}}[有送给]{_SAID}{{0,2}}(?:礼[品物]|红包)"
            ),
            rf"[用拿凭]{_SAID}{{0,6}}(?:名[字义]|身份证?){_SAID}{{0,4}}(?:报(?:的?户|装|修|停|名)|领(?:电?卡|表|发票|单子))",
            # whether it was done is asked
            r"(?:免费|优惠|低保|五保|照顾)的?(?:电|度数)?(?:都|也)?(?:给|减|免|发|退|补|算)了[没冇吗](?=[,。!?;]|$)",
            rf"帮忙?[我俺]?{_SAID}{{0,6}}[看查问]{_SAID}{{0,10}}(?:没抄表|没表|没装表|不走表)",
            r"(?:开|办|经营)[了的]?一?[个家间]?(?:烟酒|茶叶|白酒|酒|特产|按摩|洗脚|ktv)(?=[店铺行厂坊馆]|超市|,|电价|$)",
        )
    )
)
_NO_PERIL = re.compile(
    "|".join(
        (
            # there is power, or none comes; what is warm because it is on
            r"(?:路灯|大棚|井台|水井)[里上]?[都还也倒]?有电(?!人|到|流|击|麻)|[停断]电[之以]?前|有火线",
            r"烧着?(?:开?水|饭|菜|汤|炕|茶)|(?:空调|暖气|热水器|电饭[锅煲]|水壶)(?:片)?[^,。!?;]{0,3}冒热气",
            (
                r"(?:热水器|暖气片?|电热毯|空调|电炕|取暖器|小太阳)[^,。!?;]{0,8}(?:烧着|在烧)"
                r"(?=[^。!?;]{0,12}(?:度|钱|电费|小时|费电))"
            ),
            r"带电(?:作业|操作|检修)|表带电[吗么不没]",
            # what does not move by hand, or by a weak wire; who does not answer a letter
            r"[推拉按扳拧拔合抬搬扭带转跑拖]不动(?!弹)|(?<=我)不动(?=$|[,。电表你])",
            (
                r"(?:反[映馈]|投诉|申[请报]|上报|报修?|[说讲](?!话)|催|提|电话)了?"
                r"(?:上去|半天|好久|[一二两三几多好]+[次回遍天])*[^,。!?;]{0,3}没有?反应"
            ),
            # what of paper got burnt
            r"(?:单子|账单|缴费单|发票|收据|存折|户口本|合同)(?:被|给|叫|让)?(?:火|炉子|灶火|灶)?烧(?:了|掉|没|坏)[^,。!?;]{0,3}",
            r"拖到(?=[现今明年月下这啥几\d]|什么|最后)",
            r"打了一?[个下](?:电话|招呼|喷嚏|哈欠|盹|比方|照面|[洞孔井结雷])|打得(?=[低高通开大小多少好不太])",
            # a wire is laid; a child plays with a toy, or turns a switch off
            r"(?<=[来人给帮])扯(?:一?[根条])?电?线",
            rf"(?:孩子|小孩|娃|孙子|儿子|女儿){_SAID}{{0,4}}[玩骑开](?:电动车|玩具|遥控车|滑板车|平衡车)",
            rf"(?:孩子|小孩|娃|孙子|儿子|女儿){_SAID}{{0,8}}把{_SAID}{{0,3}}(?:闸|开关|灯)给?[关拉按](?:了|掉|下来)",
        )
    )
)
_NO_DESPAIR = re.compile(
    "|".join(
        (
            r"(?:出差|打工|上班|邻居|能不能|住院)[^。!?;]{0,14}[帮替]我照顾",
            (
                r"(?:感冒|发烧|生病|咳嗽|头疼|不舒服|昨[晚天]|中午|刚才|早上|[上下]午|[天每]天|饭后)[^。!?;]{0,6}"
                r"吃了?[点些]?(?:感冒|退烧|降压|止痛|消炎|[中西胃])?药"
            ),
            r"[表户线卡号]头?[还都]*留着[^,。!?;]{0,3}(?:[干做弄]|有[啥什]|为啥)|好过户",
            (
                r"(?:事情?|投诉|工单|账|官司|纠纷|问题|案子?|手续|欠[款费])(?:早点|赶紧|快点|尽快|[给都])*了[结断]"
                r"|了[结断]了?[这那][件个笔]"
            ),
            r"(?:负担|包袱|拖累)[就也都]?[没减轻小少]了[^。!?;]{0,8}",
            # the limit shall not be passed; what is settled; how old one is
            r"(?:想|争取)?(?:明年|今年|以后|每月)?[不别](?:想|要|会|再|能){0,3}(?:超|进|到)(?:[标了]|第?[二三23]档){0,3}(?=[,。!?;]|$)",
            r"(?:超|贵|[二三23]档|电费|交得?多)[^。!?;]{0,8}不想(?:再)?这样了",
            r"(?:都|已经|事情?|问题)解决了,?(?:我|就)?放心了",
            r"[我俺](?:都)?这把年[纪龄]了?(?=,?[^,。!?;]{0,3}(?:看不|听不|不懂|不会|弄不))",
            # whose holder died, and what becomes of the account
            (
                r"(?:老公|丈夫|男人|老伴|爱人|老婆|妻子|媳妇|孩子他?[爸妈]|[爸妈爹娘]|父亲|母亲|爷爷|奶奶|户主)(?:刚|才|已经|去年|今年|前年|上个?月|早就|都){0,3}"
                r"(?:去世|过世|不在|没|走|病故|死)了?(?=,|[^。!?;]{0,4}(?:年|月|天)了?)"
                r"(?=[^。!?;]{0,16}(?:户|账|查|电费|改名|名字|手续|销|表))(?![^。]*(?:跟[他她]|陪[他她]|随[他她]|不想|没意思|[活死]|解脱|算了))"
            ),
            r"带着?(?:孩子们?|娃|一家人|全家|一家老小|老婆孩子)[^,。!?;]{0,4}(?:走了?(?:亲|访|娘家)|跳(?:广场)?[舞绳])",
        )
    )
)
_NO_THREAT = re.compile(
    "|".join(
        (
            # a meter stops, an hour strikes, somebody lives near the office
            r"[表字数车钟](?:都|就|也|又|今天|已经|还是|一直|突然|现在)*不走了?",
            r"[一二三四五六七八九十几两半\d晚早快]半?点了",
            r"[住睡][在到进]你们[^,。!?;]{0,5}(?:对面|旁边|附近|楼[上下]|隔壁|[后前]面|边上|[村镇]|小区|辖区|这一?[片块边])",
            r"(?<![村人们])上街(?![游闹喊举讨拉])",
            # take care; never in my life; who pays if it burns
            r"(?:路滑|地滑|[下刮][雨雪风]|结冰|天[黑冷热]|路上|爬[高杆]|带电|危险|打雷|辛苦)[^。!?;]{0,8}小心着?点",
            r"(?:修|爬|接线|干活)[^。!?;出]{0,10}小心着?点|小心着?点(?=路|开车|骑|走路|脚下|安全|别)|打死我?[也都]不",
            r"要是[^,。!?;]{0,10}[烧炸断砸毁][了掉坏]?[^,。!?;]{0,4}[表线杆闸](?=[^。!?;]{0,4}(?:谁|责任|哪个))",
        )
    )
)
_NO_AGENCY = re.compile(
    r"巡视(?:[线员电路检]|设备)|(?:线路|设备|电网)巡视|网红(?=店|餐|打卡|直播间|[^,。]{0,3}电价)"
    r"|[去到上进]北京[^,。!?;]{0,3}找(?:工作|活|事做|儿|女|孩|亲|对象|房)"
    r"|[去到找][省市县]里[找去](?:工作|活|事做|房|医)"
)


def told_of_staff(heard: str) -> str:
    """The plain text, without those it is said to, one's own relatives and what is no wrong."""
    return _NO_DEED.sub(_OUT, _OWN_KIN.sub("我", _CALLED.sub("", heard)))


def told_of_things(heard: str) -> str:
    """The plain text, without what happens to wires and boxes every day."""
    return _NO_PERIL.sub(_OUT, heard)


def told_of_oneself(heard: str) -> str:
    """The plain text, without what only sounds as if somebody gave up."""
    return _NO_DESPAIR.sub(_OUT, heard)


def told_to_us(heard: str) -> str:
    """The plain text, without what only sounds as if somebody threatened."""
    return _NO_THREAT.sub(_OUT, heard)


def told_of_others(heard: str) -> str:
    """The plain text, without what only sounds like an authority or the press."""
    return _NO_AGENCY.sub(_OUT, heard)
