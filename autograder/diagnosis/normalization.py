"""Say what a value is in words that are the same in every run: in relation to what was drawn, answered, and born."""

import re
from typing import Any

from autograder.engine.evidence import Evidence, ObservedStep
from autograder.engine.measured import calls_within, time_taken
from autograder.engine.protocol import Opaque

# What a message quotes (the apostrophe of "can't" quotes nothing), addresses, nonces, numbers.
QUOTED = re.compile(r"(?<!\w)'[^']*'|\"[^\"]*\"|<[^>]*>|0x[0-9a-f]+|\b[0-9a-f]{16}\b|\d+")

# What a later Python says, and what the oldest supported one says of the same; facts and signatures know only the
# latter. 3.13 has other words, and since 3.14 pickle raises its own error where it has not found a name.
EQUALS = (
    (
        re.compile(r"(AttributeError: Can't get|PicklingError: Can't pickle) local object .*"),
        "AttributeError: Can't pickle local object …",
    ),
    (
        re.compile(r"(PicklingError: Can't pickle .*): it's not found as (.+)\.([^.]+)"),
        r"\1: attribute lookup \3 on \2 failed",
    ),
    (re.compile(r"TypeError: cannot use .+ as an? .+ \((unhashable type: .+)\)"), r"TypeError: \1"),
    (re.compile(r"(ValueError: too many values to unpack \(expected \d+), got \d+\)"), r"\1)"),
    (re.compile(r"(TypeError: .+ context manager protocol) \(missed .+\)"), r"\1"),
    (re.compile(r"ValueError: (max|min)\(\) iterable argument is empty"), r"ValueError: \1() arg is an empty sequence"),
    # Here the earlier one says more, and the later one's words are kept: since 3.15 no function is named.
    (re.compile(r"TypeError: \S+ argument after (\*+) must be"), r"TypeError: Value after \1 must be"),
)


def error_words(kind: str, message: str) -> tuple[str, str]:
    """Type and text of an error, the same for every Python, and the text without the values in it."""
    said = f"{kind}: {message.partition(chr(10))[0]}"
    for later, earlier in EQUALS:
        said = later.sub(earlier, said)
    kind, _, message = said.partition(": ")
    return kind, plain(message)


def plain(message: str) -> str:
    """A message without the values in it."""
    return QUOTED.sub("…", message.split("\n")[0])[:120]


def compare(actual: int, wanted: int) -> str:
    """A number in relation to the one that is asked for."""
    if actual in (0, wanted):
        return "none" if actual == 0 else "as asked"
    if actual == 1:
        return "one"
    return "fewer" if actual < wanted else "more"


def seconds_shape(value: float, seen: ObservedStep, evidence: Evidence) -> str:
    """Seconds that a step claims to have taken, in relation to the judge's clock."""
    within = calls_within(evidence, seen)
    calls = [call for call in within if evidence.scenario.probes[call.name].seconds]
    if not calls:  # nothing keeps such a call for a while, so only too many seconds are surely wrong
        over = bool(within) and value > time_taken(evidence, seen, within)[1]
        return "more seconds than that call took" if over else "a number of seconds"
    shortest, longest = time_taken(evidence, seen, calls)
    added_up = sum((call.released or 0.0) - call.arrived for call in calls)
    if value < 0:
        return "negative seconds"
    early = seen.left is not None and any((call.released or 0.0) > seen.left for call in calls)
    if value < shortest or early:  # who returns early has not seen the end, whatever the clock of a busy machine says
        return "too few seconds"
    if value <= longest:
        return "the seconds it took"
    if 1000 * shortest <= value <= 1000 * longest:
        return "a thousand times the seconds it took"
    return "the sum of all times" if value >= added_up else "too many seconds"


def shape(value: Any, evidence: Evidence) -> str:
    """What a value is, in relation to what was drawn, answered, and born."""
    if isinstance(value, Opaque):
        message = value.text.partition("(")[2].lstrip("'\"")  # where it is an error, whose text is Type('message')
        return "a process" if value.process is not None else error_words(value.type.rpartition(".")[2], message)[0]
    if isinstance(value, dict) and value and all(isinstance(key, str) and key.isidentifier() for key in value):
        return ", ".join(f"{key}: {shape(item, evidence)}" for key, item in sorted(value.items())[:4])
    if isinstance(value, dict):
        keys, values = shapes(value.keys(), evidence), shapes(value.values(), evidence)
        return f"dict of {keys}: {values}, {how_many(len(value), evidence)}" if value else "an empty dict"
    if isinstance(value, (list, set, frozenset)):
        kind = type(value).__name__
        order = order_of(value, evidence) if isinstance(value, list) else ""
        size = how_many(len(value), evidence)
        return f"{kind} of {shapes(value, evidence)}, {size}{order}" if value else f"an empty {kind}"
    if isinstance(value, tuple):
        if len(value) > 4:
            return f"tuple of {shapes(value, evidence)}"
        return f"({', '.join(shape(item, evidence) for item in value)})"
    return scalar_shape(value, evidence)


def shapes(values: Any, evidence: Evidence) -> str:
    """The different shapes among several values."""
    return " | ".join(sorted({shape(value, evidence) for value in values}))


def order_of(values: list[Any], evidence: Evidence) -> str:
    """Whether the answers in a list come in the order of the drawn items that they were given for, or of their ends.

    Says nothing unless the judge has chosen the order in which the calls ended; else it may be chance.
    """
    calls = evidence.answers
    chosen = evidence.scenario.one_by_one and len(values) > 1
    if not chosen or any(not isinstance(one, str) or one not in calls or not calls[one].arguments for one in values):
        return ""
    ends = sorted(set(values), key=lambda one: calls[one].released or 0.0)
    given = [calls[value].arguments[0] for value in values]
    for drawn in evidence.scenario.drawn.values():
        if isinstance(drawn, list) and all(item in drawn for item in given):
            places = [drawn.index(item) for item in given]
            if places == sorted(places):
                return ", in order"
            return ", in the order of their ends" if values == ends else ", out of order"
    return ""


def how_many(number: int, evidence: Evidence) -> str:
    """The size of a container in relation to the number of calls that were asked for."""
    wanted = {probe.calls for probe in evidence.scenario.probes.values()}
    return "as many as calls" if number in wanted else f"{compare(number, max(wanted, default=0))} of the calls"


def scalar_shape(value: Any, evidence: Evidence) -> str:
    """A number, text or constant."""
    for name, drawn in evidence.scenario.drawn.items():
        if value is not None and (value == drawn or (isinstance(drawn, (list, tuple)) and value in drawn)):
            return f"drawn {name}"
    if isinstance(value, str):
        if value in evidence.answers:
            return "an answer"
        return "text" if len(value) != 1 else "a character"
    if isinstance(value, int) and not isinstance(value, bool):
        if value == evidence.caller.pid:
            return "the caller's pid"
        if any(value == process.parent_pid for process in evidence.processes if process.parent_is_server):
            return "the fork server's pid"
        if any(value == process.pid for process in evidence.processes):
            return "a child's pid"
        return str(value) if value in (-1, 0, 1, 100) else "a number"
    return str(value) if value is None or isinstance(value, bool) else type(value).__name__
