"""The seed, whole, in real browsers: asked, taken, approved, answered, closed and rated."""

from __future__ import annotations

import re
from typing import Any

from tests.dialogue.conftest import CLAIM

ASKED = "我几个月没交过电费,12月单子上怎么超过0.56了?"


async def test_the_seed_is_played_from_the_question_to_the_rating(people: Any) -> None:
    customer = await people("客户", viewport={"width": 360, "height": 740})
    clerk, head = await people("王芳"), await people("周明")
    await customer.opens("/chat")
    await customer.asks(ASKED)
    await customer.sees("请先告诉我们是哪一户")
    await customer.asks(CLAIM)
    await customer.sees("52.00元是因为我们给您家立户晚了")
    number = re.findall(r"TS\d+", await customer.page.inner_text("#log"))[-1]
    await customer.presses("看图")
    await customer.page.locator("figure img").wait_for()
    await customer.keeps("1-customer")
    await clerk.comes_in("综合柜员")
    await clerk.keeps("2-queue")
    await clerk.opens(f"/desk/case/{number}")
    await clerk.presses("我来办")
    await clerk.presses("已联系客户")
    await clerk.presses("更正账单(退补)")
    await clerk.keeps("3-clerk")
    await head.comes_in("所长")
    await head.opens(f"/desk/case/{number}")
    await head.page.locator("#people:not([hidden])").wait_for()
    assert "王芳" in await head.page.inner_text("#people")
    await head.presses("批准")
    await head.keeps("4-head")
    await clerk.page.get_by_text("已批准").first.wait_for()
    await clerk.presses("发给客户")
    await customer.sees("更正已经批准,52.00元退还或抵扣")
    await clerk.presses("已答复客户")
    await clerk.presses("要做的事")
    await clerk.keeps("5-to-do")
    async with clerk.page.expect_navigation():
        await clerk.page.get_by_role("button", name="更正账单 ·").click()
    await clerk.presses("返回工单")
    await clerk.presses("办结")
    await customer.sees("您对这次处理满意吗")
    await customer.presses("满意")
    await customer.sees("谢谢您")
    await customer.keeps("6-rated")
    await clerk.opens("/desk?queue=all")
    await clerk.page.locator(f".row:has-text('{number}'):has-text('已办结')").wait_for()
    assert [one for person in (customer, clerk, head) for one in person.complaints] == []
