"""What is wanted of the talk itself: who answers, to go on, to be shown, without the number."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Action, Reply
from bot.customer import acting, elsewhere, follow_up, handbook, identify
from bot.customer.intent_to_action import action_of, calls_person
from bot.customer.turn import DANGER, Turn, also, open_case
from bot.hearing.asks import Asks
from bot.hearing.heard import hear
from bot.hearing.marked import Mark
from bot.hearing.told import breaks_things, tells_more
from bot.hearing.topics import Matter
from bot.hearing.wishes import Wish
from bot.records.case import CaseKind
from bot.wording import phrases, phrases_data, phrases_lives, phrases_talk

_OF_REPORTS = Matter("staff_conduct", "how")


def who_i_am(turn: Turn) -> tuple[Reply, ...]:
    """Whether this is a machine, or really the office."""
    if not turn.heard.asks_who_i_am:
        return ()
    return (phrases.who_i_am(turn.say, turn.office.name),)


def lost_account(turn: Turn) -> tuple[Reply, ...]:
    """While the account is asked for, or 没户号能查不: what to do without its number."""
    said = "户号" in turn.heard.plain and not turn.bound and not turn.heard.claim.account_no
    if not turn.heard.lost_account or not (identify.is_waiting(turn) or said):
        return ()
    return (identify.remind(turn),)


def account_said(turn: Turn) -> tuple[Reply, ...]:
    """An account number in words may be misheard: it is asked for in figures."""
    heard = turn.heard
    if not heard.account_said or turn.bound or heard.understood.intent != "unclear":
        return ()
    return (identify.remind(turn),)


def says_name(turn: Turn) -> tuple[Reply, ...]:
    """Who says their name and nothing else wants to be known: the rest is asked."""
    if not turn.heard.who.names_self or turn.bound or identify.is_waiting(turn):
        return ()
    return (identify.ask(turn, turn.memory.question),)


def danger_goes_on(turn: Turn) -> tuple[Reply, ...]:
    """Where it is, who is there: what follows a danger that was told belongs to it."""
    memory, heard = turn.memory, turn.heard
    if memory.matter != DANGER:
        return ()
    if heard.wish is Wish.SAFE:
        return ()
    if not heard.marked & {Mark.WHERE, Mark.HELP}:
        turn.remember(replace(memory, matter=""))
        return ()
    case, _ = open_case(turn, CaseKind.HUMAN)
    return (phrases_lives.danger_noted(turn.say, turn.office.phone, case.number),)


def reporter(turn: Turn) -> tuple[Reply, ...]:
    """Whoever reported somebody, and tells more, or fears to be known or what comes of it."""
    marked = turn.heard.marked
    if tells_more(turn.heard) and (lately := follow_up.reported_lately(turn)):
        open_case(turn, CaseKind.REPORT)
        return (phrases_lives.with_report(turn.say, lately.number),)
    cases = turn.store.cases.of_chat(turn.chat) if marked & {Mark.TAKEN_OUT, Mark.UNNAMED} else ()
    report = next((case for case in cases if case.kind is CaseKind.REPORT), None)
    if report is None:
        mine = turn.store.cases.unfinished(turn.chat) if Mark.TAKEN_OUT in marked else None
        if mine is None or "会" not in turn.heard.plain:
            return ()  # what was done is a matter of its own
        return (phrases_lives.fears(turn.say, mine.number),)
    if Mark.TAKEN_OUT in marked:
        open_case(turn, CaseKind.REPORT)  # what is feared stands with the report
        return (phrases_lives.taken_out(turn.say, report.number),)
    return (phrases_lives.unnamed(turn.say, report.number),)


def report_stands(turn: Turn) -> tuple[Reply, ...]:
    """How far the report of this chat is; who has made none here hears that."""
    if Mark.HOW_REPORT not in turn.heard.marked:
        return ()
    mine = turn.store.cases.of_chat(turn.chat)
    reported = any(case.kind is CaseKind.REPORT for case in mine)
    if not reported and (turn.heard.report or turn.heard.alarm.asks_of_reports):
        return ()  # a new one, or how it is done
    return acting.act(turn, Action.CASE)


def angry(turn: Turn) -> tuple[Reply, ...]:
    """The office is called names, and no more: what it is about is asked."""
    return elsewhere.about(turn, "abuse") if Mark.ANGRY in turn.heard.marked else ()


def asks_of_reports(turn: Turn) -> tuple[Reply, ...]:
    """How a report is made, and whether one is known by it: nobody is reported yet."""
    if not turn.heard.alarm.asks_of_reports:
        return ()
    if Mark.TAKES_BACK in turn.heard.marked and turn.store.cases.unfinished(turn.chat):
        return acting.act(turn, Action.WITHDRAW)  # 不举报了行吗
    matter = Matter("theft", "report") if Mark.THEFT in turn.heard.marked else _OF_REPORTS
    told = handbook.answer(turn, matter)
    feared = Mark.TAKEN_OUT in turn.heard.marked
    return tuple(phrases_lives.of_reports(turn.say, one.headline, feared=feared) for one in told)


def breaks(turn: Turn) -> tuple[Reply, ...]:
    """Somebody means to break a meter or a wire: their life first, then a person."""
    if not breaks_things(turn.heard):
        return ()
    case, _ = open_case(turn, CaseKind.HUMAN)
    return (phrases_lives.hands_off(turn.say, case.number, turn.office.phone),)


def cut_off(turn: Turn) -> tuple[Reply, ...]:
    """We cut the power of somebody frail, or of who has paid: a person sees to it now."""
    marked = turn.heard.marked
    if marked & {Mark.CUT_OFF, Mark.FRAIL, Mark.PAID}:  # 电停了 / 我妈八十五了, in two messages
        marked |= hear(follow_up.said_before(turn), turn.today).marked
    if Mark.CUT_OFF not in marked or not marked & {Mark.FRAIL, Mark.PAID}:
        return ()
    (told,) = acting.act(turn, Action.HUMAN)
    rule = handbook.answer(turn, Matter("power_back", "back"))
    return (also(told, rule[0].headline) if rule else told,)


def mistook(turn: Turn) -> tuple[Reply, ...]:
    """The customer misread: the bill once more, and nothing is registered."""
    if Mark.MISTOOK not in turn.heard.marked or not turn.bound:
        return ()
    return acting.act(turn, Action.BILL)


def about_binding(turn: Turn) -> tuple[Reply, ...]:
    """What the particulars are for, whether money is wanted, how a binding is undone."""
    marked, say = turn.heard.marked, turn.say
    if Mark.DEFRAUDED in marked:
        return (phrases_talk.defrauded(say),)
    if Mark.MONEY in marked:
        return (phrases_talk.no_money(say),)
    if Mark.LINK in marked:
        return (phrases_talk.no_link(say),)
    if Mark.WHY_ASKED in marked:
        told = phrases_talk.who_sees if "谁" in turn.heard.plain else phrases_talk.why_asked
        return (told(say, phrases_data.notice(say, turn.office)),)
    if Mark.UNBIND in marked:
        return (Reply(say("You can undo it at any time with /unbind."), ""),)
    return ()


def fine(turn: Turn) -> tuple[Reply, ...]:
    """It is taken note of: nothing more is said."""
    return (phrases.welcome(turn.say),) if Mark.FINE in turn.heard.marked else ()


def praise(turn: Turn) -> tuple[Reply, ...]:
    """Somebody of ours is praised: that is no complaint, whatever it names beside."""
    marked = turn.heard.marked
    if Mark.PRAISE not in marked or Mark.OF_STAFF not in marked:
        return ()
    return (phrases.welcome(turn.say),)


def case_asked(turn: Turn) -> tuple[Reply, ...]:
    """Who sees to it, and when: of the case that is open."""
    heard = turn.heard
    wants = action_of(heard) in (Action.REFUND, Action.COMPLAIN) or heard.asked is not None
    calls = heard.mobiles and not (heard.claim.account_no or wants or identify.is_waiting(turn))
    if calls_person(heard) or not (calls or Mark.CASE in heard.marked):
        return ()
    if turn.store.cases.unfinished(turn.chat) is None:
        return ()
    if calls:
        open_case(turn, CaseKind.HUMAN)  # where to call: it stands in the case
    return acting.act(turn, Action.CASE)


def wish(turn: Turn) -> tuple[Reply, ...]:
    """What is wanted of the talk itself."""
    if turn.heard.order is Action.NOT_AHEAD:
        return acting.act(turn, Action.NOT_AHEAD)
    wish = turn.heard.wish
    if wish is None:
        return ()
    if wish is Wish.SAFE and turn.store.cases.unfinished(turn.chat):
        return (phrases_lives.safe_now(turn.say, turn.office.phone),)
    if wish is Wish.BY_MONTHS:
        if set(turn.heard.regions) - {turn.office.region}:
            return ()  # another region's rule is another answer
        return acting.act(turn, Action.RULE)
    if not turn.bound:
        return ()
    if wish is Wish.SHOWN:
        used = turn.heard.asked
        if used and used.what is Asks.USED:
            return ()
        return acting.act(turn, Action.BILL)
    last = turn.memory.last
    return acting.act(turn, last) if wish is Wish.GO_ON and last else ()
