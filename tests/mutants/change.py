"""Small faults that could be in a file: each a changed place and what it would read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OTHER_WAY = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One fault: what stands in the file from `start` to `end` (bytes) becomes `code`."""

    path: str
    line: int
    what: str
    start: int
    end: int
    code: str

    def written_into(self, root: Path) -> None:
        """Make the fault in the copy of the project under `root`."""
        file = root / self.path
        text = file.read_bytes()
        file.write_bytes(text[: self.start] + self.code.encode() + text[self.end :])


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Every fault we know to make in a file; annotations and docstrings are left alone."""
    text = (root / path).read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return [
        Mutant(
            path,
            place.lineno,
            what,
            starts[place.lineno - 1] + place.col_offset,
            starts[place.end_lineno - 1] + place.end_col_offset,
            code,
        )
        for node in _nodes(ast.parse(text))
        for what, place, code in _changed(node)
    ]


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """What is done when the code runs; of a text with `{…}` the places are not known exactly."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue  # of `zip`: no behaviour
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield child
                yield from _nodes(child)


def _changed(node: ast.AST) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    """What a node can become: the fault's name, its place, what it reads then."""
    match node:
        case ast.Compare(left, [op], [right]) if type(op) in OTHER_WAY:
            new = ast.Compare(left, [OTHER_WAY[type(op)]()], [right])
            yield "comparison", node, f"({ast.unparse(new)})"
        case ast.BoolOp(op, values):
            new = ast.BoolOp(OTHER_WAY[type(op)](), values)
            yield "and/or", node, f"({ast.unparse(new)})"
        case ast.UnaryOp(ast.Not(), operand):
            yield "not", node, f"({ast.unparse(operand)})"
        case ast.BinOp(left, op, right) if type(op) in OTHER_WAY and not _is_text(left, right):
            new = ast.BinOp(left, OTHER_WAY[type(op)](), right)
            yield "+/-", node, f"({ast.unparse(new)})"
        case ast.Constant(bool() as value):
            yield "constant", node, str(not value)
        case ast.Constant(int() as value):
            yield "constant", node, str(value + 1)
        case ast.Expr(ast.Call()):
            yield "call dropped", node, "pass"
        case ast.If(test) | ast.IfExp(test):
            code = ast.unparse(test)
            yield "held true", test, f"(True or {code})"
            yield "held false", test, f"(False and {code})"
            if node.orelse:
                yield "branches swapped", test, f"(not ({code}))"


def _is_text(*parts: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts)
