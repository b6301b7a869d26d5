"""Exports of a small office, as a test wants them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.audit.auditing import Audited, audit
from bot.audit.exports import files_in, read_exports
from bot.audit.words import finding_data, summary_data
from bot.contract.office import Office
from bot.wording.catalogue import words

HENAN = Office("青石供电所", "", "henan", "registration")
HOME = "乡村居民生活用电(不满1千伏)"
Rows = Sequence[Mapping[str, object]]


def write(folder: Path, name: str, rows: Rows, encoding: str = "utf-8-sig") -> Path:
    """A list as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def audited(folder: Path, as_of: str, desk: Office = HENAN) -> Audited:
    """The audit of a folder."""
    return audit(read_exports(folder, files_in(folder)), date.fromisoformat(as_of), desk)


def found(folder: Path, as_of: str) -> list[dict[str, Any]]:
    """The findings as data."""
    return [finding_data(words(), one) for one in audited(folder, as_of).findings]


def summary(folder: Path, as_of: str) -> dict[str, Any]:
    """The last line."""
    data = summary_data(words(), audited(folder, as_of))
    assert json.dumps(data, ensure_ascii=False)
    return data


def household(number: int, **other: object) -> dict[str, object]:
    """A row of the file of accounts."""
    return {
        "户号": f"41000{number:05d}", "户名": f"王{number}", "联系电话": f"138{number:08d}",
        "用电地址": f"青石镇柳河村{number}号", "立户日期": "2012-05-16", "送电日期": "2012-05-18",
        "电价名称": HOME, "用户状态": "正常", "表号": f"00410{number:05d}", **other,
    }  # fmt: skip


def reading(number: int, first: str, last: str, kwh: int, **other: object) -> dict[str, object]:
    """A row of the list of readings, for the month of its last day."""
    return {
        "户号": f"41000{number:05d}", "表号": f"00410{number:05d}", "示数类型": "总",
        "上次示数": 1000, "本次示数": 1000 + kwh, "上次抄表日期": first, "抄表日期": last,
        "抄见电量": kwh, "电费年月": last[:7], **other,
    }  # fmt: skip
