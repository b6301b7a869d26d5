"""The threats that README.md names, each with the test that holds it off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels.telegram.outgoing import calls_of
from bot.contract.messages import Incoming, MessageKind, Reply
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import Customer, put_account, put_bill
from tests.standin.html_check import parse

ROOT = Path(__file__).parent.parent


def threats(readme: str) -> list[tuple[str, ...]]:
    """The rows of the table: threat, what is done, tests."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    ((_, _, *rows),) = [
        lines
        for block in text.split("\n\n")
        if (lines := block.strip().splitlines())[0].startswith(("| 威胁 |", "| Threat |"))
    ]
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_each_threat_names_the_tests_that_try_it_and_they_exist(readme: str) -> None:
    for threat, _, tests in threats(readme):
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
        assert named, f"no test tries this: {threat}"
        for file, test in named:
            assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), (file, test)


def test_both_tables_of_threats_are_the_same() -> None:
    chinese, english = (
        [re.findall(r"::(\w+)", tests) for _, _, tests in threats(readme)]
        for readme in ("README.md", "README.en.md")
    )
    assert chinese == english


def test_guessing_shared_out_over_many_chats_closes_the_account(store: Store) -> None:
    for chat in range(20):
        guesser = Customer(store, f"g{chat}")
        guesser.commands("bind")
        guesser.says(f"{SEED} 张建国 {chat:04d}")
    right = Customer(store, "right")
    right.commands("bind")
    for _ in range(7):  # further tries neither prolong it nor close the chat
        right.waits(60)
        (refused,) = right.says(CLAIM)
        assert "暂时不能用姓名和后四位绑定" in refused.text
        right.commands("cancel")
        right.commands("bind")
    assert store.chats.bound_accounts(right.chat) == ()
    right.waits(17 * 60 + 1)
    bound, *_ = right.says(CLAIM)
    assert "已绑定" in bound.text


def test_the_holder_of_a_closed_account_gets_in_with_the_registered_phone(store: Store) -> None:
    for chat in range(20):
        guesser = Customer(store, f"g{chat}")
        guesser.commands("bind")
        guesser.says(f"{SEED} 张建国 {chat:04d}")
    holder = Customer(store, "holder")
    holder.commands("bind")
    (told,) = holder.says(CLAIM)
    assert told.share_contact
    bound, *_ = holder.shares("8613800005678", own=True)
    assert "已绑定" in bound.text


def test_that_an_account_is_closed_says_nothing_of_whether_there_is_one(store: Store) -> None:
    answers = set()
    for account in (SEED, "4199999999"):
        for chat in range(20):
            guesser = Customer(store, f"{account}{chat}")
            guesser.commands("bind")
            guesser.says(f"{account} 张建国 {chat:04d}")
        late = Customer(store, f"{account}late")
        late.commands("bind")
        answers.add(tuple(reply.text for reply in late.says(f"{account} 张建国 5678")))
    assert len(answers) == 1


def test_an_unknown_account_and_a_wrong_claim_cannot_be_told_apart(store: Store) -> None:
    """Nor when the chat is locked, nor when the account is, nor after either."""
    told = []
    for who, account in enumerate((SEED, "4199999999")):
        heard = []
        for chat in range(5):
            guesser = Customer(store, f"g{who}-{chat}")
            guesser.commands("bind")
            for n in range(6):
                heard += [reply.text for reply in guesser.says(f"{account} 张建国 000{n}")]
            guesser.waits(31)
            guesser.commands("bind")
            heard += [reply.text for reply in guesser.says(f"{account} 李四 1111")]
        told.append(heard)
    assert told[0] == told[1]
    assert any("暂不能绑定" in text for text in told[0])
    assert any("暂时不能用姓名和后四位绑定" in text for text in told[0])


@pytest.mark.parametrize(
    "name",
    ["<b>张</b>", "张&lt;", "'; DROP TABLE account; --", "=cmd|'/c calc'!A1", "张\n建国", "%_%"],
)
def test_what_stands_in_the_records_is_text_and_nothing_more(store: Store, name: str) -> None:
    put_account(store, "4100000777", name, "13900001111", "2015-01-01", "2015-01-01")
    put_bill(store, "4100000777", "2017-12-20", "2018-12-20", "100", "56.00")
    customer = Customer(store, "x")
    customer.shares("8613900001111", own=True)
    (answer,) = customer.says(f"{name} 为什么这个价?")
    for reply in (answer, Reply(name, f"{name}:{name}", fold=name)):
        shown = [parse(call.params["text"]).plain for call in calls_of(reply)]
        assert shown == [reply.text]
    assert store.connection.execute("SELECT count(*) FROM account").fetchone()[0] == 3
    for found in (store.accounts.of_holder(name), store.accounts.matching((name,), 9)):
        assert [account.account_no for account in found] == ["4100000777"]
    customer.commands("human")
    assert [case.account_no for case in store.cases.find(name)] == ["4100000777"]
    assert bool(store.cases.find("%")) is ("%" in name)


@pytest.mark.parametrize(
    "data", ["", "bill:4100000200", "case TS20181222001", "\u0000", "🦊" * 16, "binding"]
)
def test_forged_callback_data_shows_nothing(stranger: Customer, data: str) -> None:
    (reply,) = stranger._send(Incoming(stranger.chat, MessageKind.BUTTON, action=data))
    assert "没有这个命令" in reply.text or "户号" in reply.text
    assert "元" not in reply.text


@pytest.mark.parametrize("payload", [SEED, "b_forged", "../../etc/passwd", "admin"])
def test_a_forged_deep_link_only_greets(stranger: Customer, payload: str) -> None:
    (reply,) = stranger.commands("start", payload)
    assert "电费助手" in reply.text
    assert SEED not in reply.text


def test_a_neighbours_account_is_not_shown_to_a_bound_customer(customer: Customer) -> None:
    (reply,) = customer.says("4100000200 的电费是多少")
    assert "94.60" not in reply.text
    assert "核对" in reply.text or "户名" in reply.text
