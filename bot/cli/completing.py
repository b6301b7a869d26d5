"""`jieti completion bash`: what the terminal completes, for bash and for zsh."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot.wording.catalogue import mark

SHELLS = ("bash", "zsh")
# zsh completes by the same function, once it knows how bash does it.
_AS_BASH = "autoload -U +X compinit && compinit -u; autoload -U +X bashcompinit && bashcompinit\n"
_SCRIPT = """\
_jieti() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" command="" i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${{COMP_WORDS[i]}}" in
            --env-file | --database) ((i++)) ;;
            -*) ;;
            *) command="${{COMP_WORDS[i]}}"; break ;;
        esac
    done
    local known
    case "$command" in
        "") known="{commands} --env-file --database --version --help" ;;
{options}
    esac
    COMPREPLY=($(compgen -W "$known" -- "$word"))
    [[ $word != -* && -n $command ]] && COMPREPLY+=($(compgen -f -- "$word"))
}}
complete -o filenames -F _jieti jieti
"""


def add_to(add: Callable[..., Any], options: Callable[[], Mapping[str, Sequence[str]]]) -> None:
    """Declare the command; `options` are those of each command, once all are declared."""
    shell = add("completion", partial(_completion, options), mark("what the terminal completes"))
    shell.add_argument(
        "shell",
        choices=SHELLS,
        help=mark('for ~/.bashrc or ~/.zshrc: eval "$(jieti completion bash)"'),
    )


def _completion(
    options: Callable[[], Mapping[str, Sequence[str]]], arguments: argparse.Namespace
) -> int:
    known = options()
    cases = "\n".join(
        f'        {name}) known="{" ".join(of_it)}" ;;' for name, of_it in known.items()
    )
    script = _SCRIPT.format(commands=" ".join(known), options=cases)
    print(script if arguments.shell == "bash" else _AS_BASH + script, end="")
    return 0
