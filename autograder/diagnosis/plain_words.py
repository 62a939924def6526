"""Sentences about errors of Python's that depend on the source: which import is missing, which function was called how.

Each is a function of the match of the error's message and of the place; :mod:`autograder.diagnosis.error_table` says
which speaks when.
"""

import difflib
import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from autograder.diagnosis.source_text import SourceText

# The names of the standard library that programs of this course use, and where each comes from.
HOMES = {
    name: module
    for module, names in {
        "multiprocessing": "Process Pool Manager Lock RLock Queue SimpleQueue JoinableQueue Pipe Event Barrier Value "
        "Array Semaphore Condition get_context set_start_method current_process cpu_count active_children",
        "multiprocessing.managers": "SyncManager BaseManager",
        "threading": "Thread current_thread",
        "os": "getpid getppid",
        "time": "sleep perf_counter monotonic",
        "concurrent.futures": "ProcessPoolExecutor ThreadPoolExecutor as_completed",
        "functools": "partial wraps",
        "datetime": "datetime timedelta",
    }.items()
    for name in names.split()
}
HALF_WIDTH = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "。": ".", "【": "[", "】": "]"})


@dataclass(frozen=True)
class Spot:
    """Where an error was raised: the source, and the line (0 when no line of the student's was passed through)."""

    source: SourceText
    line: int


Words = str | Callable[[re.Match[str], Spot], str]


def name_error(match: re.Match[str], spot: Spot) -> str:
    """A name that nobody has made known."""
    name = match["name"]
    if name in HOMES:
        return f"`{name}` is not known in this file: `from {HOMES[name]} import {name}` at its top makes it so."
    if name in sys.stdlib_module_names:
        return f"The module `{name}` is used, and never imported: `import {name}` belongs at the top of the file."
    known = spot.source.lines_that_set(name)
    guarded = next((line for line, _ in known if spot.source.under_guard(line)), 0)
    if guarded:
        return (
            f"`{name}` is set in line {guarded}, under the guard, which only the program that is started itself "
            "runs; whoever imports the file, as a child does under spawn, never gets there."
        )
    local = next(((line, function) for line, function in known if function is not None), None)
    if local is not None:
        return f"`{name}` is set in line {local[0]}, inside `{local[1].name}`, and is known only in there."
    if known:
        return f"`{name}` is set in line {known[0][0]}, and line {spot.line} is run before that."
    names = {getattr(node, "id", "") or getattr(node, "arg", "") or getattr(node, "name", "") or ""
             for node in spot.source.nodes()} - {name, ""}  # fmt: skip
    close = difflib.get_close_matches(name, sorted(map(str, names)), 1, 0.75)
    hint = f" Is `{close[0]}` meant?" if close else " Is it spelt as where it was made, or is a pair of quotes missing?"
    return f"Nothing of the name `{name}` is known at this line.{hint}"


def unbound(match: re.Match[str], spot: Spot) -> str:
    """A local name that has no value yet."""
    name = match["name"]
    inside = spot.source.function_at(spot.line)
    lines = [line for line, function in spot.source.lines_that_set(name) if function is inside]
    where = f" in line {lines[0]}" if lines else ""
    return (
        f"The function sets `{name}`{where}, so inside it `{name}` is a variable of its own, and it has no value yet "
        "when this line wants one. A module's variable is set from inside a function only with `global`."
    )


def wrong_call(match: re.Match[str], spot: Spot) -> str:
    """A call that does not fit the function's parameters."""
    named = spot.source.named(match["name"])
    short = match["name"].rpartition(".")[2]
    said = f"`{named}` is defined in line {named.line}" if named else f"`{short}` has other parameters"
    groups = match.groupdict()
    if groups.get("missing"):
        return f"{said}; the call left out {groups['missing']}."
    if groups.get("given"):
        own = " (`self` is one of them)" if named and named.parameters.startswith("self") else ""
        return f"{said}; it was called with {groups['given']} arguments{own}."
    return f"{said}; the call used `{groups['keyword']}` in a way that does not fit."


