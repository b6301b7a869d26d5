"""Files of Word from templates that an office can change: answer, sheet, analysis.

A template is a .docx with blanks like {{ number }}; which ones there are, the templates that come
with us show. What is filled in stands there as it is: it is never read as a blank, or as code.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from bot.contract.errors import SettingsError

Fields = Mapping[str, Any]
OURS = resources.files("bot.papers") / "templates"


class Template(StrEnum):
    """Which paper."""

    ANSWER = "answer"  # 答复函
    SHEET = "sheet"  # 处理单
    ANALYSIS = "analysis"  # 案例分析
    MEETING = "meeting"  # for the weekly meeting: a title and lines


def filled(template: Template, fields: Fields, own: Path | None = None) -> bytes:
    """The paper with its blanks filled, from the office's own template if it has one.

    Raises:
        Exception: the template is no .docx, or asks for what there is not.
    """
    document = DocxTemplate(io.BytesIO(_template(template, own)))
    rules = SandboxedEnvironment(undefined=StrictUndefined)
    document.render(dict(fields), rules, autoescape=True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def must_be_usable(own: Path) -> Path:
    """The folder of an office's own templates, where each of them can be filled.

    Raises:
        SettingsError: which one cannot, and what to do.
    """
    if not own.is_dir():
        raise SettingsError(
            "JIETI_TEMPLATES: {own} is no folder; put your .docx files into one", own=own
        )
    for template in Template:
        try:
            filled(template, EXAMPLES[template], own)
        except Exception as error:
            # Whatever the file leads to: it is said now, not when somebody needs the paper.
            raise SettingsError(
                "JIETI_TEMPLATES: {template}.docx cannot be filled ({error}); begin again with a "
                "copy of ours from bot/papers/templates",
                template=own / template,
                error=error,
            ) from None
    return own


def _template(template: Template, own: Path | None) -> bytes:
    path = own / f"{template}.docx" if own else None
    if path is not None and path.exists():
        return path.read_bytes()
    return (OURS / f"{template}.docx").read_bytes()


_SHOWN = {"office": "", "number": "", "day": "", "lines": ("",)}
EXAMPLES: Mapping[Template, Fields] = {
    Template.ANSWER: {**_SHOWN, "customer": "", "phone": ""},
    Template.SHEET: {
        **_SHOWN,
        "rows": ({"name": "", "value": ""},),
        "answered": ("",),
        "files": "",
    },
    Template.ANALYSIS: {**_SHOWN, "title": ""},
    Template.MEETING: {**_SHOWN, "title": ""},
}
