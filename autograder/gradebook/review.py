"""The review desk: nbgrader's formgrader, served by JupyterLab on loopback for this course alone."""

import os
import sys
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from autograder.errors import UsageError
from autograder.extras import find_programs, require_nbgrader
from autograder.gradebook.safety import CONFIGURATION_FILE


def find_assignment(folder: Path, wanted: str | None) -> str:
    """The assignment to be reviewed; raises :class:`UsageError` when that is not clear."""
    if not (folder / CONFIGURATION_FILE).is_file():
        raise UsageError(
            f"{folder} is no course of nbgrader's. Name the folder that `autograder grade --desk` wrote to."
        )
    names = sorted(path.parent.name for path in (folder / "source").glob("*/*.ipynb"))
    known = list(dict.fromkeys(names))
    if wanted is not None and wanted not in known:
        raise UsageError(f"There is no assignment {wanted!r} in {folder}. It has: {', '.join(known) or 'none'}.")
    if not known:
        raise UsageError(f"{folder} has no assignment yet. Make one with `autograder release {folder}`.")
    if wanted is None and len(known) > 1:
        raise UsageError(f"{folder} has several assignments. Say which: --assignment {known[0]}, for example.")
    return wanted or known[0]


def first_page(assignment: str) -> str:
    """The page that a review begins with: who handed in, by name, and how it went."""
    return f"/formgrader/manage_submissions/{quote(assignment)}"


def command(folder: Path, assignment: str, port: int | None, browser: bool) -> list[str]:
    """The command that serves the desk; a token keeps everybody else on the machine out."""
    words = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1"]
    # Formgrader gives its cookie no path, so one that was given on a page deep inside would not open the others.
    words += [f"--LabApp.default_url={first_page(assignment)}", "--IdentityProvider.cookie_options=path=/"]
    words += [] if port is None else [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    words += [] if browser else ["--no-browser"]
    return words + (["--allow-root"] if os.geteuid() == 0 else [])


def serve(folder: Path, assignment: str, port: int | None, browser: bool) -> NoReturn:
    """Become the server, in the course whose configuration it reads; so whatever ends us ends it."""
    require_nbgrader()
    find_programs()
    root = folder.resolve()
    os.chdir(root)
    words = command(root, assignment, port, browser)
    os.execv(words[0], words)
