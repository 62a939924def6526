"""What a command's exit code means, and what commands share."""

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.checks.results import Outcome

FAILED, USAGE, KIT_FAILED, INTERRUPTED = 1, 2, 3, 130
NAME = "autograder"
DEFAULT_NAME = "homework"  # of an assignment without assignment.toml
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def typed() -> str:
    """How the command is to be typed: by its name where a shell finds it so, else by the path that it has now."""
    path = Path(sys.argv[0])
    found = shutil.which(path.name)
    is_known = found is not None and path.exists() and path.samefile(found)
    return NAME if is_known or path.name != NAME else shlex.quote(str(path))


def exit_code(outcomes: "list[Outcome]") -> int:
    """The exit code for several outcomes: the most serious one decides."""
    from autograder.checks.results import Outcome

    if any(outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE) for outcome in outcomes):
        return KIT_FAILED
    return FAILED if Outcome.FAILED in outcomes else 0
