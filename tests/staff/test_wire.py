"""The desk over the real wire, with a stand-in that refuses what Telegram would refuse."""

from __future__ import annotations

import io
import json
import signal
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl

from bot.clock import CHINA
from bot.sample_office import sample_files
from tests.desk import Desk
from tests.dialogue.conftest import SEED
from tests.faults.office import Process, office
from tests.staff.conftest import link_of
from tests.standin import BotApi
from tests.standin.people import Person
from tests.telegram.test_inbox import POISON
from tests.test_leaks import ACCOUNT, NAME, personal


async def staffed(api: BotApi, process: Process) -> tuple[Person, Person]:
    """The service runs, and a head and a clerk have come by their links."""
    admin, head, clerk = api.person("管理员"), api.person("周明"), api.person("王芳")
    process.environment["JIETI_ADMIN"] = str(admin.id)
    await process.start()
    for who, role in ((head, "所长"), (clerk, "综合柜员")):
        await admin.says(f"/invite {role} {who.user['first_name']}")
        (invited,) = await admin.hears()
        await who.says(link_of(invited.plain))
        await admin.hears()  # who came
        await who.hears()
    return head, clerk


async def test_from_the_invitation_to_the_table(tmp_path: Path) -> None:
    Desk(tmp_path).does("import", *sample_files())
    async with office(tmp_path, JIETI_ADMIN="7") as (api, process):
        head, clerk = await staffed(api, process)
        menu = api.menus[json.dumps({"chat_id": clerk.id, "type": "chat"}), ""]
        assert "canned" in {entry["command"] for entry in menu}

        said = datetime.now(CHINA) - timedelta(hours=2)
        group = api.group("所里的群")
        for text in (f"我是{NAME},户号{ACCOUNT}", "电费不对", "打了3次电话没人管"):
            await clerk.forwards(text, origin="hidden", name="老张", date=said)
        sheet, draft = await clerk.hears(2)
        assert "客户原话" in sheet.plain
        assert "给客户的回复草稿" in draft.plain
        await clerk.sends(
            chat=group, text=f"{NAME}说电费不对,户号{ACCOUNT}",
            forward_origin={"type": "hidden_user", "sender_user_name": NAME,
                            "date": int(said.timestamp())},
        )  # fmt: skip
        in_group = await group.hears(2)
        assert "******0123" in in_group[0].plain
        await clerk.presses("已联系客户")
        (card,) = await clerk.sees()
        assert "处理中" in card.plain
        assert card.message_id == sheet.message_id, "the one card lives on"
        await head.hears(2)  # that the clerk came, and that calls are said to go unanswered
        await head.says("/export")
        await head.hears()
        ((_, content),) = api.files.values()
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
        assert len(rows) == 3
        await api.deliver({"message": POISON | {"text": f"{NAME} {ACCOUNT}"}})
        await process.stop(signal.SIGTERM)
        words = [word for word in personal() if word not in {"老张", "周明", "王芳"}]
        log = (tmp_path / "log").read_text(encoding="utf-8")
        public = "\n".join(message.plain for message in group.received)
        assert [word for word in words if word in public] == []
        assert [word for word in words if word in log] == []
        assert not api.refusals
    assert SEED == ACCOUNT


async def test_what_telegram_refuses_comes_back_to_who_sent_it(tmp_path: Path) -> None:
    Desk(tmp_path).does("import", *sample_files())
    async with office(tmp_path, JIETI_ADMIN="7") as (api, process):
        _, clerk = await staffed(api, process)
        customer = api.person(NAME)
        await customer.says("/bind")
        await customer.hears()
        await customer.says(f"{ACCOUNT} {NAME} 5678")
        await customer.hears()
        await customer.says("同意在这里看")
        await customer.hears()
        await clerk.says(f"/case {ACCOUNT} 为什么超过0.56")
        await clerk.hears(2)
        api.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await clerk.presses("发给客户")
        (refused,) = await clerk.hears()
        assert "没有发到客户那里:对方屏蔽了机器人" in refused.plain
        await clerk.presses("发给客户")
        (sent,) = await clerk.hears()
        assert "已发给客户" in sent.plain
        assert "立户晚了" in customer.received[-1].plain
        await clerk.presses("我来回复客户")
        (writing,) = await clerk.hears()
        voice = {**api.keep_file("voice", ".oga", b"stand-in"), "duration": 2}
        quoted = api.messages[clerk.id, writing.message_id]
        await clerk.sends(voice=voice, reply_to_message=quoted)
        (sent,) = await clerk.hears()
        assert "已发给客户" in sent.plain
        assert customer.received[-1].params["voice"] == voice["file_id"]
        api.expect_refusals(len(api.refusals))
        await process.stop(signal.SIGTERM)