def not_callable(match: re.Match[str], spot: Spot) -> str:
    """Round brackets behind what is no function."""
    kind = match["kind"]
    if kind == "NoneType":
        return "What is called here is None: something gave None where a function was expected."
    if kind == "module":
        return "What is called here is a module; the function or class that is meant stands in it, behind a dot."
    return f"What is called here is a `{kind}` and no function: look at what stands before the round brackets."


def no_attribute(match: re.Match[str], spot: Spot) -> str:
    """A thing that has no such method or attribute."""
    kind, name = match["kind"], match["name"]
    if kind == "NoneType":
        return (
            f"What stands before `.{name}` is None: a function that returns nothing gives None, and so do "
            "`start()`, `join()` and `append()`."
        )
    return f"A `{kind}` has nothing called `{name}`: look at what this variable really holds, and at the spelling."


def module_attribute(match: re.Match[str], spot: Spot) -> str:
    """A module that has no such name."""
    own = f"{match['module']}.py"
    return (
        f"The module `{match['module']}` has nothing called `{match['name']}`: it is spelt otherwise, or comes from "
        f"another module (or a file of your own is called {own})."
    )


def cannot_import(match: re.Match[str], spot: Spot) -> str:
    """A module that is there, and has no such name."""
    module, name = match["module"], match["name"]
    names = dir(sys.modules[module]) if module in sys.modules else list(HOMES)
    close = difflib.get_close_matches(name, names, 1, 0.7)
    hint = f" Is `{close[0]}` meant?" if close else ""
    return f"There is a module `{module}`, but nothing called `{name}` in it.{hint}"


def no_module(match: re.Match[str], spot: Spot) -> str:
    """A module that is not there."""
    name = match["name"].partition(".")[0]
    close = difflib.get_close_matches(name, sorted(sys.stdlib_module_names), 1, 0.8)
    if close and close[0] != name:
        return f"There is no module `{name}`. Is `{close[0]}` meant?"
    return f"`{name}` is not one of Python's own modules, and only those are there when your program is graded."


def not_picklable(match: re.Match[str], spot: Spot) -> str:
    """What cannot travel to another process."""
    what = match["what"].strip("'")
    if "lambda" in what:
        what = "a lambda"
    elif "<locals>" in what:
        what = f"`{what.rpartition('.')[2]}`, a function inside a function,"
    else:
        what = f"`{what}`"
    return (
        f"What goes to another process is pickled: packed up and rebuilt there. For {what} that cannot be done: "
        "functions travel by their names, so they have to stand at the top level of the file."
    )


def not_found_there(match: re.Match[str], spot: Spot) -> str:
    """A name that the other process does not find in its module."""
    lines = spot.source.lines_that_set(match["name"])
    line = next((line for line, _ in lines if spot.source.under_guard(line)), 0)
    where = f" It is made in line {line}, under the guard, which no child runs." if line else ""
    return (
        f"The other process looked for `{match['name']}` at the top level of the file, where it imports it from, "
        f"and found nothing.{where}"
    )


def wide_character(match: re.Match[str], spot: Spot) -> str:
    """A character that only looks like one of Python's."""
    character = match["character"]
    narrow = unicodedata.normalize("NFKC", character).translate(HALF_WIDTH)
    if narrow != character and narrow.isascii():
        kind = "full-width" if unicodedata.east_asian_width(character) in "FW" else "typographic"
        return f"`{character}` is a {kind} character; Python knows only `{narrow}`, as typed without an input method."
    return f"`{character}` means nothing to Python outside of strings and comments."


def missing_block(match: re.Match[str], spot: Spot) -> str:
    """A line that ends with a colon, and nothing below it."""
    return (
        f"{match['what'].capitalize()} in line {match['line']} needs at least one line below it that is indented more."
    )
