"""Whatever staff write, press or forward: it is handled, and never set aside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.counter import bindings, ending
from bot.staff import sent_files
from bot.staff.casebook import HANDLERS
from bot.staff.joining import COMMANDS
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import empty_store, put_account, put_bill
from tests.staff.conftest import join
from tests.staff.office import ADMIN, Office, Person

NUMBER = "TS20181222001"
ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from([
        NUMBER, SEED, "NaN", "-1", "1e99", "52元", "五十二块", "0", "TS", "TS20181222999", "s_x",
        "\u202e", "%", "'", "<b>", "1", "2", "99", "good", "bad", "goodwill", "correction",
        "9" * 19, "9" * 5000, "٣", "²", "-1~9", f"~{'9' * 19}",
    ]),
)  # fmt: skip
VERBS = st.sampled_from(
    [*HANDLERS, "canned", "nosuch", "void", "page", "open", ending.END, bindings.OBJECT, "rate",
     sent_files.VERB, f"{sent_files.VERB}:take", f"{sent_files.VERB}:drop"]
)  # fmt: skip
DATA = st.builds(
    lambda verb, number, more: f"{verb}:{number}:{more}", VERBS, st.just(NUMBER) | ODD, ODD
)
COMMAND = st.builds(
    lambda name, text: f"/{name} {text}", st.sampled_from([*COMMANDS, "merge", "start"]), ODD
)
STEPS = st.lists(
    st.tuples(st.just("press"), DATA)
    | st.tuples(st.just("say"), COMMAND | ODD.filter(bool))
    | st.tuples(st.just("forward"), ODD),
    max_size=12,
)


@pytest.fixture(scope="module", name="head")
def head_of_an_office() -> Iterator[Person]:
    with empty_store() as store:
        put_account(store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
        put_bill(store, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
        office = Office(store)
        head = join(office, Person(office, ADMIN, "管理员"), 11, "head", "周明")
        head.says(f"/case {SEED} 电费不对")
        yield head


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_that_staff_do_is_set_aside(head: Person, steps: list[tuple[str, str]]) -> None:
    for kind, text in steps:
        match kind:
            case "press":
                head.presses_data(text)
            case "say":
                head.says(text)
            case _:
                head.forwards(text)
    assert "记录" in head.presses_data(f"history:{NUMBER}"), "in as many parts as it takes"
