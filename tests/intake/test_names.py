"""Every name that comes with a submission is judged by one function, whatever road it came on."""

import ast
from pathlib import Path

import pytest

from autograder.escaping import visible
from autograder.intake.gradescope_export import METADATA_FILE
from autograder.intake.names import judge
from autograder.intake.owners import find_owners
from tests.conftest import ROOT

INTAKE = ROOT / "autograder/intake"
READERS = [path for path in sorted(INTAKE.glob("*.py")) if path.name != "names.py"]
READERS += [ROOT / "autograder/gradebook" / name for name in ("collector.py", "plain_files.py", "received.py")]
PARTS_OF_THE_RULE = {"path_of", "is_ignored", "ignored_part", "IGNORED_NAMES", "RESERVED"}
LOOKED_AT = {"..", "\\", "\0", "._"}


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_names_are_judged_in_one_module(path: Path) -> None:
    """No reader takes a part of the rule by itself, or looks for what makes a name a bad one."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    imported = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not imported & PARTS_OF_THE_RULE
    assert not {node.value for node in nodes if isinstance(node, ast.Constant)} & LOOKED_AT
    assert "is_absolute" not in {node.attr for node in nodes if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize(
    ("name", "path", "why", "ignored"),
    [
        ("a\\b.py", "a/b.py", "", ""),
        ("", None, "it has no name", ""),
        ("a/../../b.py", None, "its name points outside the submission", ""),
        ("venv\\lib\\a.py", "venv/lib/a.py", "", "venv"),
        ("a/.git/../x", None, "its name points outside the submission", "a/.git"),
    ],
)
def test_a_name_is_judged(name: str, path: str | None, why: str, ignored: str) -> None:
    """What it stands for, why for nothing, and whether it is looked into at all."""
    judged = judge(name)
    assert (judged.path and str(judged.path), judged.why, judged.ignored) == (path, why, ignored)


def test_a_number_can_be_told(tmp_path: Path) -> None:
    """What Gradescope's file has for one may be an address, and students choose theirs."""
    (tmp_path / "submission_1").mkdir()
    person = '{":name": "Eve", ":sid": "1\\u001b[31m\\n\\u202e' + "9" * 5000 + '"}'
    (tmp_path / METADATA_FILE).write_text(f'{{"submission_1": {{":submitters": [{person}]}}}}')
    (owner,) = find_owners(tmp_path)
    assert owner.number.startswith("1")
    assert visible(owner.number) == owner.number
    assert "\n" not in owner.number
    assert len(owner.number) < 200
