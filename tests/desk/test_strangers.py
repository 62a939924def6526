"""Names that strangers' programs get, measured against their headers."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.desk.strangers import Named, Stranger, measure, read_strangers
from autograder.errors import UsageError
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
COMMAND = Path(sys.executable).with_name("autograder")
RUN = "# exercise: 06_join\n# named: run_instead_of_start\n" + (
    ROOT / "solutions/06_join/mistakes/run_instead_of_start.py"
).read_text().replace("process.", "child.").replace("process =", "child =")
RIGHT = "# exercise: 06\n# mistake: none\n" + (ROOT / "solutions/06_join/join.py").read_text()


def stranger(right: frozenset[str] | None) -> Stranger:
    """A program of which these names are true."""
    return Stranger(Path("one.py"), COURSE.exercises[0], right)


def test_each_program_is_named_rightly_wrongly_or_plainly() -> None:
    """Precision is of the names given, recall of the programs that have one."""
    late, none, unknown = stranger(frozenset({"late", "slow"})), stranger(frozenset()), stranger(None)
    named = [Named(late, "slow"), Named(late, "early"), Named(late), Named(none, "late"), Named(none)]
    (found,) = measure([*named, Named(unknown, "late"), Named(late, failure="it broke")])
    assert [one.kind for one in found.found] == [
        *("rightly", "wrongly", "plainly", "wrongly", "rightly plain", "unlabelled", "not graded"),
    ]
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 4)


def test_nothing_named_has_no_precision() -> None:
    """Neither 0 nor 1."""
    (found,) = measure([Named(stranger(frozenset()))])
    assert found.precision is None
    assert found.recall is None


def test_headers_say_what_is_right(tmp_path: Path) -> None:
    """Names of the catalogue, or none; a program of which nobody has said anything is unlabelled."""
    for name, header in {
        "a": "named: late, slow",
        "b": "named: none",
        "c": "mistake: none",
        "d": "mistake: odd",
    }.items():
        (tmp_path / f"{name}.py").write_text(f"# exercise: 06_join\n# {header}\n")
    found = [one.right for one in read_strangers(tmp_path, COURSE)]
    assert found == [frozenset({"late", "slow"}), frozenset(), frozenset(), None]
    (tmp_path / "e.py").write_text("print('hello')\n")
    with pytest.raises(UsageError, match=r"e\.py has no line"):
        read_strangers(tmp_path, COURSE)


def test_every_shipped_program_is_labelled_with_names_of_the_catalogue() -> None:
    """Three hundred at least, and none without a label: a name that no mistake has could never be given."""
    strangers = read_strangers(ROOT / "tests/strangers", COURSE)
    assert len(strangers) >= 300
    unlabelled = [one.path.stem for one in strangers if one.right is None]
    assert unlabelled == []
    unknown = {
        f"{one.path.stem}: {name}"
        for one in strangers
        for name in one.right or ()
        if not (one.exercise.solution / "mistakes" / f"{name}.py").is_file()
    }
    assert unknown == set()


def test_the_command_measures_a_folder(tmp_path: Path) -> None:
    """Real programs, graded: one named rightly, one rightly left without a name."""
    (tmp_path / "run.py").write_text(RUN)
    (tmp_path / "right.py").write_text(RIGHT)
    command = [str(COMMAND), "verify", "--confusion", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "run: run_instead_of_start rightly" in done.stdout
    assert "right: no name rightly plain" in done.stdout
    line = "1 rightly, 1 rightly plain; precision 100.0%, recall 100.0%"
    assert done.stdout.splitlines()[-2:] == [f"06_join: {line}", f"all: {line}"]
