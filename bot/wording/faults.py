"""What went wrong, in the reader's language: of settings, files, the database and the rules."""

from __future__ import annotations

import errno

from bot.contract.errors import SentenceError
from bot.wording.catalogue import Words, mark
from tariff_rules import FactError, RegionFileError, TariffRulesError
from tariff_rules.examples import Mismatch

# What befalls files, by the system's number; of others the system's own words are told.
OF_FILES = {
    errno.ENOENT: mark("there is no such file or folder"),
    errno.EEXIST: mark("there is such a file already; give another name"),
    errno.EACCES: mark("this user may not do that"),
    errno.EPERM: mark("this user may not do that"),
    errno.EISDIR: mark("that is a folder"),
    errno.ENOTDIR: mark("that is no folder"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EFBIG: mark("no file may become so large there"),
    errno.EDQUOT: mark("the disk is full"),
    errno.EROFS: mark("nothing can be written there"),
    errno.EIO: mark("the disk is in trouble"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.ELOOP: mark("that is a link, which is not followed here"),
    errno.EADDRINUSE: mark("another program uses it already"),
    errno.EADDRNOTAVAIL: mark("this machine has no such address"),
}
NOT_UTF_8 = mark("is not in UTF-8; save it as UTF-8")


def fault(say: Words, error: object) -> str:
    """What is wrong and what to do; what an error names as its reason is told too."""
    if isinstance(error, OSError):
        known = OF_FILES.get(error.errno or 0)
        return say(known) if known else error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return say(NOT_UTF_8)
    if not isinstance(error, (SentenceError, TariffRulesError, Mismatch)):
        return str(error)
    figures = {
        name: fault(say, one) if isinstance(one, (Exception, Mismatch)) else one
        for name, one in error.figures.items()
    }
    clause = error.clause if figures else error.clause.replace("{", "{{").replace("}", "}}")
    reason = say(clause, **figures)
    if isinstance(error, FactError):
        return say("{fact}: {reason}", fact=error.fact, reason=reason)
    if isinstance(error, RegionFileError) and error.line:
        return say("{file}, line {line}: {place}: {reason}", file=error.file, line=error.line,
                   place=error.place or "-", reason=reason)  # fmt: skip
    if isinstance(error, RegionFileError):
        return say("{file}: {reason}", file=error.file, reason=reason)
    return reason
