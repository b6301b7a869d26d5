"""What the poor need not pay, by the region's book: whoever asks, and no account is needed."""

from __future__ import annotations

from bot.bills.own_rules import tariff_of
from bot.contract.messages import Action, Reply
from bot.customer import acting
from bot.customer.household import grants_on_file
from bot.customer.turn import Turn, reply_with
from bot.hearing.asks import Asks
from bot.hearing.marked import Mark
from bot.hearing.over_bills import of_a_grants_end
from bot.wording import phrases, region_facts
from bot.wording.rule import of_tier

_FEW = 3  # persons; more ask for what large households have


def answer(turn: Turn) -> tuple[Reply, ...]:
    """The free kWh of households on relief."""
    marked = turn.heard.marked
    question = turn.heard.asked and turn.heard.asked.what
    if of_a_grants_end(turn.heard.plain) and (told_of := grants_on_file(turn)):
        return told_of
    if question is Asks.SAVE or (question in (Asks.RELIEF, Asks.SAVED) and turn.bound):
        return ()  # it has an answer of its own
    if question is Asks.KEEP_BELOW and turn.bound:
        return ()
    asked = marked & {Mark.RELIEF, Mark.NOT_GRANTED, Mark.SAVE}
    of_rule = asked or (question is Asks.RELIEF and not turn.heard.months)
    if not of_rule or ((turn.heard.persons or 0) > _FEW and Mark.NOT_GRANTED not in marked):
        return ()
    if Mark.SAVE in turn.heard.marked:
        return saving(turn)
    if Mark.NOT_GRANTED in turn.heard.marked:
        return acting.act(turn, Action.WHY)
    tariff = tariff_of(turn.office)
    schedule = tariff.schedule_on(turn.today)
    told = schedule and region_facts.relief(turn.say, tariff, schedule)
    return (phrases.by_the_book(turn.say, *told, turn.office.phone),) if told else ()


def saving(turn: Turn) -> tuple[Reply, ...]:
    """What the book has for whoever wants to pay less."""
    tariff, say = tariff_of(turn.office), turn.say
    schedule = tariff.schedule_on(turn.today)
    if schedule is None:
        return ()
    topics = ("tou_price", "multi_person_household")
    told = [region_facts.answer(say, topic, tariff, schedule, None) for topic in topics]
    told.append(region_facts.relief(say, tariff, schedule))
    lines = [say("· {what}", what=of_tier(say, schedule, turn.today.month, 1))]
    lines += [say("· {what}", what=one[0]) for one in told if one]
    head = say("To pay less, the rules have this:")
    return (reply_with(say, head, "\n".join(lines), Action.LEFT, Action.RULE),)
