"""Commands that show the rules at work: assess, explain, regions, examples."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bot import clock
from bot.bills.history import HistoryError, Trouble
from bot.cli import shell
from bot.cli.databases import open_existing
from bot.cli.parser import account_number
from bot.cli.settings import Settings, read_settings, regions_folder
from bot.contract.month import Month
from bot.wording.catalogue import mark, words
from bot.wording.faults import fault

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Make the commands known to the parser."""
    facts = add("assess", assess, mark("assess facts without a database and print JSON"))
    facts.add_argument("facts", help=mark("a JSON file, or - for standard input"))
    bill = add("explain", explain, mark("print every step behind a bill as a table"))
    bill.add_argument("account", type=account_number, help=mark("account number"))
    bill.add_argument("bill", help=mark("bill month, such as 2018-12"))
    bill.add_argument("--json", action="store_true", help=mark("the whole assessment as JSON"))
    known = add(
        "regions", regions, mark("print what is known of each region's tariff, and how sure it is")
    )
    known.add_argument(
        "--stale",
        action="store_true",
        help=mark("only those not confirmed by a document of two years"),
    )
    file = add("examples", examples, mark("run worked examples: ours, yours, published ones"))
    file.add_argument("file", type=Path, help=mark("a YAML or JSON file of examples"))


class _TwiceError(ValueError):
    """A key stands twice in one object: which of its values is meant is not guessed."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def assess(arguments: argparse.Namespace) -> int:
    """Assess facts without a database."""
    say = words()
    try:
        text = (
            sys.stdin.read().removeprefix("\ufeff")
            if arguments.facts == "-"
            else Path(arguments.facts).read_text(encoding="utf-8-sig")
        )
        facts = json.loads(text, object_pairs_hook=_once)
    except (OSError, UnicodeDecodeError) as error:
        told = say("{file} cannot be read: {error}", file=arguments.facts,
                   error=fault(say, error))  # fmt: skip
    except json.JSONDecodeError as error:
        told = say("{file}: line {line} is no JSON, from its character {column} on",
                   file=arguments.facts, line=error.lineno, column=error.colno)  # fmt: skip
    except _TwiceError as error:
        told = say("{file}: {key} stands in one object twice; leave one",
                   file=arguments.facts, key=error.args[0][:40])  # fmt: skip
    except (ValueError, RecursionError):
        # A number of thousands of digits, or brackets without end.
        told = say("{file} holds no facts that can be read; write numbers and lists as "
                   "docs/rules.md shows them", file=arguments.facts)  # fmt: skip
    else:
        return _assessed(facts)
    print(f"jieti: {told}", file=sys.stderr)
    return USAGE_ERROR


def _assessed(facts: Any) -> int:
    from tariff_rules.facts import assess_facts  # noqa: PLC0415

    answer = assess_facts(facts, regions_folder(os.environ))
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def explain(arguments: argparse.Namespace) -> int:
    """Print every step behind a bill."""
    from bot.bills.lookup import findings_for, history_of  # noqa: PLC0415
    from bot.wording.not_known import not_known  # noqa: PLC0415
    from bot.wording.sureness import undecided_by  # noqa: PLC0415
    from bot.wording.tables import causes_lines, steps_table  # noqa: PLC0415
    from tariff_rules import steps_of  # noqa: PLC0415

    say, settings = words(), read_settings(os.environ)
    office = settings.office
    month = month_of(arguments.bill)
    if month is None:
        return USAGE_ERROR

    async def look() -> int:
        async with open_existing(settings.database, settings.audit_key) as database:
            try:
                history = await database.read(
                    lambda store: history_of(store, arguments.account, office.regions)
                )
                found = findings_for(history, office, month)
                await database.write(
                    lambda store: store.audit.add(
                        clock.now(), shell.actor(), "figures_shown", arguments.account, "explain"
                    )
                )
            except HistoryError as error:
                print(no_figures(error, arguments.account, settings), file=sys.stderr)
                return USAGE_ERROR
        if arguments.json:
            print(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
        else:
            print(steps_table(say, steps_of(found.assessment, found.tariff), shell.columns()))
            open_points = [*undecided_by(say, found), *not_known(say, found)]
            print("\n".join([*causes_lines(say, found.causes), *open_points]))
        return 0

    return asyncio.run(look())


def regions(arguments: argparse.Namespace) -> int:
    """Print what is known of each region."""
    from bot.wording.tables import regions_table, stale_table  # noqa: PLC0415
    from tariff_rules import load_region, region_names  # noqa: PLC0415

    folder = regions_folder(os.environ)
    names = region_names(folder)
    tariffs = [load_region(name, folder) for name in names]
    if arguments.stale:
        print(stale_table(words(), tariffs, clock.now().date(), shell.columns()))
    else:
        print(regions_table(words(), tariffs, shell.columns()))
    say, files = words(), defaultdict(list)
    for file, tariff in zip(names, tariffs, strict=True):
        files[tariff.name].append(file)
    for name, alike in files.items():
        if len(alike) > 1:  # copied, and not given a name of its own: answers would mix them up
            told = say("{files} are both named {name}; give the new one another name.",
                       files=say(", ").join(alike), name=name)  # fmt: skip
            print(told, file=sys.stderr)
    return 0


def examples(arguments: argparse.Namespace) -> int:
    """Run a file of examples; 1 if one differs."""
    from bot.wording.tables import outcome_lines  # noqa: PLC0415
    from tariff_rules.examples import run_examples  # noqa: PLC0415

    outcomes = run_examples(arguments.file)
    print("\n".join(outcome_lines(words(), outcomes)))
    return 1 if any(outcome.differences for outcome in outcomes) else 0


def month_of(text: str) -> Month | None:
    """The month that a bill is named by; None, and it is said how to write it, for other words."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        say = words()
        print(say("{bill} is no month; write it as 2018-12.", bill=text), file=sys.stderr)
        return None
    return Month(first.month, first.year)


def no_figures(error: HistoryError, account: str, settings: Settings) -> str:
    """Why there are none, in one sentence."""
    from bot.wording import answers  # noqa: PLC0415

    say = words()
    if error.trouble is Trouble.NO_ACCOUNT:
        return no_account(account, settings)
    if error.trouble is Trouble.NO_BILL:
        return say("That bill is not here.")
    return answers.trouble(say, error, account)


def no_account(account: str, settings: Settings) -> str:
    """What to say when the office has not imported an account."""
    say = words()
    return say(
        "There is no account {account} in {database}. Import the office's account file first.",
        account=account,
        database=settings.database,
    )
