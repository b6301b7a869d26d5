"""How personal data is shown: enough to recognise one's own, too little for anyone else."""

from __future__ import annotations

import re

_TO_VILLAGE = re.compile(r"^(.*?(?:村|社区|小区|屯|庄|街道))")


def mask_account_no(account_no: str) -> str:
    """Last four digits of an account or meter number.

    >>> mask_account_no("4100000123")
    '******0123'
    """
    return "*" * max(0, len(account_no) - 4) + account_no[-4:]


def mask_name(name: str) -> str:
    """Surname of a person; first two and last two characters of an organisation.

    >>> mask_name("张建国"), mask_name("青石镇柳河村村民委员会")
    ('张*', '青石****员会')
    """
    if len(name) > 4:
        return f"{name[:2]}****{name[-2:]}"
    return f"{name[:1]}*"


def mask_phone(phone: str) -> str:
    """First three and last four digits.

    >>> mask_phone("13800005678")
    '138****5678'
    """
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****"


def mask_address(address: str) -> str:
    """Down to the village or community.

    >>> mask_address("青石镇柳河村3组")
    '青石镇柳河村****'
    """
    village = _TO_VILLAGE.match(address)
    return f"{village[1] if village else address[:2]}****"
