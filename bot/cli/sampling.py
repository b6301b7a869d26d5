"""`jieti sample`: a made-up office of any size, to try the audit with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bot.wording.catalogue import mark, words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Declare the command."""
    command = add(
        "sample", _sample, mark("write made-up exports with planted situations and the truth")
    )
    command.add_argument(
        "--accounts", type=int, default=1000, metavar="N", help=mark("households")
    )
    command.add_argument(
        "--seed", type=int, default=1, metavar="S", help=mark("the same gives the same")
    )
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=mark("an empty folder")
    )
    command.add_argument(
        "--mess", action="store_true", help=mark("written as badly as in real life")
    )


def _sample(arguments: argparse.Namespace) -> int:
    from bot.sample_office.large import FEWEST, OF_AN_OFFICE, offices  # noqa: PLC0415
    from bot.sample_office.writing import write_office  # noqa: PLC0415

    say, out = words(), arguments.out
    if arguments.accounts < FEWEST:
        print(say("Give {count} households or more.", count=FEWEST), file=sys.stderr)
        return USAGE_ERROR
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        print(say("{folder} is not empty; nothing was written.", folder=out), file=sys.stderr)
        return USAGE_ERROR
    several = arguments.accounts > OF_AN_OFFICE
    with tqdm(
        total=arguments.accounts, file=sys.__stderr__, disable=None, leave=False, delay=1
    ) as bar:
        for number, lists, truth in offices(arguments.accounts, arguments.seed):
            folder = out / f"{number:04d}" if several else out
            write_office(folder, lists, truth, mess=arguments.mess, seed=arguments.seed)
            bar.update(OF_AN_OFFICE)
    print(say("Written: {count} households in {folder}.", count=arguments.accounts, folder=out))
    return 0
