"""Pinyin as it is asked here, put into the Chinese that is heard: duoshou de qian tui bu tui.

Only words that customers use are known, by their sounds; a text in which one syllable is of none
of them (a name) is left as it is.
"""

from __future__ import annotations

import re
from functools import cache

from bot.contract.characters import sounds
from bot.hearing.english import writes_english
from bot.hearing.pinyin import syllables
from bot.hearing.total import total

LONGEST = 120  # characters
_FEWEST = 2  # syllables
_LONGEST_WORD = 5  # syllables
_RUN = re.compile(r"[a-z']+(?:[ ]+[a-z']+)*")
_LETTERS, _NUMBER = re.compile(r"[a-z]{2}"), re.compile(r"\d{7}")
_BLANKS = re.compile(r"(?<=[一-鿿]) +| +(?=[一-鿿])")
# Of two words that sound alike the first is meant.
_WORDS = """
我 我家 我们 你们 你好 谢谢 请问 麻烦 帮我 查 查一下 查查 看看 看一下 问一下 想 想问 想知道 告诉我
电费 电 电价 电表 表 账单 单子 户号 度 多少度 多少 多少钱 多少电 几块 几块钱 几毛 几 钱 元 块
这个月 这月 这 那 那个 上个月 上月 下个月 今年 去年 一年 全年 每个月 哪个月 几月 月 月份 年 天 几天
一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月 一 二 三 四 五 六 七 八 九 十 百 千
为什么 为啥 怎么 咋 咋这么 怎么这么 怎么回事 怎么办 怎么算 怎么算的 什么 什么时候 啥时候 啥 多久 哪里 谁
这么 这么多 这么贵 那么 太 好 很 贵 太贵了 高 多 少 便宜 涨 涨价 涨价了 最 最多 最贵 平均 一共 总共 一个月
比 和 差 差多少 多了 少了 多用 超 超了 还剩 剩 还有 一档 二档 三档 第一档 第二档 第三档 阶梯 到
退 退款 退钱 退不退 退给我 能退 什么时候退 到账 多收 多收了 多收的 该 应该 该收 该退 赔 赔偿 补 抵 现金 利息
给 给我 给不给 要 要不要 不要 能 能不能 能不能退 可以 会 有 没有 没 是 是不是 不是 不 对 不对 对不对 错 错了 算错 算 收 收了
交 交了 交过 用 用了 用电 用得 的 了 吗 呢 吧 啊 呀 就 都 还 再 才 又 也 来 去 在 说 人 口人 家
投诉 我要投诉 人工 转人工 处理 结果 工单 答复 登记 立户 上户 通电 装表 校表 换表 抄表 抄错 坏了 快 走得快 准不准
停电 来电 发票 过户 峰谷 低保 五保
"""


@total("")
def in_characters(text: str) -> str:
    """What a text in pinyin asks, in characters; empty where it is none, or a word is unknown."""
    said = text.lower()
    if len(said) > LONGEST or not _LETTERS.search(said) or _NUMBER.search(said):
        return ""
    runs = [syllables_of(match[0]) for match in _RUN.finditer(said)]
    if sum(map(len, runs)) < _FEWEST or writes_english(said):
        return ""
    told = [_in_words(run) for run in runs]
    if not all(told):
        return ""
    words = iter(told)
    return _BLANKS.sub("", _RUN.sub(lambda _: next(words), said))


def syllables_of(run: str) -> tuple[str, ...]:
    """The syllables of words beside each other."""
    return tuple(one for word in run.split() for one in syllables(word))


def _in_words(run: tuple[str, ...]) -> str:
    """The fewest known words that sound so, as characters; empty where there are none."""
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(run) + 1):
        found = None
        for start in range(max(0, end - _LONGEST_WORD), end):
            before, word = best[start], _by_sound().get(run[start:end])
            fewer = before is not None and (found is None or len(before) + 1 < len(found))
            if before is not None and word and fewer:
                found = (*before, word)
        best.append(found)
    return "".join(best[-1] or ())


@cache
def _by_sound() -> dict[tuple[str, ...], str]:
    known: dict[tuple[str, ...], str] = {}
    for word in _WORDS.split():
        known.setdefault(tuple(sounds().get(c, c) for c in word), word)
    return known
