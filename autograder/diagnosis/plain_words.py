"""Sentences about errors of Python's that depend on the source: which import is missing, which function was called how.

Each is a function of the match of the error's message and of the place; :mod:`autograder.diagnosis.error_table` says
which speaks when.
"""

import ast
import difflib
import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from autograder.diagnosis.source_text import SourceText
from autograder.messages import Message

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


USED_UP = ("_target", "_args", "_kwargs")  # what `Process.start()` deletes in the caller

Words = str | Callable[[re.Match[str], Spot], Message]


def article(name: str, first: bool = False) -> Message:
    """A name with the article before it; ``first`` in its sentence or not."""
    if name.startswith(tuple("aeiou")):
        return Message("An `{name}`" if first else "an `{name}`", name=name)
    return Message("A `{name}`" if first else "a `{name}`", name=name)


def name_error(match: re.Match[str], spot: Spot) -> Message:
    """A name that nobody has made known."""
    name = match["name"]
    if name in HOMES:
        words = "`{name}` is not known in this file: `from {module} import {name}` at its top makes it so."
        return Message(words, name=name, module=HOMES[name])
    if name in sys.stdlib_module_names:
        words = "The module `{name}` is used, and never imported: `import {name}` belongs at the top of the file."
        return Message(words, name=name)
    known = spot.source.lines_that_set(name)
    guarded = next((line for line, _ in known if spot.source.under_guard(line)), 0)
    if guarded:
        words = (
            "`{name}` is set in line {line}, under the guard, which only the program that is started itself "
            "runs; whoever imports the file, as a child does under spawn, never gets there."
        )
        return Message(words, name=name, line=guarded)
    local = next(((line, function) for line, function in known if function is not None), None)
    if local is not None:
        words = "`{name}` is set in line {line}, inside `{function}`, and is known only in there."
        return Message(words, name=name, line=local[0], function=local[1].name)
    if known:
        words = "`{name}` is set in line {line}, and line {spot} is run before that."
        return Message(words, name=name, line=known[0][0], spot=spot.line)
    return Message.joined(
        [Message("Nothing of the name `{name}` is known at this line.", name=name), meant_name(name, spot)]
    )


def meant_name(name: str, spot: Spot) -> Message:
    """Which name may be meant by one that nobody has made known."""
    names = {getattr(node, "id", "") or getattr(node, "arg", "") or getattr(node, "name", "") or ""
             for node in spot.source.nodes()} - {name, ""}  # fmt: skip
    close = difflib.get_close_matches(name, sorted(map(str, names)), 1, 0.75)
    if close:
        return say_meant(close)
    return Message("Is it spelt as where it was made, or is a pair of quotes missing?")


def say_meant(close: list[str]) -> Message:
    """The question whether a name that is close is meant; empty when there is none."""
    return Message("Is `{name}` meant?", name=close[0]) if close else Message("")


def unbound(match: re.Match[str], spot: Spot) -> Message:
    """A local name that has no value yet."""
    name = match["name"]
    inside = spot.source.function_at(spot.line)
    lines = [line for line, function in spot.source.lines_that_set(name) if function is inside]
    setting = Message("The function sets `{name}`", name=name)
    if lines:
        setting = Message("The function sets `{name}` in line {line}", name=name, line=lines[0])
    return Message(
        "{setting}, so inside it `{name}` is a variable of its own, and it has no value yet when this line wants one. "
        "A module's variable is set from inside a function only with `global`.",
        setting=setting,
        name=name,
    )


def wrong_call(match: re.Match[str], spot: Spot) -> Message:
    """A call that does not fit the function's parameters."""
    named = spot.source.named(match["name"])
    said = Message("`{function}` has other parameters", function=match["name"].rpartition(".")[2])
    if named:
        said = Message("`{function}` is defined in line {line}", function=named, line=named.line)
    groups = match.groupdict()
    if groups.get("missing"):
        return Message("{said}; the call left out {missing}.", said=said, missing=groups["missing"])
    if groups.get("given"):
        words = "{said}; it was called with {given} arguments."
        if named and named.parameters.startswith("self"):
            words = "{said}; it was called with {given} arguments (`self` is one of them)."
        return Message(words, said=said, given=groups["given"])
    words = "{said}; the call used `{keyword}` in a way that does not fit."
    return Message(words, said=said, keyword=groups["keyword"])


def not_callable(match: re.Match[str], spot: Spot) -> Message:
    """Round brackets behind what is no function."""
    kind = match["kind"]
    if kind == "NoneType":
        return Message("What is called here is None: something gave None where a function was expected.")
    if kind == "module":
        return Message(
            "What is called here is a module; the function or class that is meant stands in it, behind a dot."
        )
    words = "What is called here is {a_kind} and no function: look at what stands before the round brackets."
    return Message(words, a_kind=article(kind))


