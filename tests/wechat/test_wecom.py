"""Staff in WeCom: the application against the stand-in, and customers beside it."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW
from tests.dialogue.test_seed import QUESTION
from tests.wechat.conftest import PAGE, Desk
from tests.wechat.plays import said
from tests.wechat.standin import Kf, Member
from tests.wechat.standin.people import Shown
from tests.wechat.standin.server import BUSY, DROP, GARBAGE, at_once


async def opened(desk: Desk) -> str:
    """The number of the seed's case, as far as the customer brings it."""
    await said(desk.office, desk.zhang, QUESTION, CLAIM, "那多收的钱退不退?")
    return (await desk.office.case()).number


def sheet_of(who: Member) -> Shown:
    """The newest card that shows a case."""
    return [one for one in who.received if one.text.startswith("工单 ") and one.page][-1]


async def test_the_seed_by_staff_in_wecom_alone_in_twelve_presses(desk: Desk) -> None:
    await opened(desk)
    (new,) = desk.clerk.hears()
    assert new.text.startswith("新工单 TS20181222001:查出账单有误。")
    await desk.does(desk.clerk, "看工单", "我来办")
    assert "负责人:王芳" in sheet_of(desk.clerk).text
    assert "我来办" not in sheet_of(desk.clerk).buttons
    await desk.does(desk.clerk, "更正账单(退补)")
    assert desk.head.received[-1].buttons == ("批准", "驳回", "看工单")
    await desk.does(desk.head, "批准")
    assert "批准" not in desk.head.received[-1].buttons
    await desk.does(
        desk.clerk,
        "看工单",
        "发给客户",
        "要做的事",
        "都做完了",
        "已联系客户",
        "已答复客户",
        "办结",
    )
    assert "已办结" in sheet_of(desk.clerk).text
    assert desk.clerk.presses_done + desk.head.presses_done <= 12
    assert "52.00元退还或抵扣" in desk.zhang.hears()[0].text
    await said(desk.office, desk.zhang, "好")
    await desk.zhang.taps("满意")
    await desk.office.settles()
    assert (await desk.office.case()).rating == "good"


@pytest.mark.parametrize(
    ("between", "minutes", "words", "is_taken"),
    [
        (None, 0, "表底没有核对", True),
        (None, 4, "表底没有核对", False),
        ("表底的照片", 0, "表底没有核对", False),
        (None, 0, "TS20181222001", False),
    ],
)
async def test_a_reason_is_typed_at_once_where_nobody_can_reply_to_a_question(
    desk: Desk, between: str | None, minutes: int, words: str, *, is_taken: bool
) -> None:
    await opened(desk)
    await desk.does(desk.clerk, "看工单", "我来办", "更正账单(退补)")
    await desk.does(desk.head, "驳回")
    if between:
        await desk.head.sends("image", b"\xff\xd8\xff" + between.encode())
        await desk.office.settles()
    desk.waits(minutes=minutes)
    told = "".join(await desk.does(desk.head, words))
    assert "直接回复" not in told, "WeCom does not say to which message somebody replies"
    assert (await desk.office.case()).rejected == (words if is_taken else "")


async def test_who_presses_second_is_told_and_both_cards_are_as_it_is(desk: Desk) -> None:
    number = await opened(desk)
    shown = []
    for who in (desk.clerk, desk.head):
        await desk.does(who, f"/case {number}")
        shown.append(sheet_of(who).task)
    await desk.head.presses("我来办")
    await desk.clerk.presses("我来办")
    await desk.office.settles()
    assert (await desk.office.case()).assignee == desk.office.staff["周明"].id
    for who, task in zip((desk.clerk, desk.head), shown, strict=True):
        assert "负责人:周明" in who.card(task).text
    assert "这一步没有做" in desk.clerk.card(shown[0]).text


async def test_a_card_after_three_days_is_a_link_and_still_leads_to_its_case(desk: Desk) -> None:
    number = await opened(desk)
    await desk.does(desk.clerk, "看工单")
    old = sheet_of(desk.clerk)
    desk.waits(hours=73)
    await desk.does(desk.head, f"/case {number}", "我来办")
    assert sheet_of(desk.clerk) == old
    (told,) = (one.text for one in desk.clerk.hears() if "/desk/case/" in one.text)
    assert told == f"工单 {number} · 待联系 · 查出账单有误\n\n{PAGE}/desk/case/{number}"
    assert old.page == f"{PAGE}/desk/case/{number}"
    await desk.does(desk.clerk, "已联系客户")
    assert "没有做" in desk.clerk.card(old.task).text  # it was made before the head took it
    await desk.does(desk.clerk, "已联系客户")
    assert "处理中" in desk.clerk.card(old.task).text


@pytest.mark.parametrize("fault", [DROP, GARBAGE, BUSY, "42001"])
async def test_what_is_said_to_a_colleague_arrives_whatever_the_line_does(
    desk: Desk, fault: str
) -> None:
    for path in ("message/send", "message/update_template_card"):
        desk.wecom.faults[path].append(fault)
    number = await opened(desk)
    await desk.does(desk.clerk, f"/case {number}", "我来办")
    assert any("负责人:王芳" in one.text or PAGE in one.text for one in desk.clerk.received)
    assert len({one.task for one in desk.clerk.received if one.task}) == 3


