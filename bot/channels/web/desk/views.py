"""The counter's page as HTML. Words of customers and of staff are data: all are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.accounts.masking import mask_name
from bot.cases.supervision import calls_at_once, times_urged
from bot.channels.web.desk.said import Answered, waits
from bot.channels.web.pages import ENVIRONMENT, paragraphs
from bot.channels.web.photos import TYPES
from bot.contract.card import Paper
from bot.contract.clean import clean
from bot.contract.messages import Document, Outcome, Reply
from bot.contract.office import Office
from bot.handbook.form import Row
from bot.records.case import URGED, Case
from bot.staff import practising, queue
from bot.staff.turn import StaffTurn
from bot.wording import cases as names
from bot.wording.catalogue import Words
from bot.wording.handbook import FIGURES, MARKS

ROWS = 60  # of the queue on one page


@dataclass(frozen=True, slots=True)
class Shown:
    """Where somebody is on the page.

    Attributes:
        key: what a form of this session carries.
        queue: the list that is open.
        words: by which it is searched.
        case: the number of the case that is open.
    """

    key: str
    queue: str = "open"
    words: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text that the head changes.

    Attributes:
        needs: the setting without which it cannot be changed.
        now: what customers are told by it today.
        rows: its fields, where it has some.
        is_own: whether the words are the office's, which can be taken out.
        name_first: whether a title is asked for.
    """

    title: str
    text: str
    place: str
    needs: str
    now: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    is_own: bool = False
    name_first: bool = False


def outside(say: Words, office: Office, token: str = "", trouble: str = "") -> str:
    """The door: with a link its button, without one how to get one."""
    return _page("door.html", say, office=office.name, token=token, trouble=trouble)


def onward(say: Words, place: str) -> str:
    """Goes on there by itself, from a page of ours."""
    return _page("onward.html", say, place=place)


def desk(turn: StaffTurn, shown: Shown, papers: Iterable[Reply], said: list[Answered]) -> str:
    """The whole page: the queue, and a case or what was answered."""
    sheet = next((one.reply for one in reversed(said) if _is_sheet(one.reply, shown.case)), None)
    return _page(
        "desk.html",
        turn.say,
        **_frame(turn, shown),
        **rows(turn, shown),
        papers=_papers(sheet, papers),
        said=[_reply(one.reply, one.number) for one in said if not _is_paper(one.reply, shown)],
    )


def office(
    turn: StaffTurn, shown: Shown, commands: list[tuple[str, str, str]],
    topics: list[tuple[str, str]],
    drafts: list[tuple[str, str]], replies: list[tuple[str, str]],
) -> str:  # fmt: skip
    """The forms of the role, and what the head may change."""
    return _page(
        "office.html", turn.say, **_frame(turn, shown), commands=commands, topics=topics,
        drafts=drafts, replies=replies,
    )  # fmt: skip


def writing(
    turn: StaffTurn, shown: Shown, sheet: Sheet, text: str, trouble: str = "", *,
    done: bool = False,
) -> str:  # fmt: skip
    """A text to be changed, and why it could not be."""
    return _page(
        "writing.html", turn.say, **_frame(turn, shown), sheet=sheet, text=text, trouble=trouble,
        done=done, marks={one: turn.say(name) for one, name in MARKS.items()}, figures=FIGURES,
    )  # fmt: skip


def beside(
    turn: StaffTurn, shown: Shown, papers: Iterable[Outcome], names: Mapping[str, str], *,
    searched: bool,
) -> str:  # fmt: skip
    """A case in the side of its customer's chat, and its draft as it goes into the field there."""
    put = _papers(None, papers)
    draft = put["draft"]["paragraphs"] if put["draft"] else []
    return _page(
        "beside.html", turn.say, office=turn.desk.office.name, shown=shown, once=_once(),
        papers=put, draft="\n\n".join("\n".join(lines) for lines in draft), names=names,
        searched=searched,
    )  # fmt: skip


def queue_part(turn: StaffTurn, shown: Shown) -> str:
    """The queue alone, as it is now."""
    return _page("queue.html", turn.say, **rows(turn, shown), shown=shown)


def card_part(turn: StaffTurn, shown: Shown, papers: Iterable[Reply]) -> str:
    """The papers of a case alone, as they are now."""
    return _page("card.html", turn.say, shown=shown, papers=_papers(None, papers), once=_once())


