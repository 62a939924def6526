"""What is loaded when: the command line and the package wait for nothing that they may not need."""

import importlib
import subprocess
import sys

import click
import pytest

import autograder
from autograder.cli import COMMANDS

# The engine and what it needs, and what shows and stores results; each takes longer to load than the command line.
NOT_FOR_HELP = (
    *("autograder.checks", "autograder.desk", "autograder.engine", "autograder.gradebook", "autograder.reports"),
    *("autograder.sandbox", "multiprocessing", "msgspec", "pytest", "rich", "nbgrader", "sqlalchemy"),
)


def loaded_by(program: str) -> set[str]:
    """The modules that a fresh interpreter has loaded at the end of a program."""
    program = f"import sys\n{program}\nprint('\\n'.join(['', *sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stdout.splitlines())


@pytest.mark.parametrize(
    "program",
    [
        "import autograder",
        "import autograder.cli",
        "from autograder.cli import commands; commands(['--help'], standalone_mode=False)",
    ],
)
def test_the_engine_is_not_loaded_for_it(program: str) -> None:
    """``autograder --help`` loads click, and nothing of the kit's but its list of commands."""
    loaded = loaded_by(program)
    assert "autograder" in loaded
    assert [name for name in NOT_FOR_HELP if name in loaded] == []


def test_a_file_that_cannot_be_read_is_told_before_the_engine_is_loaded() -> None:
    """Whoever has forgotten a colon waits for neither pytest nor the sandbox."""
    program = (
        "import autograder.cli.check, autograder.reports.terminal\n"
        "from autograder.diagnosis.syntax_errors import find_syntax_error\n"
        "assert find_syntax_error(b'def f()', 'f.py').meaning"
    )
    heavy = ("pytest", "autograder.engine.judge", "autograder.sandbox.sandbox", "autograder.desk.grading")
    assert [name for name in heavy if name in loaded_by(program)] == []


def test_the_desk_of_nbgrader_loads_nothing_of_nbgraders() -> None:
    """It starts while nbgrader does, and is to be ready first."""
    loaded = loaded_by("import autograder.gradebook.grader")
    assert "autograder.desk.batch" in loaded
    heavy = ("nbgrader", "nbformat", "nbconvert", "sqlalchemy", "traitlets", "jsonschema", "jinja2", "distributed")
    assert [name for name in heavy if name in loaded] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_of_a_command_what_it_says_itself(name: str) -> None:
    """The list of commands is kept apart from the commands, and says the same."""
    command: click.Command = getattr(importlib.import_module(f"autograder.cli.{name}"), name)
    assert COMMANDS[name] == command.get_short_help_str(limit=200)


def test_an_earlier_name_is_told_with_its_successor() -> None:
    """Checks written for version 0.1 fail with one sentence."""
    with pytest.raises(ImportError, match=r"autograder\.Seen is called ObservedRun"):
        exec("from autograder import Seen", {})
    with pytest.raises(AttributeError, match="nothing"):
        _ = autograder.nothing
