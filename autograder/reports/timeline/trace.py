"""A run in the Chrome trace-event format, which speedscope and the viewer of Chromium and VizTracer open.

Here the axis is the judge's clock, in microseconds, since these programs show nothing else. A process is called by
the pid that the student's code sees; in the reference's run, which stands beside it, a million is added.
Source: "Trace Event Format" (the Chromium project); what lasts in one thread is nested, as it wants it. Tried in
speedscope 1.25.0 and in the page that VizTracer 1.1.1 makes of a trace (``viztracer --combine``): neither says a word.
Perfetto's own reader comes from the network alone, and was not tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.engine.evidence import Evidence, ProbeCall
from autograder.escaping import visible
from autograder.reports.timeline.lanes import FORK_SERVER, Owner, Owners
from autograder.reports.timeline.order import drawn_waits, is_held, place
from autograder.reports.timeline.waits import say_sleep

REFERENCE_PIDS = 1_000_000
MICROSECONDS = 1e6
Event = dict[str, Any]


def to_trace(evidence: Evidence, reference: Evidence | None = None) -> dict[str, Any]:
    """The content of a trace file: what was seen of a run, and of the reference's."""
    events = Trace(evidence, "", 0).events()
    if reference is not None:
        events += Trace(reference, "reference: ", REFERENCE_PIDS).events()
    return {
        "traceEvents": events,
        "displayTimeUnit": "ms",
        "otherData": {
            "module": evidence.module,
            "start_method": evidence.start_method,
            "ending": evidence.ending.value,
        },
    }


@dataclass
class Interval:
    """Something that lasts, in seconds."""

    name: str
    begin: float
    end: float
    args: dict[str, Any] = field(default_factory=dict)


class Trace:
    """The events of one run."""

    def __init__(self, evidence: Evidence, prefix: str, offset: int) -> None:
        """``offset``: what is added to every pid."""
        self.evidence, self.prefix, self.offset = evidence, prefix, offset
        self.owners = Owners(evidence, place(evidence)[0])
        times = [evidence.seconds, *(call.released or call.arrived for call in evidence.calls)]
        self.end = max([*times, *(still.at for still in evidence.standstills)])

    def events(self) -> list[Event]:
        """Names first, then everything that has a time."""
        found: list[Event] = []
        for lane, owner in enumerate(self.owners.all):
            found += self.names(lane, owner)
            found += self.nested(lane, sorted(self.intervals(lane, owner), key=lambda one: (one.begin, -one.end)))
        return [*found, *self.instants(), *self.flows()]

    def at(self, phase: str, name: str, seconds: float, lane: int, **more: Any) -> Event:
        """One event in a lane."""
        pid = self.owners.all[lane].pid + self.offset
        main = self.owners.of(self.owners.all[lane].number) if self.owners.all[lane].thread else lane
        event = {"ph": phase, "name": visible(name), "ts": microseconds(seconds), "pid": pid}
        return {**event, "tid": pid + lane - main, **more}

    def names(self, lane: int, owner: Owner) -> Iterator[Event]:
        """How a process and its threads are called, and that they stand in the picture's order."""
        if not owner.thread:
            yield self.at("M", "process_name", 0.0, lane, args={"name": f"{self.prefix}{owner.role}, pid {owner.pid}"})
            yield self.at("M", "process_sort_index", 0.0, lane, args={"sort_index": lane + self.offset})
        yield self.at("M", "thread_name", 0.0, lane, args={"name": visible(owner.thread) or "main thread"})

    def intervals(self, lane: int, owner: Owner) -> Iterator[Interval]:
        """The life of a process, its steps if it is the caller, and the calls that were held."""
        if not owner.thread:
            yield self.life(owner)
        if lane == 0:
            for step in self.evidence.steps:
                yield Interval(step.step.title.strip("`"), step.entered, self.end if step.left is None else step.left)
        for call in self.evidence.calls:
            if self.owners.of_call(call) == lane and is_held(call, self.evidence):
                yield Interval(call.name, call.arrived, call.released or self.end, describe(call))

    def life(self, owner: Owner) -> Interval:
        """From birth to end."""
        if owner.number == FORK_SERVER:
            born = min(one.born for one in self.evidence.processes if one.parent_is_server)
            return Interval(owner.role, born, self.end)
        process = self.evidence.processes[owner.number]
        status = {"exit status": process.status} if process.status is not None else {}
        return Interval(owner.role, process.born, process.gone or self.end, status)

    def nested(self, lane: int, intervals: list[Interval]) -> Iterator[Event]:
        """Complete events, each within the one that began before it and is not over.

        Not begins and ends: speedscope wants what is known of a call at both, and Chromium's viewer at one of them.
        """
        open_ones: list[Interval] = []
        for one in intervals:
            while open_ones and open_ones[-1].end <= one.begin:
                open_ones.pop()
            one.end = max(one.begin, min([one.end, *(other.end for other in open_ones)]))
            lasts = microseconds(one.end) - microseconds(one.begin)
            yield self.at("X", one.name, one.begin, lane, dur=lasts, **({"args": one.args} if one.args else {}))
            open_ones.append(one)

    def instants(self) -> Iterator[Event]:
        """What has no length: standstills, calls that are not held, and the beginnings of sleeps."""
        for number, still in enumerate(self.evidence.standstills, 1):
            args = {"held": [call.name for call in still.held], "the caller": still.wait or "computes"}
            yield self.at(
                "i", f"nobody could move ({number})", still.at, 0, s="g" if not self.offset else "p", args=args
            )
        for call in self.evidence.calls:
            if not is_held(call, self.evidence):
                yield self.at("i", call.name, call.arrived, self.owners.of_call(call), s="t", args=describe(call))
        for _, wait, process in drawn_waits(self.evidence):
            yield self.at("i", say_sleep(wait)[1], wait.at, self.owners.of(process), s="t")

    def flows(self) -> Iterator[Event]:
        """Arrows: from parents to children, and from the caller to whom it waits for."""
        arrows = [
            ("starts", process.born, parent, self.owners.of(process.number))
            for process in self.evidence.processes[1:]
            if (parent := self.owners.parent(process)) is not None
        ]
        arrows += [
            ("waits for", still.at, 0, self.owners.of(still.joins.number))
            for still in self.evidence.standstills
            if still.joins is not None
        ]
        for number, (name, at, source, target) in enumerate(arrows, self.offset):
            yield self.at("s", name, at, source, cat="arrows", id=number)
            yield self.at("f", name, at, target, cat="arrows", id=number, bp="e")


def microseconds(seconds: float) -> int:
    """A moment in the format's own unit: whole, so that what ends with another ends with it."""
    return round(seconds * MICROSECONDS)


def describe(call: ProbeCall) -> dict[str, Any]:
    """What is known of a call."""
    where = f"{call.place[0]}, line {call.place[1]}" if call.place else ""
    given = [visible(repr(value)) for value in call.arguments]
    return {"arguments": given, "line": visible(where), "raised": call.raised}
