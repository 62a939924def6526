"""Find a construct in a program: patterns that look like the code that they are to find.

Theory of operation. A pattern is Python in which ``$NAME`` stands for a part that may differ, the same part wherever
the name stands (``$_`` for any part), and ``...`` for any statements, or for any other arguments. A pattern is found
where its statements are found in this order in one scope (a function, a class, or the module's own level), however deep
they stand in loops and blocks, and whatever stands between; an expression is found inside any statement. A ``for`` is
found in a comprehension, too, ``$X = …`` in a ``with … as``; ``except:`` is any handler. A pattern below the line ``at
top level:`` is found in no function. Programs are brought to their normal form before. The line to point at is that of
the statement that ends with ``# here``; without one, that of the last.

Why a matcher of our own: ast-grep-py finds such patterns too, but is 5.7 MB of machine code, has no build for Python
3.15, and knows nothing of what is equal in Python; LibCST's matchers are written as constructors, which nobody reads as
code. What is needed here is a page of Python over the interpreter's own ``ast``, which reads every version's syntax.
"""

import ast
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any

from autograder.diagnosis.normal_form import normal_form
from autograder.diagnosis.scopes import Code, Piece, pieces_of

Bindings = dict[str, str]
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
HOLE, REST = "_hole_", "_rest_"
STEPS = 500_000  # comparisons for one construct; whoever writes a program that takes more gets no name
TOP_LEVEL = "at top level:"  # the first line of a pattern that is not to be found in functions and classes
LINE = "line"  # the key of the line to point at
HERE = "# here"  # at the end of the statement to point at
MARKED = "marked"  # the key of whether that has been found
LEFT_OUT = ("ctx", "lineno", "col_offset", "end_lineno", "end_col_offset", "type_comment", "kind", "decorator_list")
LEFT_OUT_TOO = ("type_params", "returns", "annotation", "orelse", "finalbody")  # unless the pattern has them


@cache
def parse_pattern(text: str) -> tuple[ast.stmt, ...]:
    """The statements of a pattern; raises :class:`SyntaxError` for one that is none."""
    text = textwrap.dedent(text.removeprefix(TOP_LEVEL).lstrip("\n"))
    lines = [line if line.strip() == "..." else line.replace("...", f"*{REST}") for line in text.split("\n")]
    source = re.sub(r"\$(\w+)", rf"{HOLE}\1", "\n".join(lines))
    tree = normal_form(ast.parse(source), True)
    marked = {number for number, line in enumerate(lines, 1) if line.endswith(HERE)}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            node.is_marked = node.lineno in marked  # type: ignore[attr-defined]
    return tuple(tree.body)


def find(pattern: str, code: Code, bindings: Bindings | None = None) -> Iterator[Bindings]:
    """What the names of a pattern stand for, for every place where it is found, and under :data:`LINE` where to look.

    ``bindings`` says what names stand for already.
    """
    wanted = [one for one in parse_pattern(pattern) if not is_any(one)]
    for pieces in code.scopes[:1] if pattern.startswith(TOP_LEVEL) else code.scopes:
        yield from in_order(wanted, pieces, bindings or {}, (0, 0))


def is_any(node: ast.AST) -> bool:
    """Whether this is ``...`` as a statement."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is Ellipsis


def in_order(
    wanted: list[ast.stmt], pieces: list[Piece], known: Bindings, after: tuple[int, int]
) -> Iterator[Bindings]:
    """Where all of these are found, one after another."""
    first, rest = wanted[0], wanted[1:]
    inner = not all(map(is_any, getattr(first, "body", ())))  # then the last part stands in there
    for piece in pieces:
        if piece.begins < after:
            continue
        for bound in piece_matches(first, piece, known):
            if first.is_marked:  # type: ignore[attr-defined]
                here = {**bound, LINE: str(line_of(piece.node)), MARKED: ""}
            else:
                here = bound if inner or MARKED in bound else {**bound, LINE: str(line_of(piece.node))}
            if rest:
                yield from in_order(rest, pieces, here, piece.ends)
            else:
                yield here


def line_of(node: ast.AST) -> int:
    """The line of a node; in a chain of calls, that of its end."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.end_lineno or node.lineno
    return int(getattr(node, "lineno", 0))


