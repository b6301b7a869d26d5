"""The seed's case over the real wire: how many taps and messages, and that none is refused."""

from __future__ import annotations

import signal
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import CHINA
from bot.sample_office import sample_files
from tests.desk import Desk
from tests.faults.office import Process, office
from tests.staff.conftest import link_of
from tests.standin import BotApi, Person
from tests.standin.people import PATIENCE
from tests.test_leaks import ACCOUNT

CLERK_S = ("已联系客户", "更正账单(退补)", "要做的事", "都做完了", "已电话答复", "办结", "满意")


async def staffed(api: BotApi, process: Process) -> tuple[Person, Person]:
    """A head and a clerk, invited; what they were told until then is heard."""
    admin, head, clerk = api.person("管理员"), api.person("周明"), api.person("王芳")
    process.environment["JIETI_ADMIN"] = str(admin.id)
    await process.start()
    for who, role in ((head, "所长"), (clerk, "综合柜员")):
        await admin.says(f"/invite {role} {who.user['first_name']}")
        await told(api, admin, f"{who.user['first_name']}", "start=s_")
        invited = next(m for m in reversed(admin.received) if "start=s_" in m.plain)
        await who.says(link_of(invited.plain))
        await who.hears()
        await told(api, admin, f"{who.user['first_name']}从现在起")
    return head, clerk


async def told(api: BotApi, who: Person, *parts: str) -> None:
    """Until a message with all of these has come."""
    await api.bell.until(
        lambda: any(all(part in m.plain for part in parts) for m in who.received), PATIENCE
    )


async def answers(api: BotApi, who: Person, message_id: int, text: str) -> None:
    """A text in reply to a message of the bot."""
    await who.sends(text=text, reply_to_message=api.messages[who.id, message_id])


async def test_eight_taps_of_the_clerk_one_of_the_head_four_messages(tmp_path: Path) -> None:
    Desk(tmp_path).does("import", *sample_files())
    async with office(tmp_path, JIETI_ADMIN="7") as (api, process):
        head, clerk = await staffed(api, process)
        before, seen = len(clerk.received), len(api.edits)
        said = datetime.now(CHINA) - timedelta(hours=2)
        for text in ("12月单子上怎么超过0.56了?", "十月份电工给我接的表", "三个月收了287块2"):
            await clerk.forwards(text, origin="hidden", name="微笑", date=said)
        (card,) = await clerk.hears()
        await answers(api, clerk, card.message_id, ACCOUNT)
        await clerk.hears()  # the draft
        await clerk.sees()
        queries = []
        for tap in CLERK_S[:2]:
            queries.append(await clerk.presses(tap))
            await clerk.sees()
        await told(api, head, "请审批")
        queries.append(await head.presses("批准"))
        await head.sees()
        await clerk.hears()  # that it is approved
        await clerk.sees()
        for tap in CLERK_S[2:]:
            queries.append(await clerk.presses(tap))
            (shown,) = await clerk.sees()
        assert "已办结" in shown.plain
        queries.append(await clerk.presses("案例分析"))
        (analysis,) = await clerk.hears()
        assert "一、问题描述" in analysis.plain
        assert len(queries) == 8 + 1
        assert len(clerk.received) - before == 4
        changed = {m.message_id for m in api.edits[seen:] if m.chat_id == clerk.id}
        assert changed == {card.message_id}, "one card, changed where it stands"
        assert set(queries) <= set(api.answered), "no tap is left waiting"
        assert not api.refusals
        await process.stop(signal.SIGTERM)


async def test_a_right_bill_takes_three_taps(tmp_path: Path) -> None:
    Desk(tmp_path).does("import", *sample_files())
    async with office(tmp_path, JIETI_ADMIN="7") as (api, process):
        _, clerk = await staffed(api, process)
        await clerk.says("/case 4100000131 电费怎么这么多")
        await clerk.hears(2)
        for tap in ("联系、答复并办结", "电话告知", "满意"):
            await clerk.presses(tap)
            (card,) = await clerk.sees()
        assert "客户评价:满意" in card.plain
        assert not api.refusals
        await process.stop(signal.SIGTERM)


async def test_a_card_that_was_deleted_is_sent_anew(tmp_path: Path) -> None:
    Desk(tmp_path).does("import", *sample_files())
    async with office(tmp_path, JIETI_ADMIN="7") as (api, process):
        head, clerk = await staffed(api, process)
        await clerk.says(f"/case {ACCOUNT} 电费不对")
        sheet, _ = await clerk.hears(2)
        number = sheet.plain.split()[1]
        await head.says(f"/case {number}")
        await told(api, head, f"给客户的回复草稿({number})")
        del api.messages[clerk.id, sheet.message_id]
        await head.presses("已联系客户")
        (again,) = await clerk.hears()
        assert number in again.plain
        assert "处理中" in again.plain
        api.expect_refusals(len(api.refusals))
        await process.stop(signal.SIGTERM)
