"""Matters of the office that are no bill: the region's book, the handbook, or whom to ask."""

from __future__ import annotations

from dataclasses import replace

from bot.bills.own_rules import tariff_of
from bot.contract.messages import Action, Reply
from bot.customer import handbook
from bot.customer.household import household_on_file
from bot.customer.intent_to_action import action_of, of_a_bill, tells_paid, topic_of
from bot.customer.turn import Turn, open_case
from bot.hearing.marked import Mark
from bot.records.case import CaseKind
from bot.wording import phrases, region_facts
from bot.wording.sureness import age


def topic(turn: Turn) -> tuple[Reply, ...]:
    """A matter that is answered elsewhere."""
    read = turn.heard.understood
    asked = topic_of(read)
    own_data = turn.heard.order is Action.DATA
    data = Mark.DATA in turn.heard.marked and not turn.heard.mobiles
    if asked == "privacy_request" and not data:
        return ()
    if asked == "payment_problem" and tells_paid(turn.heard):
        return ()
    if asked == "multi_meter" and Mark.SEVERAL_HOMES not in turn.heard.marked:
        return ()
    if asked == "rent_landlord" and handbook.is_unproved(turn):
        return ()
    if asked == "off_topic" and (turn.heard.asked or turn.store.cases.unfinished(turn.chat)):
        return ()  # a question over bills is ours; what follows a case stands in it
    if asked == "off_topic" and turn.bound and (turn.heard.months or turn.heard.tells_bill):
        return ()
    if asked == "abuse" and not read.threatens and action_of(turn.heard):
        return ()
    if asked is None or own_data or turn.heard.complains or of_a_bill(turn.heard):
        return ()
    if read.threatens:
        open_case(turn, CaseKind.HUMAN)
    if asked == "multi_person_household" and (told := household_on_file(turn)):
        return told
    return about(turn, asked)


def about(turn: Turn, topic: str) -> tuple[Reply, ...]:
    """What the region's book holds of it, or the handbook, else whom to ask."""
    tariff = tariff_of(turn.office)
    schedule = tariff.schedule_on(turn.today)
    known = schedule and region_facts.answer(turn.say, topic, tariff, schedule, turn.heard.persons)
    if schedule and known:
        handbook.remember(turn, topic)
        reply = phrases.by_the_book(turn.say, *known, turn.office.phone)
        return (replace(reply, fold="\n".join(age(turn.say, schedule, turn.today))),)
    told = handbook.of_intent(turn, topic)
    return told or (phrases.elsewhere(turn.say, topic, turn.office.phone, tariff.name),)
