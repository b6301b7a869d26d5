"""Proof by paper: a code that binds once, and answers that are read once on the page."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.cases.paper_proof import PREFIX, made
from bot.channels.web.serve import application
from bot.channels.web.settings import WebSettings
from bot.channels.wechat.settings import Limits
from bot.contract.messages import Chat, Incoming, MessageKind
from bot.counter.handle import handle
from bot.records.memory import Memory
from bot.sqlite.store import SqliteStore
from bot.store.once import Opens
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW
from tests.dialogue.test_seed import QUESTION
from tests.wechat.office import Office, chat_of, served
from tests.wechat.plays import said
from tests.wechat.standin import Kf, Villager

PAGE = "https://dianfei.example"


async def printed(office: Office) -> str:
    return await office.database.write(lambda store: made(store, SEED, "staff:2", office.clock()))


async def bound(office: Office, who: Villager) -> tuple[str, ...]:
    found: tuple[str, ...] = await office.read(
        lambda store: store.chats.bound_accounts(chat_of(who))
    )
    return found


async def where(office: Office, scene: str) -> list[str]:
    """The tables in which a secret stands as it is."""

    def look(store: SqliteStore) -> list[str]:
        tables = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            name
            for (name,) in tables.fetchall()
            for row in store.connection.execute(f"SELECT * FROM {name}")  # noqa: S608
            if scene.removeprefix(PREFIX) in str([*row])
        ]

    found: list[str] = await office.read(look)
    return found


async def test_a_code_binds_whoever_scans_it_first_once_and_in_time(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    scene, other = await printed(office), kf.villager("wm-other")
    assert await where(office, scene) == []
    await zhang.enters(scene_param=scene)
    await other.enters(scene_param=scene)
    await office.settles()
    assert "已绑定" in zhang.hears()[0].text
    assert "已经用过" in other.hears()[0].text
    assert (await bound(office, zhang), await bound(office, other)) == ((SEED,), ())
    assert "287.20" in "".join(await said(office, zhang, QUESTION))
    first, late = await printed(office), await printed(office)
    await other.enters(scene_param=first)  # another was printed since
    await office.settles()
    assert await bound(office, other) == ()
    kf.waits(days=31)
    await other.enters(scene_param=late)
    await other.enters(scene_param=first)
    await office.settles()
    assert await bound(office, other) == ()
    trail = await office.read(lambda store: store.audit.verify())
    assert trail.broken_at is None
    asked = "SELECT DISTINCT action, subject, detail FROM audit WHERE actor IN ('staff:2', ?, ?)"
    actors = (chat_of(zhang).name, chat_of(other).name)
    noted = await office.read(lambda store: store.connection.execute(asked, actors).fetchall())
    assert {
        ("proof_printed", SEED, ""), ("bound_with_consent", SEED, "paper staff:2"),
        ("binding_refused", "", "paper"),
    } <= {tuple(row) for row in noted}  # fmt: skip


async def test_a_child_is_not_bound_by_a_code_and_who_is_bound_already_hears_of_another(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    grandchild, aunt = kf.villager("wm-child"), kf.villager("wm-aunt")
    chat = chat_of(grandchild)
    await office.database.write(
        lambda store: store.chats.put_memory(chat, Memory(child=True), NOW)
    )
    await said(office, zhang, "/bind", CLAIM)
    await grandchild.enters(scene_param=await printed(office))
    await office.settles()
    assert await bound(office, grandchild) == ()
    assert zhang.hears() == []
    await aunt.enters(scene_param=await printed(office))
    await office.settles()
    assert await bound(office, aunt) == (SEED,)
    assert [one for one in zhang.hears() if "绑定" in one.text]


async def test_whoever_guesses_codes_is_locked_out_and_a_true_one_does_not_help(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    for _ in range(6):
        await zhang.enters(scene_param=f"{PREFIX}{secrets.token_urlsafe(16)}")
    await office.settles()
    true = await printed(office)
    await zhang.enters(scene_param=true)
    await office.settles()
    assert await bound(office, zhang) == ()
    assert await where(office, true) == [], "it would still open"
    kf.waits(days=1)
    await zhang.enters(scene_param=await printed(office))
    await office.settles()
    assert await bound(office, zhang) == (SEED,)


async def test_the_clerk_shows_a_code_and_the_trail_names_her(office: Office) -> None:
    clerk = office.staff["王芳"]
    desk = replace(office.desk, scan="https://work.weixin.example/kfid/kf1")

    def asked(store: Store) -> list[str]:
        message = Incoming(
            clerk.chat, MessageKind.COMMAND, SEED, "scan", sender=clerk.chat.chat_id
        )
        assert handle(store, desk, message, NOW, "scan") == ""
        return [
            one.what.text for one in (store.pending.find("scan:0"), store.pending.find("scan:1"))
            if one
        ]  # fmt: skip

    head, link = await office.database.write(asked)
    assert head.startswith("先核对身份证")
    assert re.fullmatch(r"https://work\.weixin\.example/kfid/kf1\?scene_param=p_\S{22}", link)
    assert len(link.partition("scene_param=")[2]) <= 64


async def test_a_long_answer_is_read_once_on_the_page_and_not_once_it_is_undone(
    tmp_path: Path,
) -> None:
    limits = Limits(text_bytes=600, head_bytes=400)
    async with Kf(NOW) as kf, served(tmp_path / "a.db", kf, limits=limits, page=PAGE) as office:
        zhang = kf.villager()
        await said(office, zhang, "/bind", CLAIM)
        heard = await said(office, zhang, QUESTION)
        assert len(heard) == 2
        (secret,) = re.findall(rf"{PAGE}/read/(\S{{22}})", "".join(heard))
        settings = WebSettings("127.0.0.1", 0, secure=False)
        app = application(settings, office.database, office.desk, office.clock, lambda: None)
        async with TestClient(TestServer(app)) as client:
            looked = await (await client.get(f"/read/{secret}")).text()
            assert "287.20" not in looked
            shown = await client.post(f"/read/{secret}")
            assert (shown.status, "287.20元" in await shown.text()) == (200, True)
            assert (await client.post(f"/read/{secret}")).status == 410
            for undone in ("/unbind", "/forget"):
                await said(office, zhang, "/bind", CLAIM)
                heard = await said(office, zhang, QUESTION, undone)
                (secret,) = re.findall(rf"{PAGE}/read/(\S{{22}})", "".join(heard))
                assert (await client.post(f"/read/{secret}")).status == 410
            foreign = {"Sec-Fetch-Site": "cross-site"}
            assert (await client.post(f"/read/{secret}", headers=foreign)).status == 403
            wrong = [await client.post(f"/read/{secrets.token_urlsafe(16)}") for _ in range(31)]
            assert {one.status for one in wrong} == {410, 429}


@pytest.mark.parametrize("opens", list(Opens))
async def test_a_secret_of_one_kind_opens_nothing_of_another(office: Office, opens: Opens) -> None:
    other = next(one for one in Opens if one is not opens)

    def tried(store: Store) -> object:
        store.once.offer("s", opens, SEED, "staff:2", NOW.replace(year=2030))
        return store.once.use("s", other, NOW)

    assert await office.database.write(tried) is None
    assert Chat("kf:wk1", "x") != Chat("mp:wk1", "x")
