"""The fixed accounts of the sample office, one for each situation; the generator reads them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.sample_office.making import LATE, ON_TIME, Case, Span, account_of, monthly, read_on


def _late(number: int, name: str, kwh: int, charged: str, **other: object) -> Case:
    account = account_of(number, name, "青石镇柳河村3组", LATE, powered_on=ON_TIME, **other)
    return Case(
        account,
        read_on([ON_TIME, date(2018, 12, 20)], kwh),
        f"10 月送电、12 月才立户,一次结算 {kwh} 千瓦时,收 {charged} 元",
        "rule_applied_to_a_wrong_fact",
        Decimal(charged),
    )


def _new(number: int, name: str, situation: str, charged: str | None, *uses: int) -> Case:
    days = [date(2018, 10, 10), date(2018, 11, 20), date(2018, 12, 20)]
    return Case(
        account_of(number, name, "青石镇东岗村2组", ON_TIME, powered_on=days[0]),
        read_on(days if len(uses) == 2 else [days[0], days[2]], *uses),
        situation,
        "charged_wrongly" if charged else "agrees",
        Decimal(charged) if charged else None,
    )


_LOW = (120, 130, 90, 80, 75, 95, 140, 150, 100, 80, 85, 110)
_AUTUMN = (230, 245, 190, 175, 170, 215, 280, 295, 220, 190, 200, 240)
_CROSSING = (*_AUTUMN[:9], 40, 40, 240)
_JUMP = (60, 65, 50, 45, 40, 55, 90, 95, 60, 50, 55, 2600)
_LOW_YEAR = monthly(*_LOW)
_REPLACED = (
    *monthly(110, 120, 90, 80, 70, 90)[:5],
    Span(date(2018, 5, 20), date(2018, 6, 8), Decimal(52)),
    Span(date(2018, 6, 8), date(2018, 6, 20), Decimal(38), new_meter=True),
    *monthly(*_LOW)[6:],
)
_ODD_MONTHS = [date(2017, 11, 20)] + [date(2018, m, 20) for m in (1, 3, 5, 7, 9, 11)]
_OVER_NEW_YEAR = [date(2017, 11, 25)] + [date(2018, m, 20) for m in range(1, 13)]
_UNTIL_CLOSED = [date(2017, 12, 20)] + [date(2018, m, 20) for m in range(1, 8)]
_MOVED_OUT = read_on([*_UNTIL_CLOSED, date(2018, 8, 15)], 230, 245, 190, 175, 170, 215, 280, 150)

FIXED: tuple[Case, ...] = (
    _late(4100000123, "张建国", 420, "287.20", phone="13800005678"),
    _late(4100000124, "赵铁柱", 240, "137.40"),
    _late(4100000125, "周玉兰", 260, "149.60"),
    _late(4100000126, "吴大海", 300, "184.00"),
    _late(4100000127, "孙秀英", 540, "390.40"),
    _late(4100000128, "马长河", 600, "442.00"),
    Case(
        account_of(4100000130, "李国庆", "青石镇石桥村1组"),
        _LOW_YEAR, "全年都在第一档", "agrees",
    ),
    Case(
        account_of(4100000131, "陈秋菊", "青石镇石桥村2组"),
        monthly(*_AUTUMN), "秋季进入第二档,计费正确", "agrees",
    ),
    Case(
        account_of(4100000132, "何满仓", "青石镇石桥村5组"),
        monthly(*_JUMP), "一次结算从第一档直接到第三档,计费正确", "agrees",
    ),
    _new(4100000133, "郭新宇", "10 月按时立户,按 3 个月分档,计费正确", None, 280, 320),
    _new(4100000134, "林小雨", "10 月按时立户,却只按 1 个月分档", "287.20", 420),
    Case(
        account_of(4100000135, "高文博", "青石镇槐树营村4组"),
        monthly(*_CROSSING), "整期电量都按第二档收费", "charged_wrongly", Decimal("146.40"),
    ),
    Case(
        account_of(4100000136, "罗春生", "青石镇槐树营村6组"),
        _LOW_YEAR, "少收了电费", "charged_wrongly", Decimal("16.60"),
    ),
    Case(
        account_of(4100000137, "徐桂芳", "青石镇槐树营村7组"),
        _LOW_YEAR, "12 月有账单、无抄表记录", "no_reading", unread=(date(2018, 12, 1),),
    ),
    Case(
        account_of(4100000138, "朱满堂", "青石镇南坡村1组"),
        _LOW_YEAR, "缺 7 月抄表记录", "incomplete", unread=(date(2018, 7, 1),),
    ),
    Case(account_of(4100000139, "胡家兴", "青石镇南坡村2组"), _REPLACED, "6 月换表", "agrees"),
    Case(
        account_of(4100000140, "黄立秋", "青石镇南坡村3组"),
        read_on(_ODD_MONTHS, 210, 180, 160, 230, 250, 170), "单月抄表,两月一次", "agrees",
    ),
    Case(
        account_of(4100000141, "刘广田", "青石镇南坡村5组"),
        monthly(*_LOW, moved_to=10), "7 月起抄表日由 20 日改为 10 日", "agrees",
    ),
    Case(
        account_of(4100000143, "杨守业", "青石镇白龙庙村1组", status="销户"),
        read_on([*_UNTIL_CLOSED, date(2018, 8, 15)], 60, 55, 40, 35, 30, 42, 58, 51),
        "8 月 15 日销户", "agrees",
    ),
    Case(
        account_of(4100000144, "青石镇敬老院", "青石镇青石街18号", price_name="居民合表"),
        monthly(*_AUTUMN), "合表用户,不执行阶梯", "agrees",
    ),
    Case(
        account_of(4100000145, "王晓东", "青石镇白龙庙村2组"),
        monthly(*_LOW), "有峰、谷示数,未办理峰谷电价", "agrees", peak_and_valley=True,
    ),
    Case(account_of(4100000146, "张来福", "青石镇白龙庙村3组"), (), "从未抄表", "no_bill"),
    Case(
        account_of(4100000147, "赵双喜", "青石镇白龙庙村5组", powered_on=None),
        _LOW_YEAR, "档案无送电日期", "agrees",
    ),
    Case(
        account_of(4100000148, "孙老根", "青石镇白龙庙村6组", phone=""),
        _LOW_YEAR, "档案无预留电话", "agrees",
    ),
    Case(
        account_of(4100000149, "李秀梅", "青石镇柳河村1组", phone="13800000149"),
        _LOW_YEAR, "同一人、同一电话两个户号(之一)", "agrees",
    ),
    Case(
        account_of(4100000150, "李秀梅", "青石镇柳河村8组", phone="13800000149"),
        monthly(*(use // 3 for use in _LOW)), "同一人、同一电话两个户号(之二)", "agrees",
    ),
    Case(
        account_of(
            4100000151, "青石镇晨光面粉加工有限公司", "青石镇工业路6号",
            price_name="一般工商业及其它",
        ),
        monthly(*(use * 9 for use in _AUTUMN)), "企业,执行工商业电价", "other_price",
    ),
    Case(
        account_of("4100000000152", "欧阳明月", "青石镇柳河村2组"),
        _LOW_YEAR, "13 位户号,四字姓名", "agrees",
    ),
    Case(account_of(4100000153, "王芳", "青石镇柳河村4组"), _LOW_YEAR, "两字姓名", "agrees"),
    Case(
        account_of(4100000154, "马跨年", "青石镇柳河村5组"),
        read_on(_OVER_NEW_YEAR, 190, *_LOW[1:]), "首期跨年(11 月 25 日至 1 月 20 日)", "agrees",
    ),
    Case(
        account_of(4100000155, "周外出", "青石镇柳河村6组"),
        monthly(12.35, 3.1, 0, 0, 0, 0, 1.75, 0, 0, 0, 0, 2.4), "长期外出,多月零电量", "agrees",
    ),
    Case(
        account_of(4100000160, "冯六合", "青石镇东岗村3组"),
        monthly(*_AUTUMN), "六口人,1 月已登记,额度放宽", "agrees",
        facts=(("多人口", "6人", "2018-01-10", "2018-12-31", ""),),
    ),
    Case(
        account_of(4100000161, "冯大庆", "青石镇东岗村4组"),
        monthly(*_AUTUMN), "七口人,1 月已登记,系统没有执行", "rule_applied_to_a_wrong_fact",
        facts=(("多人口", "7人", "2018-01-10", "2018-12-31", "否"),),
    ),
    Case(
        account_of(4100000162, "邓老太", "青石镇东岗村5组"),
        _LOW_YEAR, "五保户,每月免 10 千瓦时", "agrees",
        facts=(("五保", "", "2016-03-01", "", ""),),
    ),
    Case(
        account_of(4100000163, "邓福生", "青石镇东岗村6组"),
        _LOW_YEAR, "低保户,系统没有减免", "rule_applied_to_a_wrong_fact",
        facts=(("低保", "", "2018-03-01", "", "否"),),
    ),
    Case(
        account_of(4100000164, "崔晓峰", "青石镇东岗村7组"),
        monthly(*_LOW), "已签峰谷电价", "agrees", peak_and_valley=True,
        facts=(("峰谷", "", "2017-12-20", "", ""),),
    ),
    Case(
        account_of(4100000165, "崔晓谷", "青石镇东岗村8组"),
        monthly(*_LOW), "已签峰谷电价,系统没有执行", "rule_applied_to_a_wrong_fact",
        peak_and_valley=True, facts=(("峰谷", "", "2017-12-20", "", "否"),),
    ),
    Case(
        account_of(4100000166, "彭远山", "青石镇东岗村9组"),
        monthly(*_AUTUMN), "11 月估抄,12 月按实抄结清", "agrees",
        facts=(("估抄", "", "2018-11-20", "", ""),),
    ),
    Case(
        account_of(4100000167, "曹新房", "青石镇南坡村7组", registered=date(2018, 9, 10)),
        monthly(*_AUTUMN), "9 月过户,立户日期是过户的日期,这一年接着算", "agrees",
        facts=(("过户", "", "2018-09-10", "", ""),),
    ),
    Case(
        account_of(4100000168, "曹二手", "青石镇南坡村8组", registered=date(2018, 9, 10)),
        monthly(*_AUTUMN), "立户以前就有用电,过户没有登记", "unknown_fact",
    ),
    Case(
        account_of(
            4100000169, "苏人多", "青石镇南坡村9组",
            price_name="乡村居民生活用电(一户多人口)",
        ),
        monthly(*_AUTUMN), "电价写着多人口,从哪天起没有登记", "unknown_fact",
    ),
    Case(
        account_of(4100000170, "宋建平", "青石镇白龙庙村7组"),
        monthly(*_AUTUMN), "8 月多抄 60 千瓦时,12 月账单退补,按第二档退", "agrees",
        Decimal("109.80"), facts=(("退补电量", "-60", "2018-07-20", "2018-08-20", ""),),
    ),
    Case(
        account_of(4100000171, "宋冬梅", "青石镇白龙庙村8组"),
        monthly(*_AUTUMN), "8 月多抄 60 千瓦时,12 月账单按第一档退,少退了", "charged_wrongly",
        Decimal("112.80"), facts=(("退补电量", "-60", "2018-07-20", "2018-08-20", ""),),
    ),
    Case(
        account_of(4100000172, "韩远行", "青石镇白龙庙村9组", status="销户"),
        _MOVED_OUT, "8 月 15 日销户,按 8 个月清算,用到第二档", "agrees",
        Decimal("94.75"), facts=(("销户", "", "2018-08-15", "", ""),),
    ),
    Case(
        account_of(4100000173, "韩立春", "青石镇白龙庙村10组"),
        monthly(*_AUTUMN), "预付费,按第一档购电,差额年底结算", "agrees",
        facts=(("预付费", "是", "", "", ""),),
    ),
)  # fmt: skip
