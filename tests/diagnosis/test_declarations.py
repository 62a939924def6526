"""Every mistake's file declares the construct that makes it, and what it must not be taken for."""

import re
from pathlib import Path

import pytest

from autograder.checks.course import Course, Exercise
from autograder.checks.session import checks_of
from autograder.diagnosis.declarations import Construct, declared, holds, problems
from autograder.diagnosis.signatures import load_signatures, read_explanation
from tests.conftest import ROOT

MISTAKES = sorted(ROOT.glob("solutions/*/mistakes/*.py"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: f"{path.parent.parent.name[:2]} {path.stem}")
def test_a_mistake_holds_its_construct_and_what_looks_alike_does_not(path: Path) -> None:
    """Its own file does, at a line of its code; the code beside `ok:` does not, and neither does the reference."""
    source = path.read_text()
    assert problems(source) == []
    construct, _ = declared(source)
    found = construct.find(source)
    assert found is not None
    assert int(found["line"]) > source.count("\n", 0, source.index("# fails")) + 1
    solution = path.parent.parent
    assert construct.find((solution / f"{solution.name.partition('_')[2]}.py").read_text()) is None


@pytest.mark.parametrize("folder", sorted(ROOT.glob("exercises/[0-9]*")), ids=lambda folder: folder.name)
def test_the_signatures_have_what_the_files_declare(folder: Path) -> None:
    """Constructs and explanations, so that students get them without the programs."""
    signatures = load_signatures(folder / "signatures.json")
    assert signatures is not None
    for one in signatures.mistakes:
        source = (ROOT / "solutions" / folder.name / "mistakes" / f"{one.mistake}.py").read_text()
        assert one.construct == declared(source)[0]
        assert (one.title, one.explanation) == read_explanation(source)


@pytest.mark.parametrize("exercise", Course.load(ROOT).exercises[:12], ids=lambda one: one.name)
def test_without_a_guard_two_thirds_are_lost(exercise: Exercise) -> None:
    """By what each exercise's program without one declares, and `autograder verify` proves of it."""
    path = ROOT / "solutions" / exercise.name / "mistakes" / "no_main_guard.py"
    lines = re.findall(r"^# fails(?: under spawn, forkserver)?: (.*)$", path.read_text(), re.MULTILINE)
    lost = {check for line in lines for check in line.split(", ")}
    assert lost == {check.name for check in checks_of(exercise)}


def test_a_declaration_is_read_with_its_alternatives_and_its_opposite() -> None:
    """Patterns of several lines keep their indentation; all must be held, with the same parts for the same names."""
    source = '''"""Docstring."""
# fails: test_it
# has: $P = Process(...)
# or: with Process(...) as $P:
#         ...
# has: for $_ in $_:
#          $P.join()
# has not: $P.start()
# where: $P is a name
# ok: p = Process()
'''
    construct, others = declared(source)
    assert construct == Construct(
        [["$P = Process(...)", "with Process(...) as $P:\n    ..."], ["for $_ in $_:\n    $P.join()"]],
        ["$P.start()"],
        ["$P is a name"],
    )
    assert others == ["p = Process()"]
    assert construct.find("p = Process()\nfor i in x:\n    p.join()") == {"P": "p", "line": "1"}
    assert construct.find("p = Process()\nfor i in x:\n    q.join()") is None
    assert construct.find("p = Process()\np.start()\nfor i in x:\n    p.join()") is None


def test_a_program_that_is_made_to_be_searched_without_end_holds_nothing() -> None:
    """After so many steps the search is given up, and nobody waits."""
    construct = Construct([["$A = $_\n$B = $_\n$C = $_\n$D = $_\n$E = $_\n$A($B, $C, $D, $E)"]])
    assert construct.find("\n".join(f"x{number} = {number}" for number in range(300))) is None
    assert construct.find(f"x = {'-' * 20_000}1") is None


def test_conditions_ask_what_a_name_stands_for() -> None:
    """Its kind, or that it is something else; nothing of a name that another alternative has."""
    known = {"A": "name", "B": "Call(func=Name(id='f'))", "C": "name"}
    assert holds("$A is a name", known)
    assert holds("$B is a call", known)
    assert holds("$A is no call", known)
    assert not holds("$A is no name", known)
    assert not holds("$A is not $C", known)
    assert holds("$A is not start", known)
    assert holds("$D is a number", known)
    with pytest.raises(ValueError, match="is no condition"):
        holds("$A should be a name", known)
