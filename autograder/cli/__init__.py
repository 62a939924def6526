"""The command line: one module a command, loaded when it is asked for.

Exit codes: 0 all passed, 1 some failed, 2 the command was not right, 3 the kit itself failed (or
could not decide), 130 interrupted.
"""

import difflib
import importlib
import os
import sys

import click

from autograder import __version__
from autograder.cli.exits import INTERRUPTED, KIT_FAILED, USAGE
from autograder.cli.streams import make_writable
from autograder.errors import AutograderError, UsageError
from autograder.files import FULL
from autograder.pythons import caution, refusal

# In the order in which `autograder --help` lists them, with what it says of them; each is the command of that name in
# its own module, and none of them is loaded for that.
COMMANDS = {
    "check": "Check your own work.",
    "watch": "Check your own work whenever you save it.",
    "release": "Make what students get, for instructors.",
    "grade": "Grade a class.",
    "explain": "Tell all about one verdict, for instructors.",
    "replay": "Judge again what was recorded, for instructors.",
    "regrade": "Apply changed checks, points, dates, roster or known mistakes to a graded class.",
    "report": "Make pages of a graded class, for instructors.",
    "similar": "Show which programs of a graded class are alike, for instructors.",
    "review": "Review a graded class in the browser.",
    "services": "Make what Gradescope and GitHub Classroom need.",
    "verify": "Prove the course, for instructors and authors.",
    "page": "Make the course page, for instructors and authors.",
    "doctor": "Say what this machine can guarantee, and what to do where it cannot.",
}


class Commands(click.Group):
    """The commands, each imported only when it is needed: a student's first verdict is not to wait for them all."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """One command, or ``None`` where there is none of that name or of one that is nearly so."""
        if name not in COMMANDS:
            for near in difflib.get_close_matches(name, COMMANDS, 1):
                raise click.UsageError(f"No such command {name!r}. Did you mean {near!r}?", context)
            return None
        found: click.Command = getattr(importlib.import_module(f"autograder.cli.{name}"), name)
        return found

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="autograder")
def commands() -> None:
    """Grade homework in Python's multiprocessing by evidence: who ran, when, and at the same time as whom.

    Students type `autograder check` in an exercise's folder, or `autograder watch` once. Instructors grade a whole
    class with `autograder grade SUBMISSIONS`. `autograder doctor` says what this machine can do.
    """


def write_out() -> None:
    """Write what is still to be written; what a reader or terminal that has gone would have got is dropped.

    Python would try once more as it ends, and turn the exit code into 120.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())


def main() -> None:
    """Run the command line, and end."""
    make_writable()
    try:
        code = run()
    finally:
        write_out()
    os._exit(code) if code == INTERRUPTED else sys.exit(code)


def run() -> int:
    """Run the command line; every foreseen trouble is one sentence and an exit code."""
    told = caution(sys.version_info[:2])
    if told:
        click.echo(f"autograder: {told}", err=True)
    try:
        if refusal(sys.version_info[:2]):
            raise UsageError(refusal(sys.version_info[:2]))
        commands(standalone_mode=False)
    except click.exceptions.Abort:
        code = INTERRUPTED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = USAGE
    except UsageError as error:
        click.echo(f"autograder: {error}", err=True)
        code = USAGE
    except AutograderError as error:
        click.echo(f"autograder: the kit itself failed: {error}", err=True)
        code = KIT_FAILED
    except OSError as error:
        if error.errno not in FULL:
            raise
        where = f" ({error.filename})" if error.filename else ""
        click.echo(f"autograder: {error.strerror}{where}. Make room, and run the same command again.", err=True)
        code = KIT_FAILED
    else:
        code = 0
    return code