def rows(turn: StaffTurn, shown: Shown) -> dict[str, Any]:
    """The rows of the queue that is open, and how many there are in all."""
    found = queue.cases_in(turn, shown.queue, shown.words)
    return {"rows": [_row(turn, case) for case in found[:ROWS]], "more": len(found[ROWS:])}


def _row(turn: StaffTurn, case: Case) -> dict[str, Any]:
    say, due = turn.say, queue.due(turn, case)
    worker = turn.store.staff.get(case.assignee)
    late = due is not None and due < turn.now
    soon = due is not None and not late and due - turn.now < queue.SOON
    at_once = calls_at_once(case)
    waits = say("now") if at_once else queue.left(say, due, turn.now) if due else ""
    return {
        "number": case.number,
        "head": clean(f"{_who(turn, case)} · {names.kind(say, case)}"),
        "clock": waits or names.state(say, case),
        "urgency": "late" if late or at_once else "soon" if soon else "",
        "worker": clean(worker.name) if worker else say("nobody has it"),
        "state": names.state(say, case) if due else say.day(case.opened_at.date()),
        "raised": bool(case.escalations),
        "urged": times_urged(turn.store.cases.events(case.number, URGED)),
    }


def _who(turn: StaffTurn, case: Case) -> str:
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    name = account.holder_name if account else case.customer_name
    return mask_name(name) if name else turn.say("no account yet")


def _frame(turn: StaffTurn, shown: Shown) -> dict[str, Any]:
    say = turn.say
    lists = queue.queues_of(turn.staff.role)
    return {
        "office": turn.desk.office.name,
        "who": clean(turn.staff.name),
        "role": say(names.ROLES[turn.staff.role]),
        "mail": turn.staff.chat == turn.staff.seat,
        "new_mail": waits(turn.store, turn.staff.seat, turn.now),
        "lists": [(name, say(one.label)) for name, one in lists.items()],
        "shown": shown,
        "once": _once(),
    }


def _once() -> str:
    """The name of a form: sent twice it is done once."""
    return uuid4().hex


def _is_sheet(reply: Reply, case: str) -> bool:
    card = reply.card
    return card is not None and (card.case_number, card.paper) == (case, Paper.SHEET)


def _is_paper(reply: Reply, shown: Shown) -> bool:
    """Whether it is a paper of the case that stands on the page anyway."""
    card = reply.card
    own = card is not None and card.case_number == shown.case
    return own and card is not None and card.paper is not Paper.QUESTION


def _papers(sheet: Reply | None, made: Iterable[Outcome]) -> dict[str, Any]:
    """Sheet and draft; what was just answered stands in the sheet's place."""
    own = [one for one in made if isinstance(one, Reply)]
    fresh = next((one for one in own if _of(one) is Paper.SHEET), None)
    first = sheet or fresh
    draft = next((one for one in own if _of(one) is Paper.DRAFT), None)
    others = [one for one in own if _of(one) is None]
    return {
        # A choice that stands in the sheet's place stays until it is made, whatever changes:
        # buttons know with what they were shown.
        "waits": sheet is not None and fresh is not None and sheet.body != fresh.body,
        "sheet": first and _reply(first),
        "draft": draft and _reply(draft),
        "others": [_reply(one) for one in others],
    }


def _of(reply: Reply) -> Paper | None:
    return reply.card.paper if reply.card else None


def _reply(reply: Reply, number: int = 0) -> dict[str, Any]:
    """A reply as the templates put it."""
    document = reply.document
    asks = reply.card is not None and reply.card.paper is Paper.QUESTION
    return {
        "head": clean(reply.headline),
        "paragraphs": paragraphs(reply.body),
        "fold": paragraphs(reply.fold),
        "buttons": [(clean(one.label), one.action) for one in reply.buttons],
        "picture": f"/desk/picture/{number}" if reply.drawing or _is_photo(document) else "",
        "file": f"/desk/file/{number}" if document else "",
        "name": document.name if document else "",
        "elsewhere": reply.attachment is not None,
        "asks": str(number) if asks else "",
        "waits": asks or practising.waits(reply),
        "of": reply.card.case_number if reply.card else "",
    }


def _is_photo(document: Document | None) -> bool:
    return document is not None and document.name.rpartition(".")[2] in TYPES


def _page(template: str, say: Words, **more: Any) -> str:
    language = str(say.locale).replace("_", "-")
    return ENVIRONMENT.get_template(template).render(say=say, language=language, **more)
