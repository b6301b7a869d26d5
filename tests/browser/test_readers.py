"""Both pages for whoever reads them otherwise: by ear, in the dark, on a telephone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import installing
from tests.browser.people import Person
from tests.browser.test_seed import ASKED
from tests.dialogue.conftest import CLAIM

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LEAST = 44  # pixels of a control
LARGEST = 200_000  # bytes of a first page
DESK = ("/desk?queue=all", "/desk/case/TS20181222001", "/desk/office")


async def faults(person: Person) -> list[str]:
    """What axe finds on the page as it stands."""
    await person.page.evaluate(installing.AXE.read_text(encoding="utf-8"))
    found = await person.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


async def fits(person: Person) -> list[str]:
    """Controls that a finger misses, and whether the page is wider than what shows it."""
    small = await person.page.evaluate(
        """least => [...document.querySelectorAll("button, input:not([type=hidden]), textarea,"
        + "a.btn, summary, nav a")].filter(one => {
            const box = one.getBoundingClientRect();
            return box.width && !one.closest(".vh") && Math.min(box.width, box.height) < least;
        }).map(one => one.outerHTML.slice(0, 120))""",
        LEAST,
    )
    wide = await person.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*small, *(["sideways"] if wide else [])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_customers_page_is_read_by_everybody(people: Any, scheme: str) -> None:
    customer = await people("客户", color_scheme=scheme, bypass_csp=True,
                            viewport={"width": 360, "height": 740})  # fmt: skip
    await customer.opens("/chat")
    assert await faults(customer) == []
    await customer.asks(ASKED)
    await customer.sees("请先告诉我们是哪一户")
    await customer.asks(CLAIM)
    await customer.sees("52.00元是因为我们给您家立户晚了")
    answer = customer.page.get_by_text("52.00元是因为我们给您家立户晚了").last
    box = await answer.bounding_box()
    assert 0 < box["y"] < 740 - box["height"], "an answer is seen from its beginning"
    await customer.keeps(f"7-customer-{scheme}")
    assert await faults(customer) == []
    assert await fits(customer) == []


@pytest.mark.parametrize(
    ("scheme", "role", "more"),
    [("light", "所长", "/desk/handbook/invoice"), ("dark", "综合柜员", "/desk/mail")],
)
async def test_the_counter_s_page_is_read_by_everybody(
    people: Any, scheme: str, role: str, more: str
) -> None:
    customer = await people("客户")
    await customer.opens("/chat")
    await customer.asks("门口的电线断了,掉在地上冒火花")
    await customer.sees("离远一点")
    colleague = await people(role, color_scheme=scheme, bypass_csp=True)
    await colleague.comes_in(role)
    await colleague.opens(DESK[0])
    await colleague.sees("已报所长")
    for width, height in ((1366, 768), (360, 740)):
        await colleague.page.set_viewport_size({"width": width, "height": height})
        for number, path in enumerate((*DESK, more)):
            await colleague.opens(path)
            await colleague.keeps(f"8-desk-{scheme}-{width}-{number}")
            assert await faults(colleague) == [], path
            assert await fits(colleague) == [], path


@pytest.mark.parametrize("path", ["/chat", "/desk/in"])
async def test_a_first_page_is_light(people: Any, path: str) -> None:
    anybody = await people("客户")
    asked: list[Any] = []

    def note(one: Any) -> None:
        asked.append(one)

    anybody.page.on("requestfinished", note)
    await anybody.opens(path)
    answers = [await one.response() for one in asked]
    sizes = [len(await answer.body()) for answer in answers]
    assert 0 < sum(sizes) < LARGEST, sizes
