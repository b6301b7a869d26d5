"""Whether words name a colleague, by name, sound, surname or post: rather one too many."""

from __future__ import annotations

from collections.abc import Iterator

from bot.contract.characters import bare, spelled
from bot.records.staff import Role, Staff

_POSTS = {
    Role.HEAD: (
        "所长", "所头", "主任", "负责人", "负责的", "站长", "一把手", "领导", "头儿", "头头",
        "老大", "老板", "书记", "当官的", "管事的",
    ),
    Role.ELECTRICIAN: ("台区经理",),
    Role.AUDITOR: ("稽查员", "稽查的", "稽查人员", "稽查队", "稽核员", "审计员"),
}  # fmt: skip
_BEFORE = "老小大阿姓"  # 老周, 姓周的
_AFTER = "某姐哥弟妹叔婶嫂伯爷姨头总队工师科局经所站主书会电先女同"  # 周某, 周工, 周主任
_DOUBLE = ("欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "东方", "夏侯")


def is_named(one: Staff, words: str) -> bool:
    """Whether that member of staff may be meant.

    The name in any script, spacing and spelling (趙敏, 赵 民, zhaomin); the surname with what
    people say of somebody (老赵, 赵姐, 姓赵的); the post (所长, 一把手).
    """
    said, name = bare(words), bare(one.name)
    if any(way in said for way in _ways(one, name)):
        return True
    return len(name) > 1 and _as_said(name) in _as_said(words)


def _as_said(text: str) -> str:
    """In sounds, without those that many do not tell apart: 明 and 民, 张 and 脏."""
    sound = spelled(text)
    for heard, one in (("ng", "n"), ("zh", "z"), ("ch", "c"), ("sh", "s")):
        sound = sound.replace(heard, one)
    return sound


def _ways(one: Staff, name: str) -> Iterator[str]:
    surname = name[:2] if name.startswith(_DOUBLE) else name[:1]
    yield from _POSTS.get(one.role, ())
    if name:
        yield name
        yield from (front + surname for front in _BEFORE)
        yield from (surname + behind for behind in _AFTER)
