"""The commonest errors of Python, each with one plain sentence: a table of types, messages and words.

A row's words are a text with the named groups of its pattern in it (``{a_kind}`` is the group ``kind`` with its
article), or a function of the match and of the source.
The first row that fits speaks; messages are those of Python 3.11 and later.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.diagnosis.plain_words import (
    Spot,
    Words,
    article,
    cannot_import,
    missing_block,
    module_attribute,
    name_error,
    never_started,
    no_attribute,
    no_module,
    not_callable,
    not_entered,
    not_found_there,
    not_picklable,
    unbound,
    wide_character,
    wrong_call,
)
from autograder.messages import Message

SERVER_GONE = "The manager's process that this belongs to is not there any more, or never heard of it."
NOBODY_TYPES = (
    "`input()` waits for somebody to type, and nobody does when your program is graded: what it needs comes as "
    "parameters."
)


@dataclass(frozen=True)
class Row:
    """For errors of a type whose message fits a pattern."""

    types: str
    pattern: str
    words: Words


NAME = r"'(?P<name>[^']*)'"
CALLED = r"(?P<name>[\w.<>]+)\(\) "
ROWS = (
    Row("NameError", f"name {NAME} is not defined", name_error),
    Row("UnboundLocalError", f".*variable {NAME}", unbound),
    Row("NameError", f".*free variable {NAME}", "`{name}` of the function around this one has no value yet."),
    Row(
        "TypeError", CALLED + r"missing \d+ required (positional|keyword-only) arguments?: (?P<missing>.*)", wrong_call
    ),
    Row("TypeError", CALLED + r"takes .* positional arguments? but (?P<given>\d+) (was|were) given", wrong_call),
    Row(
        "TypeError", CALLED + r"got (an unexpected keyword|multiple values for) argument '(?P<keyword>\w+)'", wrong_call
    ),
    Row("TypeError", r"'(?P<kind>[\w.]+)' object is not callable", not_callable),
    Row(
        "TypeError",
        r"'NoneType' object is not iterable",
        "What is to be gone through here is None: no value ever came.",
    ),
    Row(
        "TypeError",
        r"'int' object is not iterable",
        "A number cannot be gone through one by one; `range(…)` of it can.",
    ),
    Row("TypeError", r"'(?P<kind>[\w.]+)' object is not iterable", "{A_kind} cannot be gone through one by one."),
    Row(
        "TypeError",
        r"cannot unpack non-iterable (?P<kind>\w+) object",
        "Several names want a value each, and one `{kind}` is all that came.",
    ),
    Row(
        "TypeError",
        r"'(?P<kind>[\w.]+)' object is not subscriptable",
        "{A_kind} has no elements that square brackets could ask for.",
    ),
    Row(
        "TypeError",
        r"'(?P<kind>[\w.]+)' object does not support item assignment",
        "Nothing can be stored in {a_kind} with square brackets.",
    ),
    Row(
        "TypeError",
        r"unsupported operand type\(s\) for (?P<sign>\S+): '(?P<one>\w+)' and '(?P<other>\w+)'",
        "`{sign}` stands between {a_one} and {a_other}, and does not work between these two.",
    ),
    Row(
        "TypeError",
        r'can only concatenate str \(not "(?P<kind>\w+)"\) to str',
        "`+` joins a text to a text alone; {a_kind} becomes one with `str(…)`, or stands in an f-string.",
    ),
    Row(
        "TypeError",
        r"cannot pickle (?P<what>.+?) object",
        "What goes to another process is pickled, packed up and rebuilt there, and {what} cannot be.",
    ),
    Row(
        "TypeError",
        r"(Value|\S+ argument) after \*+ must be an? \w+, not (?P<kind>\w+)",
        "Arguments are handed over as a list or a tuple, and {a_kind} is none: for a single one, `(value,)`.",
    ),
    Row(
        "TypeError",
        r"(.*\()?unhashable type: '(?P<kind>\w+)'",
        "{A_kind} can be changed, so it cannot be a key or an element of a set.",
    ),
    Row(
        "TypeError",
        r"'(?P<kind>[\w.]+)' object does not support the( asynchronous)? context manager protocol",
        not_entered,
    ),
    Row("TypeError", r"bad operand|'[<>]=?' not supported between", "These two values do not go together here."),
    Row("AttributeError|PicklingError", r"Can't (pickle|get) local object (?P<what>.+)", not_picklable),
    Row("PicklingError", r"Can't pickle (?P<what>.*?)(: .*)?$", not_picklable),
    Row("AttributeError", rf"Can't get attribute {NAME} on", not_found_there),
    Row("AttributeError", rf"module '(?P<module>[\w.]+)' has no attribute {NAME}", module_attribute),
    Row("AttributeError", rf"'(?P<kind>[\w.]+)' object has no attribute {NAME}", no_attribute),
    Row(
        "AttributeError",
        rf"type object '(?P<kind>[\w.]+)' has no attribute {NAME}",
        "The class `{kind}` has nothing called `{name}`.",
    ),
    Row("ModuleNotFoundError", r"No module named '(?P<name>[\w.]+)'", no_module),
    Row("ImportError", rf"cannot import name {NAME} from '(?P<module>[\w.]+)'", cannot_import),
    Row("KeyError", r"(?P<key>.*)", "There is no entry with the key {key}."),
    Row("IndexError", r".*", "The place that is asked for lies beyond the last element."),
    Row(
        "ValueError",
        r"not enough values to unpack|too many values to unpack",
        "The names on the left and the values on the right are not equally many.",
    ),
    Row(
        "ValueError",
        r"Pool is still running",
        "A pool can be waited for only after it was told that nothing more will come.",
    ),
    Row("ValueError", r"Pool not running", "The pool was closed or ended before this line, and takes nothing more."),
    Row("ValueError", r"process object is closed", "After `close()` a process does not tell how it ended."),
    Row("ValueError", r"Number of processes must be at least 1", "A pool needs at least one worker."),
    Row("ValueError", r"invalid literal for int\(\) with base 10: (?P<text>.*)", "{text} is no whole number."),
    Row("ZeroDivisionError", r".*", "Something is divided by zero here."),
    Row("AssertionError", r"can only join a started process", never_started),
    Row(
        "AssertionError",
        r"cannot start a process twice",
        "The same process is started a second time; each can be started once.",
    ),
    Row(
        "AssertionError",
        r"can only (join|test|start) a (child )?process( object created by current process)?",
        "A process can be started, waited for and asked only by the process that made it.",
    ),
    Row(
        "AssertionError",
        r"group argument must be None",
        "The first parameter of `Process` is `group` and stays empty; what is meant is handed over by its name.",
    ),
    Row(
        "AssertionError",
        r"daemonic processes are not allowed to have children",
        "The workers of a pool may start no processes of their own.",
    ),
    Row("AssertionError", r".*", "What this `assert` states does not hold here."),
    Row(
        "RuntimeError",
        r"An attempt has been made to start a new process",
        "The child imports the file first, and that import starts a process again; what starts processes belongs "
        "where an import does not run it.",
    ),
    Row(
        "RuntimeError",
        r"context has already been set",
        "The start method can be chosen once, and it has been chosen before this line.",
    ),
    Row(
        "RuntimeError",
        r"\w+ objects (should|cannot) (only )?be (shared|passed)",
        "This cannot be sent to a process that is there already; a child gets it when it is made, or it comes from a "
        "manager.",
    ),
    Row(
        "RuntimeError",
        r"\w+ changed size during iteration",
        "What a loop goes through is made longer or shorter inside that very loop.",
    ),
    Row("RecursionError", r".*", "The function calls itself again and again, and never comes to an end."),
    Row("EOFError", r"EOF when reading a line", NOBODY_TYPES),
    Row("RuntimeError", r"input\(\): lost sys.stdin", NOBODY_TYPES),
    Row(
        "EOFError|ConnectionResetError|ConnectionRefusedError|BrokenPipeError",
        r".*",
        "Whoever was at the other end of this connection has ended: a manager, a worker, or a child.",
    ),
    Row("FileNotFoundError", r"\[Errno 2\] No such file or directory$", SERVER_GONE),
    Row("FileNotFoundError", r".*", "There is no such file where your program is graded."),
    Row("PermissionError", r".*", "This may not be done where your program is graded."),
    Row(
        "BrokenProcessPool",
        r".*",
        "A worker of the pool ended all of a sudden, and took what was still to be done with it.",
    ),
    Row("MaybeEncodingError", r".*", "The task's result cannot be sent back: it cannot be pickled."),
    Row("TimeoutError", r".*", "Something was waited for with a time limit, and the limit came first."),
    Row("RemoteError", r".*", "The manager's own process could not do what it was asked for."),
    Row("NotImplementedError", r".*", "Here is still the stub: nothing has been written in its place yet."),
    Row("SystemExit", r".*", "The program ends itself here."),
    Row("TabError", r".*", "Spaces and tabs are mixed here; indent with spaces alone."),
    Row("IndentationError", r"expected an indented block after (?P<what>.+) on line (?P<line>\d+)", missing_block),
    Row(
        "IndentationError",
        r"unexpected indent",
        "This line is indented more than the line above, and nothing asks for that.",
    ),
    Row(
        "IndentationError",
        r"unindent does not match",
        "This line is indented less than the one above, and as much as no line before it.",
    ),
    Row("SyntaxError", r"invalid (non-printable )?character '?(?P<character>[^' ])", wide_character),
    Row(
        "SyntaxError",
        r"invalid non-printable character (?P<code>U\+\w+)",
        "A character that cannot be seen ({code}) stands here; delete it and type a space.",
    ),
    Row("SyntaxError", r"expected ':'", "A colon is missing at the end of this line."),
    Row(
        "SyntaxError",
        r"'(?P<bracket>.)' was never closed",
        "The bracket `{bracket}` that is opened here is never closed.",
    ),
    Row("SyntaxError", r"unmatched '(?P<bracket>.)'", "The bracket `{bracket}` closes nothing that was opened."),
    Row(
        "SyntaxError",
        r"closing parenthesis '(?P<one>.)' does not match opening parenthesis '(?P<other>.)'",
        "`{other}` was opened, and `{one}` would close it: a bracket in between is missing or wrong.",
    ),
    Row("SyntaxError", r"unterminated.*string literal", "A string begins here, and its closing quotes are missing."),
    Row(
        "SyntaxError",
        r".*forgot a comma",
        "Two things stand side by side here; a comma, or something else, is missing between them.",
    ),
    Row(
        "SyntaxError",
        r"Missing parentheses in call to '(?P<name>\w+)'",
        "`{name}` is a function: what it is to print stands in round brackets.",
    ),
    Row("SyntaxError", r".*Maybe you meant '=='", "`=` gives a value to a name; two values are compared with `==`."),
    Row(
        "SyntaxError",
        r"'(?P<word>return|yield|await)' outside",
        "`{word}` may stand in a function alone; is this line indented too little?",
    ),
    Row(
        "SyntaxError",
        rf"name {NAME} is (used|assigned to) (prior to|before) global declaration",
        "`global {name}` comes before the first use of `{name}` in its function.",
    ),
    Row(
        "SyntaxError",
        r"name '(?P<name>\w+)' is parameter and global",
        "`{name}` is a parameter here, so it cannot be the module's variable as well.",
    ),
    Row(
        "SyntaxError",
        r"positional argument follows keyword argument",
        "Arguments without a name come before those with one.",
    ),
    Row(
        "SyntaxError",
        r".*",
        "Python does not understand the line from the marked place on; what is wrong may stand just before it.",
    ),
)


def meaning(kind: str, message: str, spot: Spot) -> Message:
    """What an error means, in plain words; empty for one that the table does not know."""
    for row in ROWS:
        if kind in row.types.split("|"):
            match = re.match(row.pattern, message, re.DOTALL)
            if match is not None:
                return fill(row.words, match.groupdict()) if isinstance(row.words, str) else row.words(match, spot)
    return Message("")


def fill(words: str, groups: Mapping[str, str]) -> Message:
    """A row's words, with what they want of the groups."""
    values: dict[str, str] = dict(groups)
    for name, text in groups.items():
        values |= {f"a_{name}": article(text), f"A_{name}": article(text, first=True)}
    return Message(words, **{name: value for name, value in values.items() if f"{{{name}}}" in words})
