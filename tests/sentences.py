"""The words that stand in the kit's and the exercises' own source, for tests of the sentences in records."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from autograder.checks.course import Course
from autograder.diagnosis.signatures import load_signatures
from autograder.messages import Message
from tests.conftest import ROOT

WORDS = re.compile(r"[a-z]{3,} | [a-z]{3,}")
# Whose words are made when something is shown, and are in no record.
SHOWN = (ROOT / "autograder/reports", ROOT / "autograder/cli")
NOTATION = ROOT / "autograder/engine/steps.py"  # its texts are Python, as a student would type it


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """The kit's modules, and the files of checks."""
    for path in (*ROOT.glob("autograder/**/*.py"), *ROOT.glob("exercises/*/test_*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


@cache
def literals() -> frozenset[str]:
    """Every text that stands literally in source, a docstring in one line; and what signatures and titles say."""
    found: set[str] = set()
    for _, tree in trees():
        found |= texts_of(tree)
    for exercise in Course.load(ROOT).exercises:
        signatures = load_signatures(exercise.folder / "signatures.json")
        found |= {exercise.about.title}
        found |= {text for one in signatures.mistakes for text in (one.title, one.explanation)} if signatures else set()
    return frozenset(found)


def texts_of(tree: ast.Module) -> set[str]:
    """The texts that stand literally in a module."""
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {text for one in texts if isinstance(one, str) for text in (one, " ".join(one.split()))}


@cache
def words_of_the_kit() -> frozenset[str]:
    """Texts of several words that stand in the kit's own modules; none of them is a value."""
    found = [texts_of(tree) for path, tree in trees() if path.is_relative_to(ROOT / "autograder")]
    return frozenset(text for one in found for text in one if WORDS.search(text))


@cache
def phrases() -> re.Pattern[str]:
    """What an f-string with words of the kit's own makes: such a text is no value."""
    found: set[str] = set()
    for path, tree in trees():
        kept = path != NOTATION and not any(map(path.is_relative_to, SHOWN))
        for node in ast.walk(tree) if kept else ():
            if isinstance(node, ast.JoinedStr):
                texts = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
                if any(WORDS.search(str(one)) for one in texts if one is not None):
                    found.add("".join(".+" if one is None else re.escape(str(one)) for one in texts))
    return re.compile("|".join(sorted(found)), re.DOTALL)


def faults(message: Message) -> Iterator[str]:
    """What is wrong with a message: a template that stands nowhere, a value that is words of the kit's own."""
    for form in message.forms:
        if form and form not in literals():
            yield f"no template: {form!r}"
    for name, value in message.values.items():
        if isinstance(value, Message):
            yield from faults(value)
        elif isinstance(value, str) and (value in words_of_the_kit() or phrases().fullmatch(value)):
            yield f"no value: {name}={value!r} in {message.template!r}"
