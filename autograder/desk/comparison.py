"""Where two runs of one program, with the same draws, differ: event by event, in sentences.

What differs in any two runs is left out: times, pids, answers of probes, how often somebody looked again. Processes are
told apart by the order in which they were started.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from autograder.checks.written import written
from autograder.diagnosis.normalization import error_words, plain
from autograder.engine.evidence import Evidence, ObservedStep, ProbeCall, Process
from autograder.engine.protocol import ErrorClaim, Opaque
from autograder.recording.scenarios import scenario_digest

MOST = 40  # so many differences are told


class Event(NamedTuple):
    """Something that happened; whose doing it was, or nothing where the order of all others depends on it."""

    at: float
    lane: str
    text: str


def compare_runs(first: Evidence, second: Evidence) -> list[str]:
    """Every difference between two runs of one program, as sentences; none where the same happened in the same order.

    First how they ended, then what happened in one of them alone, then what happened in another order.
    """
    said = []
    if scenario_digest(first.scenario) != scenario_digest(second.scenario):
        said.append("The two runs were asked for different things, so they cannot be expected to be the same.")
    if first.ending is not second.ending:
        said.append(f"The first run ended so: {first.ending.value}. The second: {second.ending.value}.")
    one, other = list(numbered(events_of(first))), list(numbered(events_of(second)))
    said += [f"In the first run alone: {text}." for text in alone(one, other)]
    said += [f"In the second run alone: {text}." for text in alone(other, one)]
    said += [f"In another order: {text}." for text in out_of_order(one, other)]
    said += printed_alone(first, second)
    more = len(said) - MOST
    return [*said[:MOST], f"And {more} more differences."] if more > 0 else said


def numbered(events: list[str]) -> Iterator[tuple[str, int]]:
    """Each event with how often it has happened before."""
    before: Counter[str] = Counter()
    for text in events:
        yield text, before[text]
        before[text] += 1


def alone(these: list[tuple[str, int]], those: list[tuple[str, int]]) -> list[str]:
    """The events that are among these, and not among those."""
    others = set(those)
    return [f"{text}{', once more' if again else ''}" for text, again in these if (text, again) not in others]


def out_of_order(one: list[tuple[str, int]], other: list[tuple[str, int]]) -> list[str]:
    """The fewest events of both runs without which the others are in the same order.

    They are those outside the longest increasing subsequence of places (Fredman, Discrete Mathematics 1975).
    """
    place = {event: number for number, event in enumerate(other)}
    common = [event for event in one if event in place]
    tops: list[int] = []  # the least place at which an increasing sequence of each length ends
    lengths = []
    for event in common:
        length = bisect_left(tops, place[event])
        tops[length : length + 1] = [place[event]]
        lengths.append(length)
    moved, wanted = [], len(tops) - 1
    for event, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            wanted -= 1
        else:
            moved.append(event[0])
    return moved[::-1]


def printed_alone(first: Evidence, second: Evidence) -> list[str]:
    """The lines that one of two runs alone has printed."""
    one, other = (Counter(plain(line) for line in run.output.splitlines()) for run in (first, second))
    said = [f"Printed in the first run alone: {line}" for line in one - other]
    return said + [f"Printed in the second run alone: {line}" for line in other - one]


def events_of(run: Evidence) -> list[str]:
    """All that happened in a run, in words that are the same in every run in which the same happened.

    In order, but for what has none: between two moments at which the judge let somebody go on, each process goes its
    own way, so there they come one after another.
    """
    names = Names(run)
    events = [*births(run, names), *moments(run, names)]
    for call in run.calls:
        events += events_of_call(call, names)
    for wait in run.waits:
        how = "slept" if wait.sleeps else "waited with a time limit"
        who = names.of(wait.process) if wait.process is not None else "a process that was not seen otherwise"
        events.append(Event(wait.at, who, f"{who}{'' if wait.main else ', in another thread,'} {how}"))
    events.sort(key=lambda event: event.at)
    spans = accumulate(not event.lane for event in events)
    ordered = sorted(zip(spans, events, strict=True), key=lambda one: (one[0], one[1].lane))
    ends = [f"{names.of(one)} was gone, {how_it_ended(one)}" for one in run.processes[1:] if one.gone is not None]
    return [*(event.text for _, event in ordered), *sorted(ends)]


def births(run: Evidence, names: "Names") -> Iterator[Event]:
    """The processes that were seen."""
    for process in run.processes[1:]:
        yield Event(process.born, names.of(process), f"{names.of(process)} was born")


def moments(run: Evidence, names: "Names") -> Iterator[Event]:
    """What the caller was asked for and gave, and when nobody could move."""
    for step in run.steps:
        yield from events_of_step(step, names)
    for still in run.standstills:
        held = ", ".join(sorted(names.call(call) for call in still.held))
        yield Event(still.at, "", f"nobody could move while {held} was going on")
    if run.import_error is not None:
        yield Event(run.seconds, "", f"loading the file raised {say_error(run.import_error)}")


def how_it_ended(process: Process) -> str:
    """The exit status of a process."""
    return "nobody knows how" if process.status is None else f"with exit status {process.status}"


def events_of_call(call: ProbeCall, names: "Names") -> Iterator[Event]:
    """When a call came and when it was let go."""
    who = names.of(call.process)
    yield Event(call.arrived, who, f"{who} called {names.call(call)}")
    if call.released is not None:
        how = "let go with an exception" if call.raised else "let go"
        yield Event(call.released, "", f"{names.call(call)} of {who} was {how}")


def events_of_step(seen: ObservedStep, names: "Names") -> Iterator[Event]:
    """When a step began, and what came of it."""
    yield Event(seen.entered, "", f"the caller began {seen.step.title}")
    if seen.left is None:
        return
    gave = f"gave {written(names.value(seen.value))}"
    if seen.missing is not None:
        gave = "is not defined"
    said = f"raised {say_error(seen.error)}" if seen.error is not None else gave
    yield Event(seen.left, "", f"{seen.step.title} {said}")
    if seen.survivors:
        yield Event(seen.left, "", f"{len(seen.survivors)} processes were alive when {seen.step.title} was over")


def say_error(error: ErrorClaim) -> str:
    """An exception, without the values in its message."""
    line = f" in line {error.trace[-1][1]}" if error.trace else ""
    return ": ".join(filter(None, error_words(error.type, error.message))) + line


class Word(str):
    """What stands for a value that is another one in each run; it is written without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The word itself."""
        return str(self)


class Names:
    """Names that are the same in two runs, for processes, their pids, and the answers that calls were given."""

    def __init__(self, run: Evidence) -> None:
        """Count children in the order of their starts: pids are given in that order."""
        children = sorted(run.made(), key=lambda one: one.pid)
        self.names = {one.number: f"child {number}" for number, one in enumerate(children, 1)}
        self.names |= {one.number: "a helper of Python's own" for one in run.processes if one.is_server}
        self.names[0] = "the caller"
        self.pids = {one.pid: Word(f"the pid of {self.of(one)}") for one in run.processes}
        self.answers: dict[str, Word] = {}
        for call in run.calls:
            if call.answer is not None:
                self.answers[call.answer] = Word(f"the answer to {self.call(call)}")

    def of(self, process: Process) -> str:
        """The name of a process."""
        return self.names[process.number]

    def call(self, call: ProbeCall) -> str:
        """A call as it would be written."""
        given = [written(self.value(value)) for value in call.arguments]
        given += [f"{name}={written(self.value(value))}" for name, value in call.keywords.items()]
        return f"{call.name}({', '.join(given)})"

    def value(self, value: Any) -> Any:
        """A value, with words in it for what is another in each run."""
        kind = type(value)
        if kind is float:
            return Word("a number of seconds")
        if kind is Opaque:
            return Word(f"{value.type} {plain(value.text)}")
        if kind is str:
            return self.answers.get(value, value)
        if kind is int:
            return self.pids.get(value, value)
        if kind is dict:
            return {self.value(key): self.value(one) for key, one in value.items()}
        if kind in (list, tuple, set, frozenset):
            return kind(map(self.value, value))
        return value