async def test_no_member_gets_more_than_is_let_through(desk: Desk) -> None:
    for _ in range(35):
        await desk.clerk.says("/my")
    while await desk.office.wechat.works.handle_all():
        pass
    for _ in range(2):
        while not desk.office.wechat.sends._rests:
            await desk.office.wechat.sends.send_due()
            await desk.office.wechat.sends.settle()
            if not await desk.office.due():
                break
        desk.waits(seconds=61)
        desk.office.wechat.sends._rests.clear()
    assert (desk.clerk.dropped, len(desk.clerk.received)) == (0, 35)


async def test_who_is_invited_in_wecom_joins_by_a_word_and_nobody_else(desk: Desk) -> None:
    (text,) = await desk.does(desk.head, "/invite 台区经理 李强")
    word = next(one for one in text.split() if one.startswith("s_"))
    strange, new = desk.wecom.member("zhaoliu"), desk.wecom.member("liqiang")
    assert "青石供电所的台区经理" not in "".join(await desk.does(strange, "s_" + "x" * 32))
    assert "青石供电所的台区经理" in "".join(await desk.does(new, word))
    assert "青石供电所的台区经理" not in "".join(await desk.does(strange, f"/start {word}"))


async def test_a_screenshot_of_a_colleague_becomes_a_case_with_its_file(desk: Desk) -> None:
    await desk.clerk.sends("image", b"\xff\xd8\xff" + b"x" * 50)
    await desk.office.settles()
    await desk.does(desk.clerk, "登记工单")
    case = await desk.office.case()
    (item,) = await desk.office.read(lambda store: store.materials.of_case(case.number))
    assert item.file_id


RECORD = [
    ("王芳", "您好,我是供电所的王芳"), ("张大叔", "我几个月没交过电费,12月单子上怎么超过0.56了?"),
    ("李婶", "我家也是"), ("王芳", "我给您查查"),
]  # fmt: skip


async def test_a_conversation_sent_on_by_a_colleague_is_one_case_with_its_speakers(
    desk: Desk,
) -> None:
    shown = await desk.does(desk.clerk, "/scan 我")
    scene = next(one for one in shown if "scene_param=m_" in one).partition("scene_param=")[2]
    kf = desk.office.servers[0]
    assert isinstance(kf, Kf)
    own, other = kf.villager("wm-wang"), kf.villager("wm-other")
    for who in (own, other):
        await who.enters(scene_param=scene)
        await desk.office.settles()
    assert "王芳,从这里" in own.hears()[0].text
    for one in (desk.head, desk.clerk):
        assert sum("王芳从现在起还用另一个微信" in card.text for card in one.hears()) == 1
    assert "已经用过" in other.hears()[0].text
    items = [
        {"msgtype": "text", "sender_name": name, "send_time": int(NOW.timestamp()) - 600,
         "msg_content": f'{{"text": {{"content": "{text}"}}}}'}
        for name, text in RECORD
    ]  # fmt: skip
    for who in (own, other):
        await who.sends("merged_msg", title="群聊的聊天记录", item=items)
        await desk.office.settles()
    by_clerk = [one for one in await desk.office.cases() if one.opened_by]
    (case,) = by_clerk
    there = await desk.office.read(lambda store: store.materials.of_case(case.number))
    said = {
        (one.origin.partition(":")[0], one.origin.rpartition("|")[2], one.text) for one in there
    }
    assert said == {
        ("colleague" if name == "王芳" else "hidden_user", name, text) for name, text in RECORD
    }
    assert (case.question, case.customer_name) == (RECORD[1][1], "张大叔")


async def test_what_wecom_pushes_again_is_done_once(desk: Desk) -> None:
    """Its servers repeat what is not answered in time: sealed anew, with the same number."""
    wecom, told = desk.wecom, {
        "ToUserName": desk.wecom.owner, "FromUserName": desk.clerk.id,
        "CreateTime": int(desk.wecom.now.timestamp()), "AgentID": desk.wecom.agent,
    }  # fmt: skip
    text = {**told, "MsgType": "text", "MsgId": "9001", "Content": f"/case {SEED} 电费不对"}
    assert await at_once(*(wecom.push_raw(*wecom.sealed(**text)) for _ in range(3))) == [200] * 3
    await desk.office.settles()
    (case,) = await desk.office.cases()
    first = [one.text for one in desk.clerk.hears()]
    assert len(first) == len(set(first)), "each of them once"
    pressed = {
        **told, "MsgType": "event", "Event": "template_card_event", "ResponseCode": "pass",
        "TaskId": sheet_of(desk.clerk).task, "EventKey": f"contact:{case.number}",
    }  # fmt: skip
    for seconds in (0, 5, 5):
        desk.waits(seconds=seconds)
        for fields in (text, pressed):
            assert await wecom.push_raw(*wecom.sealed(**fields)) == 200
        await desk.office.settles()
    assert len(await desk.office.cases()) == 1
    moves = await desk.office.read(lambda store: store.cases.events(case.number, "state"))
    assert len(moves) == 1
    assert not [one for one in desk.clerk.hears() if "已经" in one.text], "nor refused as done"
