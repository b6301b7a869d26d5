"""Readers that cannot fail: what cannot be read counts as nothing read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")
log = logging.getLogger(__name__)


def total(nothing: U) -> Callable[[Callable[P, T]], Callable[P, T | U]]:
    """A reader of texts that gives `nothing` where it would raise; the log has no words of it."""

    def guard(read: Callable[P, T]) -> Callable[P, T | U]:
        @wraps(read)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T | U:
            try:
                return read(*args, **kwargs)
            except Exception:
                # Whatever it is, the message goes on. Of the error only its kind is logged.
                log.exception("%s could not read a text", read.__name__)
                return nothing

        return guarded

    return guard