def piece_matches(wanted: ast.stmt, piece: Piece, known: Bindings) -> Iterator[Bindings]:
    """Whether a statement of a pattern is this statement or expression."""
    node = piece.node
    match wanted:
        case ast.Expr():
            if isinstance(node, ast.expr) and not (
                piece.called and isinstance(wanted.value, (ast.Name, ast.Attribute))
            ):
                yield from matches(wanted.value, node, known)
        case ast.For() if isinstance(node, Comprehension):
            for generator in node.generators:
                for bound in matches(wanted.target, generator.target, known):
                    for bound_too in matches(wanted.iter, generator.iter, bound):
                        made = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
                        yield from block_matches(wanted.body, [*made, *generator.ifs], bound_too)
        case ast.Assign() if isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                if item.optional_vars is not None:
                    for bound in matches(wanted.targets[0], item.optional_vars, known):
                        yield from matches(wanted.value, item.context_expr, bound)
        case ast.Assign() if isinstance(node, ast.NamedExpr):
            for bound in matches(wanted.targets[0], node.target, known):
                yield from matches(wanted.value, node.value, bound)
        case ast.With() if isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                for bound in matches(wanted.items[0].context_expr, item.context_expr, known):
                    name = wanted.items[0].optional_vars
                    if name is None:
                        yield from block_matches(wanted.body, node.body, bound)
                    elif item.optional_vars is not None:
                        for bound_too in matches(name, item.optional_vars, bound):
                            yield from block_matches(wanted.body, node.body, bound_too)
        case ast.Try() if isinstance(node, ast.Try) and node.handlers and wanted.handlers:
            for bound in block_matches(wanted.body, node.body, known):
                for handler in node.handlers:
                    yield from block_matches(wanted.handlers[0].body, handler.body, bound)
        case ast.FunctionDef() if isinstance(node, ast.AsyncFunctionDef):
            yield from fields_match(wanted, node, known)
        case _:
            yield from matches(wanted, node, known)


def block_matches(wanted: list[ast.stmt], body: Any, known: Bindings) -> Iterator[Bindings]:
    """Whether the statements of a pattern are found in this order in a block."""
    named = [one for one in wanted if not is_any(one)]
    if not named:
        yield known
        return
    yield from in_order(named, list(pieces_of(body)), known, (0, 0))


class TooManySteps(Exception):
    """A program was made so that a pattern is tried in it without end."""


class Steps:
    """How many comparisons may still be made in the search that is going on."""

    left = STEPS

    @classmethod
    def take(cls) -> None:
        """Make one more; raises :class:`TooManySteps` when there have been enough."""
        cls.left -= 1
        if cls.left < 0:
            raise TooManySteps


def matches(wanted: Any, node: Any, known: Bindings) -> Iterator[Bindings]:
    """Whether a part of a pattern is this part of a program."""
    Steps.take()
    if isinstance(wanted, ast.Name) and wanted.id.startswith(HOLE) and isinstance(node, ast.expr):
        yield from bind(wanted.id, node.id if isinstance(node, ast.Name) else ast.dump(node), known)
    elif isinstance(wanted, str) and wanted.startswith(HOLE) and isinstance(node, str):
        yield from bind(wanted, node, known)
    elif isinstance(wanted, ast.arguments) and isinstance(node, ast.arguments):
        yield from parameters_match(parameters_of(wanted), parameters_of(node), known)
    elif isinstance(wanted, ast.Call) and isinstance(node, ast.Call):
        for bound in matches(wanted.func, node.func, known):
            yield from arguments_match(wanted, node, bound)
    elif isinstance(wanted, ast.AST):
        if type(wanted) is type(node):
            yield from fields_match(wanted, node, known)
    elif isinstance(wanted, list) and isinstance(node, list):
        yield from lists_match(wanted, node, known)
    elif type(wanted) is type(node) and wanted == node:
        yield known


