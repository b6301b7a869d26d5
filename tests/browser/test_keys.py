"""The counter's page for hands that stay on the keyboard."""

from __future__ import annotations

from typing import Any


async def test_the_counter_s_page_is_worked_by_keys_alone(people: Any) -> None:
    clerk = await people("王芳")
    await clerk.comes_in("综合柜员")
    keyboard = clerk.page.keyboard
    rows = [await one.get_attribute("href") for one in await clerk.page.locator(".row").all()]

    async def here(what: str) -> Any:
        return await clerk.page.evaluate(f"document.activeElement.{what}")

    for keys, row in (("j", 0), ("J", 1), ("k", 0), ("K", 0), ("jjjj", -1)):
        for key in keys:
            await keyboard.press(key)
        assert await here("getAttribute('href')") == rows[row], keys
    await keyboard.press("Enter")
    await clerk.page.wait_for_url("**/desk/case/**")
    await keyboard.press("w")
    assert await here("id") == "words"
    await keyboard.type("/jk")
    assert await here("value") == "/jk", "in a field a letter is a letter"
    await keyboard.press("Escape")
    for words in ("没有这样的", "待联系"):  # the second takes the place of the first
        await keyboard.press("/")
        assert await here("id") == "search"
        async with clerk.page.expect_navigation():
            await keyboard.type(words)
            await keyboard.press("Enter")
    assert await clerk.page.locator(".row").count() == len(rows)
