"""Searches that a member of staff keeps: below /due and /find, each a button."""

from __future__ import annotations

from bot.contract.messages import Outcome, Reply
from bot.staff import lists
from bot.staff.turn import StaffTurn

MOST = 8
LONGEST = 40  # characters: it is to be read on a button


def pressed(turn: StaffTurn, verb: str, rest: str) -> tuple[Outcome, ...]:
    """Keep the search that was shown last, show one that is kept, or keep it no more."""
    if turn.message.group:
        return ()
    if verb == "keep":
        return (_keep(turn, rest),)
    mine = {one.number: one for name in lists.KEPT for one in turn.store.team.views(turn.id, name)}
    view = mine.get(int(rest)) if rest.isdecimal() else None
    if view is None:
        return (Reply(turn.say("That search is not kept any more.")),)
    if verb == "drop":
        turn.store.team.drop_view(turn.id, view.number)
        return (Reply(turn.say("Kept no more: {words}", words=view.words)),)
    return (lists.listed(turn, view.list, view.words),)


def _keep(turn: StaffTurn, rest: str) -> Reply:
    say, words = turn.say, turn.listed
    name, _, seen = rest.partition(":")
    if name not in lists.KEPT or not words or seen != lists.marked(name, words):
        return Reply(say("That list is an older one. Please ask for it again."))
    if len(words) > LONGEST:
        return Reply(say("That is too long to be kept: {most} characters at most.", most=LONGEST))
    if len(turn.store.team.views(turn.id, name)) >= MOST:
        return Reply(say("{most} searches are kept already. Drop one first.", most=MOST))
    turn.store.team.keep_view(turn.id, name, words)
    told = say("Kept: {words}. It stands as a button below /{list}.", words=words, list=name)
    return Reply(told)
