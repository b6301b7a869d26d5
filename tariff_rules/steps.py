"""One applied rule: to which inputs, giving what, by which document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """What was applied, to which inputs, giving what, by which document.

    The function that applies a figure returns the step that says so; sentences, tables and
    letters are readings of these.

    Attributes:
        rule: name of the rule, as in `months`, `limits`, `split`.
        inputs: what went in, exact figures as text.
        result: what came out, as text.
        document: the document or source that the rule comes from; empty for plain arithmetic.
        confidence: found, derived, conflict or memory; empty for plain arithmetic.
    """

    rule: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    result: str = ""
    document: str = ""
    confidence: str = ""
