"""What points to somebody is hidden in words, and what matters to the case stays."""

from __future__ import annotations

import pytest

from bot.hearing.masking import masked_words

HIDDEN = [
    ("我是张建国,电话13800005678,户号4100000123", ["张建国", "5678", "0123"]),
    ("身份证411326198001011234,也有411326 19800101 123X", ["1234", "123X", "19800101"]),
    ("俺叫李四,电费不对", ["李四"]),
    ("户名:欧阳 娜,多收我钱", ["欧阳", "娜"]),
    ("手机138-0000-5678、138 0000 5678、138.0000.5678", ["5678"]),
    ("户号4100 000 123", ["123"]),
    ("尾号后四位5678", ["5678"]),
    ("柳河村3组12号的,麻烦查一下", ["柳河村", "3组"]),
    ("邮箱zhang.san@example.com,微信号zhangsan_88,QQ 12345678", ["zhang", "12345678"]),
    ("1\u200b3\u200b8\u200b0\u200b0\u200b0\u200b0\u200b5678", ["5678"]),
    ("138 0000 5678", ["5678"]),
    ("我 叫 王 小 明,电费不对", ["王", "小", "明"]),
    ("俺叫 赵 铁柱", ["赵", "铁柱"]),
    ("户名 王 小明", ["王", "小明"]),
    ("我是欧阳小明,司马光家的邻居", ["欧阳", "小明", "司马"]),
    ("登记的尾号是5678", ["5678"]),
    ("东街18号院2单元,人民路 7 号 3 室", ["东街", "18", "人民路", "7 号", "3 室"]),
    ("户号4100 000 123 4567", ["4567", "123"]),
]
STAYS = [
    ("12月用了420度,交了287.20元", ["12月", "420度", "287.20元"]),
    ("为什么超过0.56?2018年10月8号送的电", ["0.56", "2018年10月8号"]),
    ("叫你们领导来,我要投诉12398", ["叫你们领导来", "12398"]),
    ("我们村的电都停了", ["电都停了"]),
    ("户号4100000123 12月用了420度,287.20元", ["12月", "420度", "287.20元"]),
    ("路上电线断了,3号停的电", ["路上电线断了", "3号"]),
]


@pytest.mark.parametrize(("words", "hidden"), HIDDEN)
def test_what_points_to_somebody_is_hidden(words: str, hidden: list[str]) -> None:
    shown = masked_words(words)
    assert [secret for secret in hidden if secret in shown] == []


@pytest.mark.parametrize(("words", "stays"), STAYS)
def test_what_the_matter_is_stays(words: str, stays: list[str]) -> None:
    shown = masked_words(words)
    assert [part for part in stays if part not in shown] == []


def test_what_the_records_know_is_hidden_wherever_it_stands() -> None:
    shown = masked_words("老张家建国的表,柳河村三组", ["张建国", "建国", "柳河村三组", ""])
    assert shown == "[姓名]家***的表,***"
