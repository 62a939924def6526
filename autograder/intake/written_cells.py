"""What a notebook's cells write into files: ``%%writefile``, read as IPython would have run them, top down.

Theory of operation. IPython takes the blank lines at the top and the common indentation away, and a cell whose first
line then begins with ``%%writefile`` (or ``%%file``) is written as it stands below that line: into a new file, or with
``-a`` at the end of the one that is there. Name and option are read by IPython's own rules: quotes around the name come
off, ``{name}`` and ``$name`` stand for what the notebook has assigned. So the last cell that writes a file has the last
word. Sources: IPython's ``core.magics.osm.writefile``, ``core.inputtransformer2`` and ``utils.text.DollarFormatter``.

A cell that was meant so, and for which IPython only gives an error (a comment above the line, a word too many), is
taken as it was meant, and says in its ``fault`` what is wrong with it. Nothing is executed.
"""

import argparse
import re
import shlex
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NoReturn

from autograder.escaping import visible
from autograder.intake.names import last_part
from autograder.intake.notebooks import Cell, without_magics
from autograder.messages import Message

SOLUTION = "solution"  # the id of the cell that a program is written in
FAULTS = 10  # that are told of one file
NESTED = 4  # as many cells within cells as anybody needs
LINE_CHARACTERS = 1000  # of a first line that is looked into
WRITES = re.compile(r"[ \t]*%{1,2}[ \t]*(?:writefile|file)\b(?!\?)", re.IGNORECASE)  # as it was meant
RUNS_A_CELL = re.compile(
    r"%%(?:time|timeit|prun|capture)\b(?!\?)"
)  # these run the rest of their cell as a cell of its own
QUOTED = re.compile(r"^('.*')|(\".*\")$")  # as IPython has it
ASSIGNED = re.compile(r"""^(\w+)[ \t]*=[ \t]*(["'])([^"'\\{}$\n]{1,200})\2[ \t]*(?:#.*)?$""", re.MULTILINE)
VARIABLE = re.compile(r"\{(\w+)\}|\$(\w+)")
CHECKED = re.compile(r"""^check\(["'](\w+)["']""", re.MULTILINE)  # the call of a check cell

NOT_FIRST = "`{line}` is not the first line of its cell, so Jupyter does not save the cell; it was graded anyway."
NOT_UNDERSTOOD = "Jupyter does not understand `{line}`, so it does not save the cell; it was graded anyway."
NO_LINE = "The solution cell does not begin with %%writefile {file} any more; it was graded anyway."
PLAIN = "No cell of the notebook writes {file}, so its code cells were graded together."
SEVERAL = "{number} cells write {file}; the last one was graded."


@dataclass(frozen=True)
class Writing:
    """What one cell writes.

    - `name`: the file's own name, without folders; empty where the cell names none.
    - `appends`: the text goes to the end of what is there (``-a``).
    - `fault`: why IPython itself writes nothing, as a sentence; empty where it writes.
    """

    name: str
    text: str
    appends: bool = False
    fault: str = ""


@dataclass
class Program:
    """What all cells together leave in a file, and sentences about how."""

    text: str = ""
    notes: list[str] = field(default_factory=list)
    is_stub: bool = True  # nothing but what was handed out
    is_whole: bool = False  # a cell has written all of it; else what was there before is still in it
    is_saved: bool = True  # by IPython, too


class Arguments(argparse.ArgumentParser):
    """The arguments of ``%%writefile``."""

    def __init__(self) -> None:
        """As IPython declares them."""
        super().__init__(add_help=False)
        self.add_argument("-a", "--append", action="store_true")
        self.add_argument("filename")

    def error(self, message: str) -> NoReturn:
        """Raise, where a command would end."""
        raise ValueError(message)


ARGUMENTS = Arguments()  # made once: it takes longer to make than to use


def read_writing(source: str, values: Mapping[str, str] = {}) -> Writing | None:
    """What a cell writes; ``None`` where it is none that was meant to. ``values``: texts that names stand for."""
    lines = cell_lines(source)
    if not lines:
        return None
    if lines[0].startswith("%%"):
        magic, _, rest = lines[0][2:].rstrip().partition(" ")
        if magic in ("writefile", "file"):
            return read_arguments(rest, lines[0].strip(), "".join(lines[1:]), values)
        if not WRITES.match(lines[0]):
            return None
    for number, line in enumerate(lines):
        begins = WRITES.match(line)
        if begins is not None:
            text = "".join(lines[:number] + lines[number + 1 :])
            meant = read_arguments(line[begins.end() :], line.strip(), text, values)
            fault = Message(NOT_FIRST if number else NOT_UNDERSTOOD, line=visible(line.strip()[:LINE_CHARACTERS]))
            return Writing(meant.name, text, meant.appends, fault)
    return None


def cell_lines(source: str) -> list[str]:
    """The lines of a cell with their ends, as IPython begins with them; the last one ends, too."""
    lines = (source if source.endswith("\n") else f"{source}\n").splitlines(keepends=True)
    for _ in range(NESTED):
        first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
        lines = textwrap.dedent("".join(lines[first:])).splitlines(keepends=True)
        if not lines or not RUNS_A_CELL.match(lines[0]):
            break
        del lines[0]
    return lines


