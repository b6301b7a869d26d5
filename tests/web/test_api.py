"""The API over real HTTP: what each call answers, who may ask, and that all of it is noted."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

import jsonschema
import pytest

from bot.channels.web.api import answers
from bot.channels.web.api.described import described
from bot.records.case import CaseKind
from bot.records.client import Client, Right
from tests.desk import Desk
from tests.dialogue.conversation import new_file
from tests.web.conftest import Page
from tests.web.desk import trail_of
from tests.web.test_desk import NUMBER, asked

TOKEN = "token-of-the-hotline"
SEED = {"region": "henan", "registered_on": "2018-12-05", "powered_on": "2018-10-08",
        "settlements": [{"from": "2018-10-08", "to": "2018-12-20", "kwh": "420",
                         "charged": "287.20"}]}  # fmt: skip
Answer = tuple[int, dict[str, Any]]


class Caller:
    """Another system of the company."""

    def __init__(self, page: Page, client: Any, token: str) -> None:
        self.page, self.client = page, client
        self.headers = {"Authorization": f"Bearer {token}"}

    async def posts(self, name: str, body: Any) -> Answer:
        text = body if isinstance(body, str) else json.dumps(body)
        answer = await self.client.post(f"/api/v1/{name}", data=text, headers=self.headers)
        return answer.status, await answer.json()

    async def gets(self, name: str) -> Answer:
        answer = await self.client.get(f"/api/v1/{name}", headers=self.headers)
        return answer.status, await answer.json()


async def caller(page: Page, *rights: Right, name: str = "95598", token: str = TOKEN) -> Caller:
    client = Client(name, frozenset(rights or Right))
    await page.database.write(lambda store: store.clients.add(client, token, page.now))
    return Caller(page, (await page.browser()).client, token)


async def test_facts_are_assessed_as_the_command_assesses_them(page: Page) -> None:
    hotline = await caller(page, Right.ASSESS)
    status, found = await hotline.posts("assess", SEED)
    assert (status, found["verdict"]) == (200, "rule_applied_to_a_wrong_fact")
    assert found["causes"][0]["difference"] == "52.00"


async def test_who_computes_keeps_nobody_from_writing(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    hotline, assess = await caller(page), answers.assess
    begun, go_on = threading.Event(), threading.Event()

    def slow(*given: Any) -> dict[str, Any]:
        begun.set()
        go_on.wait(60)
        return assess(*given)

    monkeypatch.setattr(answers, "assess", slow)
    asked = asyncio.create_task(hotline.posts("assess", SEED))
    await asyncio.to_thread(begun.wait, 60)
    try:
        async with asyncio.timeout(30):
            await page.database.write(lambda store: store.audit.add(page.now, "a", "b", "c"))
    finally:
        go_on.set()
    assert (await asked)[0] == 200
    assert [entry[1] for entry in await trail_of(page)][-2:] == ["b", "api_assess"]


async def test_a_bill_is_explained_with_its_assessment_and_in_words(page: Page) -> None:
    hotline = await caller(page)
    status, found = await hotline.posts("explain", {"account": "4100000123", "bill": "2018-12"})
    assert status == 200
    assert found["bill_month"] == "2018-12"
    assert found["assessment"]["total"] == "287.20"
    assert "52.00元" in found["text"]
    assert "4100000123" not in found["text"]
    assert ("api:95598", "api_explain", "4100000123") in await trail_of(page)


async def test_what_is_left_and_what_more_would_cost(page: Page) -> None:
    hotline = await caller(page)
    status, found = await hotline.posts("ahead", {"account": "4100000200"})
    assert status == 200
    assert found["tier"] >= 1
    status, found = await hotline.posts("what-if", {"account": "4100000200", "kwh": "100"})
    assert (status, found["kwh"]) == (200, "100")


async def test_a_case_is_opened_once_for_a_matter_and_can_be_asked_for(page: Page) -> None:
    hotline = await caller(page)
    matter = {"ref": "95598-1", "words": "电表走得太快", "account": "4100000123"}
    status, first = await hotline.posts("cases", matter)
    assert (status, first["state"]) == (201, "open")
    status, again = await hotline.posts("cases", {**matter, "words": "还没有人来"})
    assert (status, again["number"]) == (200, first["number"])
    assert await hotline.gets(f"cases/{first['number']}") == (200, again)
    other = await caller(page, name="12345", token="another")
    status, apart = await other.posts("cases", matter)
    assert (status, apart["number"] != first["number"]) == (201, True), "a ref is a client's own"


async def test_a_report_is_opened_and_is_nothing_to_be_asked_for(page: Page) -> None:
    hotline = await caller(page)
    words = "我要举报,有人收了我500块钱才给装表"
    status, found = await hotline.posts("cases", {"ref": "1", "words": words})
    assert (status, found["kind"]) == (201, CaseKind.REPORT)
    assert (await hotline.gets(f"cases/{found['number']}"))[0] == 404


@pytest.mark.parametrize(
    ("name", "body", "status", "says"),
    [
        ("assess", "not json", 400, "JSON"),
        ("assess", "[" * 20_000, 400, "JSON"),
        ("assess", {"region": "atlantis"}, 400, ""),
        ("explain", {}, 400, "account"),
        ("explain", {"account": "4100000123", "bill": "2018-13"}, 400, "bill"),
        ("explain", {"account": "4100000123", "month": 12}, 400, "month"),
        ("explain", {"account": "404"}, 404, ""),
        ("explain", {"account": "4100000123", "bill": "2001-01"}, 404, ""),
        ("what-if", {"account": "4100000123", "kwh": 300}, 400, "kwh"),
        ("what-if", {"account": "4100000123", "kwh": "-1"}, 400, "kwh"),
        ("what-if", {"account": "4100000123", "kwh": "1e9"}, 400, "kwh"),
        ("cases", {"ref": "1"}, 400, "words"),
        ("cases", '{"ref": "1", "words": "\\ud800 half a character"}', 400, "JSON"),
        ("explain", '{"account": "\\ud800"}', 400, "JSON"),
        ("assess", '{"\\ud800": 1}', 400, "JSON"),
        ("cases", {"ref": "1", "words": "电" * 2001}, 400, "words"),
    ],
)
async def test_what_cannot_be_used_is_named(
    page: Page, name: str, body: Any, status: int, says: str
) -> None:
    told, found = await (await caller(page)).posts(name, body)
    assert told == status
    assert says in found["error"]["message"]


async def test_who_has_no_token_or_not_the_right_is_refused_and_noted(page: Page) -> None:
    await asked(page)
    hotline = await caller(page, Right.CASES)
    stranger = Caller(page, hotline.client, "guess")
    assert (await stranger.gets(f"cases/{NUMBER}"))[0] == 401
    assert (await hotline.posts("explain", {"account": "4100000123"}))[0] == 403
    assert (await hotline.gets(f"cases/{NUMBER}"))[0] == 200
    noted = [one for one in await trail_of(page) if one[0].startswith("api")]
    assert noted == [
        ("api", "refused", ""),
        ("api", "refused", ""),
        ("api:95598", "api_case", NUMBER),
    ]
    await page.database.write(lambda store: store.clients.end("95598"))
    assert (await hotline.gets(f"cases/{NUMBER}"))[0] == 401


async def test_guessing_tokens_and_calls_without_end_are_stopped(page: Page) -> None:
    hotline = await caller(page, Right.ASSESS)
    told = {(await hotline.posts("assess", "x"))[0] for _ in range(121)}
    assert told == {400, 429}
    stranger = Caller(page, hotline.client, "guess")
    assert {(await stranger.gets("cases/1"))[0] for _ in range(40)} == {401, 429}
    noted = [one for one in await trail_of(page) if one[:2] == ("api", "refused")]
    assert len(noted) == 20, "whoever calls without end does not fill the trail"
    other = await caller(page, name="12345", token="another")
    assert (await other.posts("assess", SEED))[0] == 200, "guesses keep nobody out"
    for minutes, status in ((59, 429), (2, 401)):
        page.waits(minutes)
        assert (await stranger.gets("cases/1"))[0] == status


async def test_the_description_is_one_and_its_schemas_too(page: Page) -> None:
    answer = await (await page.browser()).client.get("/api/v1/openapi.json")
    document = await answer.json()
    assert document == described()
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_tokens_are_made_listed_and_ended_by_a_command(desk: Desk) -> None:
    new_file(desk.folder / "jieti.db")
    told = desk.does("api", "add", "95598", "bills", "open")
    token = told.strip().splitlines()[-1]
    assert len(token) > 40
    assert "95598: bills open" in desk.does("api")
    assert token not in desk.does("api")
    assert token.encode() not in (desk.folder / "jieti.db").read_bytes()
    assert "95598" in desk.refuses("api", "add", "95598", "bills")
    assert "assess" in desk.refuses("api", "add", "x", "everything")
    assert "95598" in desk.does("api", "off", "95598")
    desk.refuses("api", "off", "95598")
