"""Which words look for a household, as a person at the counter writes them."""

from __future__ import annotations

import re

from bot.hearing.normalise import plain

MOST = 5  # words; what has more is a sentence
_LETTERS, _DIGITS = 2, 4  # of the longest word; what is shorter stands everywhere
_LABELS = re.compile(
    "户号|尾号|户名|姓名|名字|电话|手机|号码|[这那]一?户|[这那]家|村民|客户|[是叫姓的她他]"
)
_PARTED = re.compile(r"(?<=\d)[\s-]+(?=\d)")


def sought(text: str) -> tuple[str, ...]:
    """Parts of number, name, phone or village that stand there; empty where none may be.

    >>> sought("她姓张,叫建国"), sought("尾号5678"), sought("138 0000 5678")
    (('张', '建国'), ('5678',), ('13800005678',))
    >>> sought("张"), sought("12")
    ((), ())
    """
    together = _PARTED.sub("", _LABELS.sub(" ", plain(text)))
    words = tuple(re.findall(r"\w+", together))
    told = any(len(word) >= (_DIGITS if word.isdigit() else _LETTERS) for word in words)
    return words if told and len(words) <= MOST else ()
