"""The first hour of README: three odd files to the first right answer, counted in commands."""

from __future__ import annotations

from pathlib import Path

from tests.desk import Desk
from tests.intake.forms import write

ACCOUNTS = [
    ["用户档案清单", "", "", "", "", "", ""],
    ["用户编号", "用户名称", "移动电话", "用电地址", "立户日期", "送电日期", "执行电价"],
    ["4100000123", "张建国", "13800005678", "李庄", "2018-12-05", "2018-10-08", "居民生活用电"],
    ["制表人:", "", "", "", "", "", ""],
]
READINGS = [
    ["户号", "表号", "上月示数", "本月示数", "上次日期", "本次日期"],
    ["4100000123", "M1", "407", "827", "2018-10-08", "2018-12-20"],
]
BY_HAND = {
    "账": [
        ["2018年12月电费", "", "", ""],
        ["户号", "姓名", "用了多少度", "该收的钱"],
        ["4100000123", "张建国", "420", "287.20"],
        ["合计", "", "420", "287.20"],
    ]
}


def test_three_odd_files_to_the_first_right_answer(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    files = [
        write(tmp_path, "html gb2312", ACCOUNTS, "用户档案清单"),
        write(tmp_path, "tsv gb18030", READINGS, "抄表导出"),
        write(tmp_path, "xlsx", BY_HAND, "电费台账"),
    ]
    settings = tmp_path / "jieti.env"
    answers = ["", "青石供电所", "0377-1", *[""] * 3, str(tmp_path / "office.db"), *[""] * 3]
    desk.does("init", settings, input="\n".join([*answers, ""]))
    accounts, *others = files
    alone = desk.run("--env-file", settings, "import", others[0], others[0])
    assert alone.stdout.count("请先导入用户档案") == 2, "each is told, whoever waits for whom"
    # As a folder may list them: what waits for its accounts comes once they are there.
    asked = desk.run("--env-file", settings, "import", others[0], accounts, others[1])
    assert asked.returncode == 1, "two are stored, and one asks"
    # At a terminal Enter says yes to each of these; they are remembered for the next month.
    proposed = [
        word for word in asked.stderr.split() if word.startswith(("用了", "该收", "标题="))
    ]
    maps = [part for one in proposed[:3] for part in ("--map", one)]
    desk.does("--env-file", settings, "import", files[2], *maps)
    reply = desk.does("--env-file", settings, "ask", "4100000123", "为什么超过0.56?")
    assert "其中52.00元" in reply
