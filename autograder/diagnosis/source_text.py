"""What a student handed in, as text: its lines, its functions, and which names it makes known where.

Nothing of it is ever run, and no verdict rests on it; explanations do.
"""

import ast
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from autograder.intake.submission import BAD_TEXT, decode_source

Function = ast.FunctionDef | ast.AsyncFunctionDef
WIDE = "\N{IDEOGRAPHIC SPACE}"  # as wide as a wide character


@dataclass(frozen=True)
class Named:
    """A function of the student's: its name with its class's, its parameters as text, and its line."""

    name: str
    parameters: str
    line: int

    def __str__(self) -> str:
        """``child(task, shared, pids)``."""
        return f"{self.name}({self.parameters})"


class SourceText:
    """A submitted file; where it is no valid Python, only its lines are known."""

    def __init__(self, source: bytes) -> None:
        """Decode as Python does, and parse if that can be done."""
        try:
            self.text = decode_source(source)
        except BAD_TEXT:
            self.text = source.decode("utf-8", "replace")
        self.lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def tree(self) -> ast.Module | None:
        """The syntax tree, or ``None``."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are the student's to see, when the program runs
            try:
                return ast.parse(self.text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return None

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of the tree; none without one."""
        return ast.walk(self.tree) if self.tree is not None else iter(())

    def calls(self) -> Iterator[ast.Call]:
        """Every call."""
        return (node for node in self.nodes() if isinstance(node, ast.Call))

    def line(self, number: int) -> str:
        """A line without its end; empty when there is none of this number."""
        return self.lines[number - 1].rstrip() if 0 < number <= len(self.lines) else ""

    @cached_property
    def functions(self) -> list[tuple[str, Function]]:
        """Every function with its name as Python spells it in messages: ``child``, ``Worker.__init__``."""
        found: list[tuple[str, Function]] = []

        def visit(node: ast.AST, prefix: str) -> None:
            for inner in ast.iter_child_nodes(node):
                if isinstance(inner, Function):
                    found.append((f"{prefix}{inner.name}", inner))
                    visit(inner, f"{prefix}{inner.name}.<locals>.")
                elif isinstance(inner, ast.ClassDef):
                    visit(inner, f"{prefix}{inner.name}.")
                else:
                    visit(inner, prefix)

        if self.tree is not None:
            visit(self.tree, "")
        return found

    def named(self, name: str) -> Named | None:
        """The function that a message of Python's calls so; the last one, as it is the one that counts."""
        return next(
            (
                Named(known.replace(".<locals>", ""), ast.unparse(node.args), node.lineno)
                for known, node in reversed(self.functions)
                if known == name
            ),
            None,
        )

    def function_at(self, line: int) -> Function | None:
        """The innermost function that a line stands in."""
        around = [node for _, node in self.functions if node.lineno <= line <= (node.end_lineno or 0)]
        return max(around, key=lambda node: node.lineno, default=None)

    def lines_that_set(self, name: str) -> list[tuple[int, Function | None]]:
        """Where a name is given a value, a definition or an import, and in which function."""
        found = []
        for node in self.nodes():
            lines: list[int] = []
            if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
                lines = [node.lineno]
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name:
                found.append((node.lineno, self.function_at(node.lineno - 1)))
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [alias.asname or alias.name.partition(".")[0] for alias in node.names]
                lines = [node.lineno] if name in names else []
            found += [(line, self.function_at(line)) for line in lines]
        return found

    @cached_property
    def guard(self) -> tuple[int, int] | None:
        """First and last line of what stands under ``if __name__ == "__main__":``."""
        for node in self.tree.body if self.tree is not None else []:
            if isinstance(node, ast.If) and "__name__" in ast.dump(node.test):
                return node.body[0].lineno, node.body[-1].end_lineno or node.body[-1].lineno
        return None

    def under_guard(self, line: int) -> bool:
        """Whether a line is run only in a program that is started itself."""
        return self.guard is not None and self.guard[0] <= line <= self.guard[1]


def mark(line: str, columns: tuple[int, int] | None) -> str:
    """The line of carets for a source line: below these columns, which count from its first visible character.

    Without columns everything that can be seen is marked. What is twice as wide as a letter stays aligned.
    """
    visible = len(line) - len(line.lstrip())
    first, last = columns or (0, len(line) - visible)
    first = min(visible + max(first, 0), len(line))
    last = min(max(visible + last, first + 1), max(len(line), first + 1))
    before = "".join("\t" if character == "\t" else WIDE if wide(character) else " " for character in line[:first])
    return before + "".join("^^" if wide(character) else "^" for character in line[first:last] or " ")


def wide(character: str) -> bool:
    """Whether a character takes the room of two."""
    return unicodedata.east_asian_width(character) in "FW"
