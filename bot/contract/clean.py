"""What others wrote, fit to be shown: nothing in it steers a terminal or turns a line around.

All that is printed or sent passes `clean`; a name passes `one_line`, and words of others that
stand beside ours are `quoted`, so that no line of theirs looks like one of ours.
"""

from __future__ import annotations

from itertools import chain

# Control characters but line feed and tab, marks of direction, halves of characters, and what has
# no width: a name with it looks like a name without.
_STEERING = dict.fromkeys(
    chain(
        range(0x09), range(0x0B, 0x20), range(0x7F, 0xA0), [0x61C], range(0x200E, 0x2010),
        range(0x202A, 0x202F), range(0x2066, 0x206A), range(0xD800, 0xE000),
        [0x200B, 0x2060, 0xFEFF],
    )
)  # fmt: skip
# In a text some of these join the parts of a face or choose its form; a name needs none.
_UNSEEN = dict.fromkeys(
    chain(
        [0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200C, 0x200D, 0x2800, 0x3164, 0xFFA0],
        range(0x2061, 0x2066), range(0x206A, 0x2070), range(0xFE00, 0xFE10),
        range(0xE0000, 0xE01F0),
    )
)  # fmt: skip
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_TABLE = _STEERING | _LINE_ENDS
QUOTE = "> "


def clean(text: str) -> str:
    r"""The text without what steers; lines end in one way.

    >>> clean("a\x1b[31mb\u202ec\r\nd")
    'a[31mbc\nd'
    """
    if text.replace("\n", "").isprintable():  # bidi marks and controls are not
        return text
    return text.replace("\r\n", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    r"""The text as a name: clean, and in one line.

    >>> one_line(" 张三\n已定:补偿 "), one_line("王\u200b芳\u200d")
    ('张三 已定:补偿', '王芳')
    """
    return " ".join(clean(text).translate(_UNSEEN).split())


def quoted(text: str) -> str:
    r"""The text of somebody else, each line marked as a quotation.

    >>> print(quoted("电费不对\n已定:补偿"))
    > 电费不对
    > 已定:补偿
    """
    return "\n".join(QUOTE + line for line in clean(text).split("\n"))
