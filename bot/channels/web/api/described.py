"""The OpenAPI document: `openapi.yaml` beside the schema of an assessment."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def described() -> dict[str, Any]:
    """The whole document as JSON values."""
    text = (resources.files("bot.channels.web.api") / "openapi.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    schema = (resources.files("tariff_rules") / "assessment.schema.json").read_text("utf-8")
    here = "#/components/schemas/Assessment/$defs/"
    document["components"]["schemas"]["Assessment"] = json.loads(schema.replace("#/$defs/", here))
    return document
