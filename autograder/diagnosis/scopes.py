"""A program in its normal form, taken apart into its scopes: functions, classes and the top level."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from autograder.diagnosis.normal_form import normal_form

Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda


@dataclass
class Piece:
    """A statement or an expression of a scope, in the order of the text."""

    node: ast.AST
    begins: tuple[int, int]
    ends: tuple[int, int]
    called: bool = False  # it is what a call calls, so it is not merely named


@dataclass
class Code:
    """A program in its normal form."""

    tree: ast.Module
    scopes: list[list[Piece]] = field(default_factory=list)

    @staticmethod
    @lru_cache(4)  # all mistakes of an exercise are looked for in one program
    def of(text: str, with_guard: bool = False) -> "Code | None":
        """Parse and normalise; ``None`` for what is no Python."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = normal_form(ast.parse(text), with_guard)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, Scope))]
        return Code(tree, [list(pieces_of(body)) for body in bodies])


def pieces_of(body: Any) -> Iterator[Piece]:
    """Everything in a scope, functions and classes in it as wholes."""
    for node in body if isinstance(body, list) else [body]:
        yield from pieces_below(node)


def pieces_below(node: ast.AST, called: bool = False) -> Iterator[Piece]:
    """A node and what stands in it, but not what stands in a scope of its own; a decorator stands in the outer one."""
    if isinstance(node, (ast.stmt, ast.expr)):
        begins = node.lineno, node.col_offset
        yield Piece(node, begins, (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset), called)
    if isinstance(node, Scope):
        for decorator in getattr(node, "decorator_list", ()):
            yield from pieces_below(decorator)
        return
    for name, value in ast.iter_fields(node):
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, ast.AST):
                yield from pieces_below(inner, isinstance(node, ast.Call) and name == "func")
