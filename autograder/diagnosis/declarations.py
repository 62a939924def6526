"""What a mistake's file declares in comments below its docstring: the construct that makes it, and its opposite.

=============  =====================================================================================================
``has:``       a pattern (:mod:`autograder.diagnosis.patterns`) that the source must hold; several must all be held,
               with the same parts for the same names. The first one's last statement is the line to
               point at, or the one that ends with ``# here``
``or:``        what may stand in the place of the pattern before it
``has not:``   the opposite: a pattern that the source must not hold
``where:``     ``$NAME is a KIND`` or ``$NAME is no KIND``, of :data:`KINDS`, or ``$NAME is not $OTHER`` (or ``word``);
               of a name that only another alternative has, nothing is asked
``ok:``        code that looks like the mistake and is none, or is another: it must not be taken for this one
=============  =====================================================================================================

A pattern goes on in lines that are indented as its first one. What a program has under its guard is a trial, and is
left out, unless the guard is what the exercise is about: then the mistake's own file has one, or its pattern.
"""

import ast
import re
from collections.abc import Iterator

import msgspec

from autograder.diagnosis.patterns import LINE, STEPS, Bindings, Steps, TooManySteps, find
from autograder.diagnosis.scopes import Code

ENTRY = re.compile(r"^# (?P<key>has not|has|or|where|ok): ", re.MULTILINE)
CONDITION = re.compile(r"^\$(?P<name>\w+) is (?P<no>no|not|an?) (?P<kind>\$?\w+)$")
KINDS = {
    "call": r"Call\(",
    "lambda": r"Lambda\(",
    "tuple": r"Tuple\(",
    "dict": r"Dict\(",
    "number": r"Constant\(value=\d",
    "list": r"List\(",
    "text": r"Constant\(value='|JoinedStr\(",
    "name": r"\w+$",
    "one": r"Constant\(value=1[,)]",
    "sequence": r"Tuple\(|List\(|BinOp\(|Starred\(|tuple|ListComp\(|Call\(",
}


class Construct(msgspec.Struct, omit_defaults=True):
    """The construct of a mistake, and its opposite."""

    has: list[list[str]] = []  # of each, one alternative
    lacks: list[str] = []
    where: list[str] = []
    guard: bool = False  # what stands under the guard is looked at, too

    def find(self, text: str) -> Bindings | None:
        """What its names stand for in a source, and the line to point at; ``None`` where it is not."""
        code = Code.of(text, self.guard)
        if code is None or not self.has:
            return None
        Steps.left = STEPS
        try:
            return next(self.places(code, self.has, {}), None)
        except (TooManySteps, RecursionError):
            return None

    def places(self, code: Code, left: list[list[str]], known: Bindings) -> Iterator[Bindings]:
        """Every place where all patterns that are left are found, and the opposite is not."""
        if left:
            for pattern in left[0]:
                for bound in find(pattern, code, known):
                    line = known.get(LINE, bound[LINE])  # the first pattern says where
                    yield from self.places(code, left[1:], {**bound, LINE: line})
        elif all(holds(condition, known) for condition in self.where):
            # What is said of a name that only another alternative has does not apply here.
            elsewhere = names_in(*self.patterns) - set(known)
            opposite = [pattern for pattern in self.lacks if not names_in(pattern) & elsewhere]
            if not any(True for pattern in opposite for _ in find(pattern, code, known)):
                yield known

    @property
    def patterns(self) -> list[str]:
        """Every pattern that is to be held, or may be."""
        return [pattern for alternatives in self.has for pattern in alternatives]


def names_in(*patterns: str) -> set[str]:
    """The names that stand for parts in some patterns."""
    return {name for pattern in patterns for name in re.findall(r"\$([A-Za-z]\w*)", pattern)}


def holds(condition: str, known: Bindings) -> bool:
    """Whether a condition on what a name stands for is met."""
    match = CONDITION.match(condition)
    if match is None:
        raise ValueError(f"`where: {condition}` is no condition")
    if match["name"] not in known:
        return True  # it belongs to an alternative
    value, kind = known[match["name"]], match["kind"]
    if match["no"] == "not":
        return value != (known.get(kind[1:]) if kind.startswith("$") else kind)
    return (re.match(KINDS[kind], value) is not None) == (match["no"] in ("a", "an"))


def declared(source: str) -> tuple[Construct, list[str]]:
    """The construct that a mistake's file declares, and the code that is not to be taken for it."""
    names = [node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    construct, others = Construct([], [], []), list[str]()
    for match in ENTRY.finditer(source):
        lines = [source[match.end() :].split("\n", 1)[0]]
        indent = f"#{' ' * (match.end() - match.start() - 1)}"
        for line in source[match.end() :].split("\n")[1:]:
            if not line.startswith(indent):
                break
            lines.append(line[len(indent) :])
        text = "\n".join(lines)
        if match["key"] == "has":
            construct.has.append([text])
        elif match["key"] == "or":
            construct.has[-1].append(text)
        else:
            {"has not": construct.lacks, "where": construct.where, "ok": others}[match["key"]].append(text)
    construct.guard = "__name__" in names or any("__name__" in one for one in [*construct.patterns, *construct.lacks])
    return construct, others


def problems(source: str) -> list[str]:
    """What is wrong with the declaration of a mistake's file; nothing when it is as it should be."""
    try:
        construct, others = declared(source)
        if not construct.has or not others:
            return ["it declares no construct (`# has: PATTERN`) and its like (`# ok: CODE`)"]
        found = [] if construct.find(source) else ["the construct that it declares is not in it"]
        return found + [f"its construct is in what stands beside `ok:`: {one}" for one in others if construct.find(one)]
    except (SyntaxError, ValueError) as error:
        return [f"its declaration cannot be read: {error}"]
