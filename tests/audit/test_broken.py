"""Broken exports: what is wrong is told precisely, and the rest is audited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.exports import found, household, reading, summary, write

HOMES = range(130, 142)
AS_OF = "2018-11-25"
MONTHS = (("2018-09-20", "2018-10-20"), ("2018-10-20", "2018-11-20"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A small office in which one meter is on two accounts."""
    rows = [household(n) for n in HOMES]
    rows[1]["表号"] = rows[0]["表号"]
    write(tmp_path, "用户档案.csv", rows)
    read = [reading(n, *days, 80 + n % 9) for n in HOMES for days in MONTHS]
    for row in read:
        if row["户号"] == rows[1]["户号"]:
            row["表号"] = rows[0]["表号"]
    write(tmp_path, "抄表数据.csv", read)
    return tmp_path


def notes(folder: Path) -> str:
    return "\n".join(summary(folder, AS_OF)["notes"])


def still_audited(folder: Path) -> bool:
    return {one["account"] for one in found(folder, AS_OF) if one["rule"] == "C11"} == {
        "4100000130", "4100000131",
    }  # fmt: skip


def test_rows_that_stand_twice_count_once(office: Path) -> None:
    path = office / "抄表数据.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, *lines[3:6]]), "utf-8")
    assert "抄表数据.csv: 有3行重复" in notes(office)
    assert still_audited(office)


def test_a_list_without_its_key_is_told_by_name(office: Path) -> None:
    bills = [{"户名": "王", "电费年月": "201811", "结算电量": 90, "应收电费": "50.40"}]
    write(office, "应收电费.csv", bills)
    assert "应收电费.csv: 没有读:像是应收电费,但缺户号" in notes(office)
    assert "C07" in summary(office, AS_OF)["not_run"]
    assert still_audited(office)


def test_two_encodings_in_one_file_are_both_read(office: Path) -> None:
    path = office / "用户档案.csv"
    head, *rows = path.read_text("utf-8-sig").splitlines(keepends=True)
    half = len(rows) // 2
    first, second = head + "".join(rows[:half]), "".join(rows[half:])
    path.write_bytes(first.encode() + second.encode("gb18030"))
    assert "两种编码" in notes(office)
    assert summary(office, AS_OF)["accounts"] == len(HOMES)
    assert still_audited(office)


def test_cells_of_a_wrong_type_are_counted_with_their_column_and_row(office: Path) -> None:
    path = office / "抄表数据.csv"
    text = path.read_text("utf-8").replace("2018-11-20,8", "坏了,8", 2)
    path.write_text(text, "utf-8")
    told = notes(office)
    assert "抄表日期这一列有2格读不了,第一处在第3行" in told
    assert still_audited(office)


def test_numbers_whose_digits_excel_has_lost_join_nothing_and_are_told(office: Path) -> None:
    path = office / "抄表数据.csv"
    path.write_text(path.read_text("utf-8").replace("4100000141", "4.1E+09"), "utf-8")
    assert "户号这一列有2格读不了" in notes(office)
    assert still_audited(office)


def test_half_a_file_is_read_to_where_it_ends(office: Path) -> None:
    path = office / "抄表数据.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 3 // 4].rsplit(b",", 2)[0])
    assert "没写完" in notes(office)
    assert still_audited(office)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_half_a_file_that_ends_within_a_character_is_read_to_its_last_whole_row(
    office: Path, encoding: str
) -> None:
    path = office / "用户档案.csv"
    head, *rows = path.read_text("utf-8-sig").splitlines(keepends=True)
    more = "".join(rows[2:]).replace("41000", "42000").replace("00410", "00420").encode(encoding)
    begun = more[: more.rindex("常".encode(encoding)) + 1]
    path.write_bytes("".join([head, *rows]).encode(encoding) + begun)
    told = summary(office, AS_OF)
    assert "第23行" in "\n".join(told["notes"])
    assert told["accounts"] == 2 * len(HOMES) - 3
    assert still_audited(office)


def test_half_a_workbook_is_refused_and_the_rest_is_audited(office: Path) -> None:
    sample = Path(__file__).parents[2] / "bot/sample_office/02_抄表数据.xlsx"
    (office / "抄表2.xlsx").write_bytes(sample.read_bytes()[:9000])
    assert "抄表2.xlsx: 没有读" in notes(office)
    assert still_audited(office)


def test_two_months_in_a_file_of_one_are_told_and_kept_apart(office: Path) -> None:
    homes = [household(n) for n in HOMES]
    bills = [
        {"户号": home["户号"], "电费年月": "201811", "结算电量": 80, "应收电费": "44.80"}
        for home in homes
    ]
    bills[3] |= {"电费年月": "201810"}
    write(office, "应收电费11月.csv", bills)
    assert "应收电费11月.csv: 一个文件里有两个月:2018-11 (11)、2018-10 (1)" in notes(office)


def test_rows_that_contradict_each_other_are_told_and_the_last_counts(office: Path) -> None:
    bill = {"户号": "4100000133", "电费年月": "201811", "结算电量": 87, "应收电费": "48.72"}
    write(office, "应收电费.csv", [bill, {**bill, "应收电费": "99.00"}])
    assert "有2行对同一户同一月说法不同" in notes(office)
    assert still_audited(office)


def test_what_does_not_join_is_a_report_of_its_own(office: Path) -> None:
    write(office, "补抄.csv", [reading(999, *MONTHS[1], 50)])
    store = {"领用日期": "2018-11-22", "资产编号": "777", "现状态": "领用", "去向户号": ""}
    write(office, "表计领用.csv", [store])
    told = summary(office, AS_OF)["unjoined"]
    assert told["readings"] == {"key": "account_no", "count": 1, "first": ["4100000999"]}
    assert told["store"] == {"key": "meter_no", "count": 1, "first": ["777"]}


def test_a_picture_beside_the_lists_is_no_trouble(office: Path) -> None:
    (office / "合影.jpg").write_bytes(b"\xff\xd8\xff")
    (office / "说明.txt").write_text("这是11月导出的表。", "utf-8")
    assert still_audited(office)


def test_a_list_that_has_only_what_the_meters_show_is_counted_from_one_to_the_next(
    office: Path,
) -> None:
    """Without 上次示数 and 抄见电量 nobody is said to have used nothing."""
    rows = [
        {name: cell for name, cell in reading(n, *days, 0).items()
         if name not in ("上次示数", "抄见电量")} | {"本次示数": 500 + 90 * place + n}
        for n in HOMES for place, days in enumerate(MONTHS)
    ]  # fmt: skip
    write(office, "抄表数据.csv", rows)
    assert {one["rule"] for one in found(office, AS_OF)}.isdisjoint({"B02", "B03"})
    for row in rows:
        row["本次示数"] = 700 if row["户号"] == "4100000135" else row["本次示数"]
    write(office, "抄表数据.csv", rows)
    idle = [one["account"] for one in found(office, AS_OF) if one["rule"] == "B02"]
    assert idle == ["4100000135"]
