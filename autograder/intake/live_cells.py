"""Which text a check cell grades: the file as it was saved, or the cell that was to save it and that Jupyter did not.

Theory of operation. A check cell sees three things: the file beside it; the cells that this kernel has run, as they
were typed (IPython's history); and the notebook as it was saved last, where that is newer than the file. A cell that
IPython would not have saved (:mod:`autograder.intake.written_cells`) is graded as a class is graded, from its text;
else the file is graded. Where the file is not what the cell above says, both are told apart by their first line that
differs: whoever edits a cell and does not run it is graded on what was there before. A cell that has lost its first
line is known as the solution in a saved notebook alone; that one was run which defines what the file does, is told.
"""

import contextlib
import os
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.intake.archives import Budget
from autograder.intake.contents import read_capped
from autograder.intake.names import Refused
from autograder.intake.notebooks import Cell, Unreadable, read_notebook
from autograder.intake.written_cells import Program, put_together, read_program, read_writing, writings
from autograder.messages import Message

SESSION = "JPY_SESSION_NAME"  # where Jupyter tells a kernel which notebook it is for
LINE_CHARACTERS = 70

SAVED = "{file} was graded as it was saved at {time}."
FROM_CELL = "The text of the cell was graded, and not {file}."
RUN_FIRST = "There is no {file} yet: run the cell that begins with %%writefile {file} first."
DIFFERS = (
    "That is not what stands in {where}: line {line} is `{saved}` in the file and `{typed}` in the cell. If you mean "
    "the cell, run it, and then this one again."
)
UNSAVED = (
    "A cell that you ran defines `{name}`, as {file} does, and does not begin with %%writefile {file}: it was not "
    "saved there, and not graded. If you mean it, put that line at its top, run it, and then this one again."
)
DEFINES = re.compile(r"^(?:async +)?(?:def|class) +(\w+)", re.MULTILINE)
RUN_LAST, IN_NOTEBOOK = "the cell that you ran last", "the notebook"
NO_LINE_THERE = "(no more)"


@dataclass(frozen=True)
class GradedText:
    """The text that is graded, where it would be saved, whether it is that file's, and sentences about that."""

    path: Path
    source: bytes | None  # None where there is no file
    words: list[str]
    is_file: bool = True


def choose_text(path: Path, exercise: str) -> GradedText:
    """The text that is graded for the file of an exercise."""
    saved = path.read_bytes() if path.is_file() else None
    ran = put_together(writings([Cell("code", source) for source in executed_cells()], ""), path.name, "")
    typed = saved_notebook(path, exercise)
    for program in (ran, typed):
        if program is not None and not program.is_saved and program.text.encode() != saved:
            words = [Message(FROM_CELL, file=path.name), *program.notes]
            return GradedText(path, program.text.encode(), words, is_file=False)
    if saved is None:
        return GradedText(path, None, [Message(RUN_FIRST, file=path.name)])
    words = [Message(SAVED, file=path.name, time=local_time(path.stat().st_mtime))]
    for program, where in ((ran, RUN_LAST), (typed, IN_NOTEBOOK)):
        if program is not None and program.is_whole and len(words) == 1:
            words += difference(saved, program, where)
    words += unsaved(saved.decode("utf-8", "replace"), path.name)
    return GradedText(path, saved, words)


def executed_cells() -> list[str]:
    """The cells that the kernel around us has run, as they were typed; none where there is no kernel."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    history = getattr(getattr(shell, "history_manager", None), "input_hist_raw", [])
    return [str(source) for source in history]


def unsaved(saved: str, file: str) -> list[str]:
    """That a cell was run which looks like the solution and was not saved, since one was; nothing where none was."""
    known = DEFINES.findall(saved)
    for source in reversed(executed_cells()):
        part = read_writing(source)
        if part is not None and part.name == file:
            break
        name = next((name for name in DEFINES.findall(source) if name in known), "")
        if part is None and name and source.strip() not in saved:
            return [Message(UNSAVED, name=name, file=file)]
    return []


def saved_notebook(path: Path, exercise: str) -> Program | None:
    """What the notebook on disk makes of a file, where it was saved after the file was; ``None`` where it was not."""
    session = Path(os.environ.get(SESSION, ""))
    notebook = session if session.suffix == ".ipynb" and session.is_file() else path.with_name(f"{exercise}.ipynb")
    with contextlib.suppress(OSError, Refused, Unreadable):
        if not path.is_file() or notebook.stat().st_mtime > path.stat().st_mtime:
            return read_program(read_notebook(read_capped(notebook, Budget())).cells, path.name, "")
    return None


def difference(saved: bytes, program: Program, where: str) -> list[str]:
    """The first line in which a file and a program differ, as a sentence; nothing where they do not."""
    there, typed = saved.decode("utf-8", "replace").splitlines(), program.text.splitlines()
    for number in range(max(len(there), len(typed))):
        lines = [one[number].strip() if number < len(one) else NO_LINE_THERE for one in (there, typed)]
        if number >= min(len(there), len(typed)) or there[number] != typed[number]:
            shown = {name: line[:LINE_CHARACTERS] for name, line in zip(("saved", "typed"), lines, strict=True)}
            return [Message(DIFFERS, where=where, line=number + 1, **shown)]
    return []


def local_time(seconds: float) -> str:
    """A moment as the clock on the wall shows it, with its day where that is not today."""
    moment = datetime.fromtimestamp(seconds)
    return f"{moment:%H:%M:%S}" if moment.date() == datetime.now().date() else f"{moment:%Y-%m-%d %H:%M:%S}"