def read_arguments(rest: str, line: str, text: str, values: Mapping[str, str]) -> Writing:
    """The file's name and the option that stand behind ``%%writefile``."""
    told = VARIABLE.sub(lambda found: values.get(found[1] or found[2], found[0]), rest[:LINE_CHARACTERS])
    told = told[:LINE_CHARACTERS]  # what stands for a name can be longer
    try:
        words = shlex.shlex(told, posix=False)
        words.whitespace_split, words.commenters = True, ""
        found = ARGUMENTS.parse_args(list(words))
    except ValueError:
        named = [word.strip("\"',;") for word in told.split()]
        name = next((word for word in named if word.endswith(".py")), "")
        appends = bool({"-a", "--append"} & set(named))
        return Writing(last_part(name), text, appends, Message(NOT_UNDERSTOOD, line=visible(line[:LINE_CHARACTERS])))
    name = found.filename[1:-1] if QUOTED.match(found.filename) else found.filename
    return Writing(last_part(name), text, found.append)


def writings(cells: Iterable[Cell], file: str) -> Iterator[Writing]:
    """What each cell of a notebook writes, from the top to the bottom.

    ``file`` is what the solution cell writes, whatever became of its first line; empty where that is not known.
    """
    values: dict[str, str] = {}
    for cell in cells:
        if cell.kind != "code":
            continue
        found = read_writing(cell.source, values)
        is_solution = bool(file) and cell.grade_id == SOLUTION
        if is_solution and cell.source.strip() and (found is None or found.name != file):
            text, appends = (found.text, found.appends) if found is not None else (without_magics(cell.source), False)
            yield Writing(file, text, appends, Message(NO_LINE, file=file))
        elif found is not None:
            yield found
        else:
            values |= {name: text for name, _, text in ASSIGNED.findall(cell.source)}


def put_together(parts: Iterable[Writing], file: str, stub: str) -> Program:
    """What is in a file after every cell has written its part; a cell that is still as handed out counts last."""
    program, handed_out, written = Program(), "", 0
    texts: list[str] = []  # joined once: thousands of cells may append
    for part in parts:
        if part.name != file:
            continue
        if part.appends:
            texts = texts or [handed_out]
            texts.append(part.text)
        elif not part.text.strip() or part.text.strip() == stub.strip():
            handed_out = part.text
            continue
        else:
            texts, program.is_whole, written = [part.text], True, written + 1
            program.notes.clear()  # what was wrong with a text that is gone
        program.is_stub = False
        if part.fault and len(program.notes) < FAULTS:
            program.notes.append(part.fault)
    program.is_saved = not program.notes
    if written > 1:
        program.notes.append(Message(SEVERAL, number=written, file=file))
    program.text = "".join(texts) or handed_out
    return program


def read_program(cells: Iterable[Cell], file: str, stub: str) -> Program:
    """The program that a notebook's cells make of a file."""
    return put_together(writings(cells, file), file, stub)


def all_together(cells: Iterable[Cell], file: str, stub: str) -> Program:
    """The code cells of a notebook of which none writes the file, as one program; those that check are left out."""
    code = [cell.source for cell in cells if cell.kind == "code" and not CHECKED.search(cell.source)]
    text = "\n".join(without_magics(source) for source in code if read_writing(source) is None)
    is_stub = text.strip() in ("", stub.strip())
    return Program("" if is_stub else text, [] if is_stub else [Message(PLAIN, file=file)], is_stub)


def read_files(cells: list[Cell], path: PurePosixPath, stubs: Mapping[str, Path]) -> Iterator[tuple[str, Program]]:
    """Every file that the cells of a notebook write, by its name; what all its cells make, where none of them does.

    That counts less than the exercise's file beside the notebook, so it is named as if it lay one folder deeper.
    ``stubs`` has for each exercise where its file is as it was handed out.
    """
    checked, stem = checked_exercise(cells), path.stem
    own = [stub for name, stub in stubs.items() if checked == name or (not checked and stem in (name, stub.stem))]
    file = own[0].name if own else ""
    texts = {stub.name: read_stub(stub) for stub in stubs.values()}
    parts: dict[str, list[Writing]] = {}
    for part in writings(cells, file):
        parts.setdefault(part.name, []).append(part)
    parts.pop("", None)
    for name, written in parts.items():
        yield name, put_together(written, name, texts.get(name, ""))
    if not parts and file:
        yield f"{path.name}/{file}", all_together(cells, file, texts[file])
    elif not parts:
        yield f"{stem}.py", all_together(cells, f"{stem}.py", "")


def read_stub(path: Path) -> str:
    """A file as it was handed out; empty where that is not at hand."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def checked_exercise(cells: Iterable[Cell]) -> str:
    """The exercise that a notebook's check cells name; empty where they name none, or several."""
    named = {name for cell in cells if cell.kind == "code" for name in CHECKED.findall(cell.source)}
    return named.pop() if len(named) == 1 else ""