def bind(hole: str, value: str, known: Bindings) -> Iterator[Bindings]:
    """A name of a pattern stands for this; if it stands for something already, that must be the same."""
    name = hole.removeprefix(HOLE)
    if name == "_" or known.get(name) == value:
        yield known
    elif name not in known:
        yield {**known, name: value}


def fields_match(wanted: ast.AST, node: ast.AST, known: Bindings) -> Iterator[Bindings]:
    """Whether all fields of two nodes agree; those that the pattern leaves empty may hold anything."""
    names = [name for name in wanted._fields if name not in LEFT_OUT]
    names = [name for name in names if name not in LEFT_OUT_TOO or getattr(wanted, name)]

    def step(left: list[str], bound: Bindings) -> Iterator[Bindings]:
        if not left:
            yield bound
            return
        one, other = getattr(wanted, left[0]), getattr(node, left[0], None)
        block = left[0] == "body" and isinstance(wanted, ast.stmt)
        found = block_matches(one, other, bound) if block else matches(one, other, bound)
        for further in found:
            yield from step(left[1:], further)

    yield from step(names, known)


def lists_match(wanted: list[Any], nodes: list[Any], known: Bindings) -> Iterator[Bindings]:
    """Whether two lists agree; ``...`` stands for any number of elements."""
    if not wanted:
        if not nodes:
            yield known
        return
    if is_rest(wanted[0]):
        for taken in range(len(nodes) + 1):
            yield from lists_match(wanted[1:], nodes[taken:], known)
    elif nodes:
        for bound in matches(wanted[0], nodes[0], known):
            yield from lists_match(wanted[1:], nodes[1:], bound)


def is_rest(node: Any) -> bool:
    """Whether this is ``...`` among arguments or elements."""
    if isinstance(node, ast.Starred):
        node = node.value
    return isinstance(node, ast.Name) and node.id == REST


def arguments_match(wanted: ast.Call, node: ast.Call, known: Bindings) -> Iterator[Bindings]:
    """Whether two calls have the same arguments, in any order of their names."""
    others = any(is_rest(one) for one in wanted.args)
    for bound in lists_match(wanted.args, node.args, known):
        yield from keywords_match(wanted.keywords, node.keywords, others, bound)


def keywords_match(
    wanted: list[ast.keyword], given: list[ast.keyword], others: bool, known: Bindings
) -> Iterator[Bindings]:
    """Whether every named argument of the pattern is given, and no other unless others may be."""
    if not wanted:
        if others or not given:
            yield known
        return
    for number, one in enumerate(given):
        if one.arg == wanted[0].arg:
            for bound in matches(wanted[0].value, one.value, known):
                yield from keywords_match(wanted[1:], given[:number] + given[number + 1 :], others, bound)


def parameters_of(arguments: ast.arguments) -> list[str]:
    """The names of parameters; ``...`` is among them by its own."""
    star = [arguments.vararg] if arguments.vararg else []
    found = [*arguments.posonlyargs, *arguments.args, *star, *arguments.kwonlyargs]
    return [one.arg for one in found]


def parameters_match(wanted: list[str], given: list[str], known: Bindings) -> Iterator[Bindings]:
    """Whether a function has these parameters, and no others unless there may be others."""
    named = [one for one in wanted if one != REST]
    if REST not in wanted:
        yield from lists_match(named, given, known)
    elif not named:
        yield known
    else:
        for number, one in enumerate(given):
            for bound in matches(named[0], one, known):
                yield from parameters_match([*named[1:], REST], given[:number] + given[number + 1 :], bound)