def no_attribute(match: re.Match[str], spot: Spot) -> Message:
    """A thing that has no such method or attribute."""
    kind, name = match["kind"], match["name"]
    if kind == "NoneType":
        words = (
            "What stands before `.{name}` is None: a function that returns nothing gives None, and so do "
            "`start()`, `join()` and `append()`."
        )
        return Message(words, name=name)
    if kind.endswith("Process") and name in USED_UP:
        return Message(
            "`start()` has handed on what the process is to do, and `run()` in this one has nothing left to call. A "
            "process is set going by `start()` alone."
        )
    words = "{A_kind} has nothing called `{name}`: look at what this variable really holds, and at the spelling."
    return Message(words, A_kind=article(kind, first=True), name=name)


def not_entered(match: re.Match[str], spot: Spot) -> Message:
    """Something that stands after `with` and cannot be entered; without a call there, the call may be missing."""
    a_kind = article(match["kind"])
    if "(" in spot.source.line(spot.line):
        words = (
            "Only what can be entered and left stands after `with`, such as a pool, a lock or a file; {a_kind} is none."
        )
        return Message(words, a_kind=a_kind)
    return Message("`with` does not work with {a_kind}; are the round brackets of a call missing?", a_kind=a_kind)


def never_started(match: re.Match[str], spot: Spot) -> Message:
    """A process that is waited for and was not started; what may have been taken for the start is pointed at."""
    said = Message("A process is waited for here that was never started.")
    for node in spot.source.nodes():
        match node:
            case ast.Call(func=ast.Attribute(attr="run"), args=[], keywords=[]):
                words = "`{call}` in line {line} does the work at once, in this process; only `start()` makes another."
                return Message.joined([said, Message(words, call=ast.unparse(node), line=node.lineno)])
            case ast.Expr(ast.Attribute(attr="start")):
                words = "`{name}` in line {line} names the method and does not call it: that takes `()` behind it."
                return Message.joined([said, Message(words, name=ast.unparse(node), line=node.lineno)])
    return said


def module_attribute(match: re.Match[str], spot: Spot) -> Message:
    """A module that has no such name."""
    return Message(
        "The module `{module}` has nothing called `{name}`: it is spelt otherwise, or comes from another module (or a "
        "file of your own is called {module}.py).",
        module=match["module"],
        name=match["name"],
    )


def cannot_import(match: re.Match[str], spot: Spot) -> Message:
    """A module that is there, and has no such name."""
    module, name = match["module"], match["name"]
    names = dir(sys.modules[module]) if module in sys.modules else list(HOMES)
    words = "There is a module `{module}`, but nothing called `{name}` in it."
    close = difflib.get_close_matches(name, names, 1, 0.7)
    return Message.joined([Message(words, module=module, name=name), say_meant(close)])


def no_module(match: re.Match[str], spot: Spot) -> Message:
    """A module that is not there."""
    name = match["name"].partition(".")[0]
    close = difflib.get_close_matches(name, sorted(sys.stdlib_module_names), 1, 0.8)
    if close and close[0] != name:
        return Message.joined([Message("There is no module `{name}`.", name=name), say_meant(close)])
    words = "`{name}` is not one of Python's own modules, and only those are there when your program is graded."
    return Message(words, name=name)


def not_picklable(match: re.Match[str], spot: Spot) -> Message:
    """What cannot travel to another process."""
    name = match["what"].strip("'")
    if "lambda" in name:
        what = Message("a lambda")
    elif "<locals>" in name:
        what = Message("`{name}`, a function inside a function,", name=name.rpartition(".")[2])
    else:
        what = Message("`{name}`", name=name)
    return Message(
        "What goes to another process is pickled: packed up and rebuilt there. For {what} that cannot be done: "
        "functions travel by their names, so they have to stand at the top level of the file.",
        what=what,
    )


def not_found_there(match: re.Match[str], spot: Spot) -> Message:
    """A name that the other process does not find in its module."""
    lines = spot.source.lines_that_set(match["name"])
    line = next((line for line, _ in lines if spot.source.under_guard(line)), 0)
    found = Message(
        "The other process looked for `{name}` at the top level of the file, where it imports it from, and found "
        "nothing.",
        name=match["name"],
    )
    where = Message("It is made in line {line}, under the guard, which no child runs.", line=line) if line else ""
    return Message.joined([found, where])


def wide_character(match: re.Match[str], spot: Spot) -> Message:
    """A character that only looks like one of Python's."""
    character = match["character"]
    narrow = unicodedata.normalize("NFKC", character).translate(HALF_WIDTH)
    if narrow == character or not narrow.isascii():
        return Message("`{character}` means nothing to Python outside of strings and comments.", character=character)
    words = "`{character}` is a typographic character; Python knows only `{narrow}`, as typed without an input method."
    if unicodedata.east_asian_width(character) in "FW":
        words = (
            "`{character}` is a full-width character; Python knows only `{narrow}`, as typed without an input method."
        )
    return Message(words, character=character, narrow=narrow)


def missing_block(match: re.Match[str], spot: Spot) -> Message:
    """A line that ends with a colon, and nothing below it."""
    words = "{block} in line {line} needs at least one line below it that is indented more."
    return Message(words, block=match["what"].capitalize(), line=match["line"])
