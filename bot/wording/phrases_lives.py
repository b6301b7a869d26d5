"""Sentences for danger and despair, and for words that only a person can take in."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Reply
from bot.wording.catalogue import Words

# 全国统一心理援助热线: one number for the whole country since 2025-01-01, by the National Health
# Commission (国家卫生健康委).
CRISIS_LINE = "12356"


def danger(say: Words, phone: str) -> Reply:
    """Danger to life: who is hurt, then the spot, then whom to call; and nothing else."""
    lines = [
        say("Keep away from it, touch nothing, and keep others away. Fire: call 119."),
        say("Then call 95598."),
    ]
    if phone:
        lines.append(say("Then call the office: {phone}.", phone=phone))
    head = say(
        "If somebody is hurt: call 120. Switch off the power if that is safe; until it is off, do "
        "not touch the person."
    )
    return Reply(head, "\n".join(lines))


def by_machine(say: Words, phone: str) -> Reply:
    """A machine that keeps somebody alive has no power: nothing is to be switched off there."""
    lines = [
        say("If there is a spare oxygen bottle or battery, use it now."),
        say("Then call 95598, and say that somebody at home depends on a machine."),
    ]
    if phone:
        lines.append(say("Then call the office: {phone}.", phone=phone))
    head = say("Somebody's life hangs on a machine: call 120 first, and say which machine it is.")
    return Reply(head, "\n".join(lines))


# 深圳市住房和建设局 (zjj.sz.gov.cn, 燃气安全): 迅速关闭气源阀门,开窗通风,严禁开、关任何电器,
# 在户外拨打抢修电话.
def gas(say: Words, phone: str) -> Reply:
    """Gas leaks: a switch sparks, so nobody cuts the power inside; out first, then call."""
    lines = [
        say("Close the gas valve and open the windows if that is safe, then everybody out."),
        say("Outside, call 119 and your gas supplier. If somebody is hurt: 120."),
        say("If electric wires are damaged as well: 95598, and keep away from them."),
    ]
    if phone:
        lines.append(say("Then call the office: {phone}.", phone=phone))
    head = say(
        "Gas: touch no switch, neither on nor off, not the main switch either; no fire, and no "
        "telephone indoors."
    )
    return Reply(head, "\n".join(lines))


def danger_noted(say: Words, phone: str, number: str) -> Reply:
    """What was said of the danger is noted; keep away until somebody is there."""
    lines = [say("Keep away until the people on duty are there. If you have not called: 95598.")]
    if phone:
        lines.append(say("Then call the office: {phone}.", phone=phone))
    head = say("Noted with the danger you told us, case {number}.", number=number)
    return Reply(head, "\n".join(lines))


def safe_now(say: Words, phone: str) -> Reply:
    """A danger is said to be over: nobody switches it on again before it has been looked at."""
    lines = [say("Do not switch it on again yourself: have it looked at first. Call 95598.")]
    if phone:
        lines.append(say("Or call the office: {phone}.", phone=phone))
    return Reply(say("Good that nobody is in danger now."), "\n".join(lines))


def despair(say: Words, phone: str, number: str) -> Reply:
    """Somebody does not want to live: a human word, the crisis line, and a person now."""
    lines = [
        say(
            "Please call {line} now, the national line for people in distress: somebody listens "
            "to you.",
            line=CRISIS_LINE,
        ),
        say("Ask somebody you trust to stay with you. If you are in danger already, call 120."),
    ]
    if number:
        lines.append(
            say("Your words are with a colleague, who contacts you. Case {number}.", number=number)
        )
    if phone:
        lines.append(say("To speak with a person here now, call {phone}.", phone=phone))
    head = say("What you write worries us. The bill can wait; you matter first.")
    return Reply(head, "\n".join(lines))


def for_a_person(say: Words, number: str) -> Reply:
    """Words that could not be read: they are kept, and a person reads them."""
    return Reply(
        say("We keep your words as they are, and a colleague reads them. Case {number}.",
            number=number),
        say("For anything urgent call 95598."),
    )  # fmt: skip


def not_handled(say: Words, number: str) -> Reply:
    """To staff: a message could not be handled, and where its words are."""
    return Reply(
        say("This message could not be handled. Its words are kept in case {number}.",
            number=number)
    )  # fmt: skip


def police_first(say: Words) -> Reply:
    """Somebody means to hurt whoever writes: the police, before anything else."""
    return Reply(say("Your safety comes first: call 110 now, and go where there are people."))


def threatened(say: Words, number: str, phone: str) -> Reply:
    """The police first, then a person of ours."""
    return replace(
        police_first(say),
        body=_registered(say, number, phone),
    )


def angry(say: Words, number: str, phone: str) -> Reply:
    """Somebody threatens people or things of the office: a person takes it up."""
    return Reply(
        say("We hear that you are angry. Please let nobody be hurt: a person looks at it."),
        _registered(say, number, phone),
    )


def _registered(say: Words, number: str, phone: str) -> str:
    return say(
        "What you wrote is registered, case number {number}; a colleague calls you. You reach us "
        "at {phone}.",
        number=number,
        phone=phone or "95598",
    )


def hazard(say: Words, number: str, phone: str) -> Reply:
    """Something of ours hums, hangs low or seems not right: keep away, and a person looks."""
    return Reply(
        say("Keep away from it and touch nothing; keep children away, too."),
        "\n".join(
            [
                say("If it smokes or sparks, or somebody is hurt: 119 or 120, then 95598."),
                _registered(say, number, phone),
                say("Please write where it is."),
            ]
        ),
    )


def of_reports(say: Words, how: str, *, feared: bool) -> Reply:
    """How a report is made, before anybody is reported."""
    lines = [how]
    if feared:
        lines.append(say("If somebody threatens you or comes to your home: call 110 first."))
    return Reply(say("You need not say who you are."), "\n".join(lines))


def taken_out(say: Words, number: str) -> Reply:
    """Somebody fears that a report is taken out on them."""
    head = say("If somebody threatens you or comes to your home: call 110 first.")
    then = say("Then write it here: it goes to the audit with {number}.", number=number)
    return Reply(head, then)


def fears(say: Words, number: str) -> Reply:
    """Somebody fears what comes of a complaint."""
    head = say(
        "If somebody makes trouble for you over it, write it here: it is kept with {number}.",
        number=number,
    )
    return Reply(head, say("If somebody threatens you or comes to your home: call 110 first."))


def unnamed(say: Words, number: str) -> Reply:
    """Whoever reported somebody need not be known."""
    return Reply(
        say("Report {number} goes to the audit alone, never to the person it is about.",
            number=number),
        say("You need not say who you are."),
    )  # fmt: skip


def with_report(say: Words, number: str) -> Reply:
    """What follows a report, and is nothing that could be answered, is taken as a part of it."""
    return Reply(
        say("What you wrote is kept with your report {number}; the audit alone reads it.",
            number=number),
        say("If you meant something else, say it in other words."),
    )  # fmt: skip


def hands_off(say: Words, number: str, phone: str) -> Reply:
    """Somebody means to break a meter or a wire."""
    return Reply(
        say("Please touch neither meter nor wires: there is current in them, it can kill."),
        _registered(say, number, phone),
    )
