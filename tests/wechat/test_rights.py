"""What a customer's word gives, and what nobody else is to read; over the wire."""

from __future__ import annotations

import pytest

from bot.cases.reports import sees
from bot.contract.messages import Incoming, MessageKind
from bot.counter.handle import handle
from bot.records.ahead import Why, Word
from bot.records.case import CaseKind
from bot.records.staff import Staff
from bot.store.port import Store
from tests.dialogue.conftest import SEED
from tests.dialogue.test_seed import QUESTION
from tests.staff.test_ahead import granted
from tests.wechat.office import Office
from tests.wechat.plays import bound, calls, said, told
from tests.wechat.standin import Kf, Villager

REPORT = "我要举报你们周明所长收了别人的红包"


async def test_a_report_said_beside_a_colleague_is_no_part_of_the_open_case(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case, head = await office.case(), office.staff["周明"]
    await kf.takes_over(zhang)
    assert await said(office, zhang, "好的,谢谢", REPORT) == []
    report = next(one for one in await office.cases() if one.number != case.number)
    assert report.kind is CaseKind.REPORT
    assert not await office.read(lambda store: sees(store, head, report))
    assert "红包" not in await office.read(lambda store: read_by(store, head))
    assert "红包" in await office.read(lambda store: all_of(store, report.number))


def read_by(store: Store, who: Staff) -> str:
    """All that stands in the cases that this person sees."""
    mine = [case for case in store.cases.newest_first() if sees(store, who, case)]
    assert mine
    return "".join(all_of(store, case.number) for case in mine)


def all_of(store: Store, number: str) -> str:
    case = store.cases.get(number)
    assert case is not None
    kept = (one.text for one in store.materials.of_case(number))
    return "".join([case.question, *kept, *(str(one) for one in store.cases.events(number))])


async def test_on_the_promised_day_what_is_said_to_who_has_written_arrives_or_is_a_call(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    kf.waits(days=(case.due_by - kf.now.date()).days)
    await said(office, zhang, "/rule")
    await told(office, zhang, "一", case=case.number)
    await office.settles()
    assert [one.text for one in zhang.hears()] == ["一"]
    assert await calls(office) == []
    await told(office, zhang, *"二三四五", case=case.number)
    await office.settles()
    assert await calls(office) == [(case.number, case.due_by.isoformat())]


@pytest.mark.parametrize("asked", [0, 4], ids=["closed at once", "waits in vain"])
async def test_words_before_a_bill_that_did_not_arrive_are_not_kept_as_told(
    kf: Kf, office: Office, zhang: Villager, asked: int
) -> None:
    await bound(office, zhang)
    kf.waits(days=2, hours=1)  # a Monday, in office hours
    await said(office, zhang, *["/rule"] * min(asked, 1))
    await told(office, zhang, *"一二三四"[:asked])
    await office.settles()
    zhang.hears()
    head, word = office.staff["周明"], Word(SEED, Why.HOUSEHOLD_ENDS, "2019-01-31")

    def lets_go(store: Store) -> None:
        store.accounts.put_fact(granted(word.about))
        store.ahead.put(word, office.clock())
        press = Incoming(
            head.chat, MessageKind.BUTTON, action=f"ahead:go:{word.why}", sender=head.chat.chat_id
        )
        assert handle(store, office.desk, press, office.clock(), "go") == ""

    await office.database.write(lets_go)
    assert len(await office.read(lambda store: store.ahead.given_of(SEED))) == min(asked, 1)
    kf.waits(days=3)
    await office.settles()
    assert zhang.hears() == []
    assert await office.read(lambda store: store.ahead.given_of(SEED)) == ()
    at = await office.read(lambda store: store.audit.last_at("not_told"))
    assert at is not None
