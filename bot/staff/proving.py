"""A code on the clerk's screen that binds the WeChat of whoever stands at the counter."""

from __future__ import annotations

from bot.accounts.masking import mask_account_no
from bot.cases.paper_proof import HOLDS, link, made
from bot.contract.messages import Outcome, Reply
from bot.papers.code import code
from bot.staff import other_chat
from bot.staff.households import may_look
from bot.staff.turn import StaffTurn


def scan(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /scan ACCOUNT: the code, once; the identity card comes first."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    if not turn.desk.scan:
        return (Reply(say("There is no link to WeChat yet: see `link` in docs/wechat.md.")),)
    asked = turn.message.text.strip()
    if asked in {"me", say(other_chat.ME)}:
        return other_chat.code_for(turn)
    account = turn.store.accounts.get(asked)
    if account is None or not may_look(turn, account):
        return (Reply(say("Write the account number behind it: /scan 4100000000")),)
    scene = made(turn.store, account.account_no, turn.staff.actor, turn.now)
    address = link(turn.desk.scan, scene)
    head = say(
        "First look at the identity card. Whoever scans this is bound to account {account}, once, "
        "until {day}.",
        account=mask_account_no(account.account_no),
        day=say.day((turn.now + HOLDS).date()),
    )
    return (
        Reply(head, drawing=code(address, border=4, scale=8), secret=True),
        Reply(address, secret=True),
    )
