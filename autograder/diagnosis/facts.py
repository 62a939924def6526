"""Normalise evidence into facts: short texts that are the same whenever a program behaves the same.

A fact never holds a pid, a time, a drawn value or a nonce; it says how such a thing relates to
what the scenario asks for. So two runs of one program give the same facts, on any machine. Each
fact comes with its *witness*: a sentence about this very run, with its pids, lines and times.
"""

import re
from dataclasses import dataclass

from autograder.checks.endings import say_ending
from autograder.checks.narrative import (
    say_call,
    say_failed_step,
    say_interruption,
    say_place,
    say_process,
)
from autograder.checks.waiting import find_poller, say_sleeper
from autograder.checks.written import written
from autograder.diagnosis.call_index import CallIndex
from autograder.diagnosis.normalization import compare, error_words, seconds_shape, shape
from autograder.engine.evidence import Evidence, ObservedStep, ProbeCall, Standstill, TimedWait
from autograder.engine.lost_updates import interruptions
from autograder.engine.probes import ManagedDict, Probe

WEAK = "says "  # such a fact is the program's own wording, and only tells twins apart
# The last line of a traceback; lines of several dying processes may be mixed, but not their parts.
ERROR_LINE = re.compile(
    r"^(?:[a-z_]+\.)*(?P<type>[A-Z]\w*(?:Error|Exception|Exit|Interrupt))(?:: (?P<message>.*))?$", re.M
)


@dataclass(frozen=True, slots=True)
class Witness:
    """What was seen of a fact in one run, and when, in seconds on the judge's clock."""

    at: float
    text: str


class Facts(dict[str, Witness]):
    """The facts of one run, each with its first witness."""

    def note(self, fact: str, at: float | None, text: str) -> None:
        """A fact holds; its witness is kept if it is the first."""
        self.setdefault(fact, Witness(at or 0.0, text))


def facts_of(evidence: Evidence) -> Facts:
    """All facts of one run."""
    facts = Facts()
    for seen in evidence.steps:
        note_step(facts, seen, evidence)
    for still in evidence.standstills:
        note_wait(facts, still, evidence)
    for wait in evidence.waits:
        note_timed_wait(facts, wait, evidence)
    for reliance in evidence.reliances:
        poller = find_poller(evidence, reliance)
        if poller is not None:
            said = f"When the work was over, the caller was still waiting for {say_sleeper(poller)}."
            facts.note(f"{evidence.steps[reliance.step].step.name}: relies on a poll", reliance.at, said)
    index = CallIndex(evidence)
    for probe in evidence.scenario.probes.values():
        note_probe(facts, probe, evidence, index)
    for shared in evidence.scenario.dicts.values():
        note_updates(facts, shared, evidence)
    note_script(facts, evidence)
    note_loading(facts, evidence)
    if evidence.import_error is not None:
        kind, _ = error_words(evidence.import_error.type, evidence.import_error.message)
        facts.note(f"import: {kind}", evidence.seconds, say_ending(evidence))
    for match in ERROR_LINE.finditer(evidence.errors):
        kind, _ = error_words(match["type"], match["message"] or "")
        facts.note(f"{WEAK}{kind}", evidence.seconds, f"A process printed: {match[0]}")
    if evidence.changed is not None:
        facts.note("the caller could be changed while calls were held", evidence.changed, "")
    facts.note(f"ends: {evidence.ending.name.lower().replace('_', ' ')}", evidence.seconds, say_ending(evidence))
    return facts


def note_step(facts: Facts, seen: ObservedStep, evidence: Evidence) -> None:
    """How a step went, and what it gave."""
    title = seen.step.name
    if seen.left is None:
        facts.note(f"{title}: does not return", seen.entered, f"{seen.step.title} never returned.")
    elif seen.missing is not None:
        facts.note(f"{title}: is missing", seen.left, say_failed_step(seen, evidence))
    elif seen.error is not None:
        said = say_failed_step(seen, evidence)
        kind, message = error_words(seen.error.type, seen.error.message)
        facts.note(f"{title}: raises {kind}", seen.left, said)
        facts.note(f"{WEAK}{kind}: {message}", seen.left, said)
    elif seen.step.kind != "assign":
        timed = any(probe.seconds for probe in evidence.scenario.probes.values())
        number = timed and type(seen.value) in (int, float)
        given = seconds_shape(seen.value, seen, evidence) if number else shape(seen.value, evidence)
        said = "" if seen.step.kind == "describe" else f"{seen.step.title} gave {written(seen.value)}."[:200]
        facts.note(f"{title}: gives {given}", seen.left, said)
        if seen is next((last for last in reversed(evidence.steps) if last.step.kind == "call"), None):
            note_leaving(facts, seen, evidence)


def note_leaving(facts: Facts, seen: ObservedStep, evidence: Evidence) -> None:
    """What the last call of the caller left alive, and what was still being done when it returned."""
    title, left = seen.step.name, evidence.left_running(seen)
    said = f"When {seen.step.title} returned, {' and '.join(left)} {'was' if len(left) == 1 else 'were'} still alive."
    facts.note(f"{title}: leaves {'something' if left else 'nothing'} running", seen.left, said)
    for call in evidence.calls:
        if (
            call.released is not None
            and (seen.left or 0.0) < call.released
            and evidence.scenario.probes[call.name].holds
        ):
            said = f"{seen.step.title} returned while {say_call(call)} was still running."
            facts.note(f"{title}: returns while {call.name} runs", seen.left, said)


def note_script(facts: Facts, evidence: Evidence) -> None:
    """For a program that is run or imported as a whole: how many processes it made, and what it printed."""
    if any(seen.step.kind != "run" for seen in evidence.steps) or evidence.import_error is not None:
        return
    made = evidence.made()
    said = f"Processes that were made: {', '.join(str(one.pid) for one in made) or 'none'}."
    facts.note(f"makes children: {compare(len(made), 1)}", made[0].born if made else 0.0, said)
    printed = [line.strip() for line in evidence.output.splitlines() if line.strip()]
    for name, drawn in evidence.scenario.drawn.items():
        if isinstance(drawn, str):
            said = f"The line `{drawn}` was printed {printed.count(drawn)} times."
            facts.note(f"prints the drawn {name}: {compare(printed.count(drawn), 1)}", evidence.seconds, said)
    if set(printed) - {str(drawn) for drawn in evidence.scenario.drawn.values()}:
        facts.note(f"{WEAK}something else", evidence.seconds, "")


def note_loading(facts: Facts, evidence: Evidence) -> None:
    """Processes that never came to their work, and copies of the caller that went on with the caller's."""
    for process in evidence.stillborn():
        said = f"{say_process(process).capitalize()} ended while it was loading {evidence.module}.py."
        facts.note("a child ends while it loads the file", process.gone, said)
    for seen in evidence.steps:
        for copy in seen.copies:
            said = f"{seen.step.title} returned in {say_process(copy)}, too, a copy of the caller."
            facts.note(f"{seen.step.name}: returns in a copy of the caller, too", seen.left, said)


def note_wait(facts: Facts, still: Standstill, evidence: Evidence) -> None:
    """What the caller waited for when nobody could move, and who had nothing to do."""
    where = evidence.steps[still.step].step.name if still.step is not None else "the judge"
    held = ", ".join(say_call(call) for call in still.held[:3])
    said = f"Nobody could move while only {held} was going on{say_caller(still)}."
    if wait_kind(still) != "waits":
        said = f"While {held} was going on, the caller {wait_kind(still)}{say_caller(still)}."
    facts.note(f"with calls held, the caller is in {where} and {wait_kind(still)}", still.at, said)
    if evidence.scenario.whereabouts and still.positions:
        busy = {call.process.number for call in still.held}
        for position in still.positions:
            if position.place is None and position.process in evidence.made() and position.process.number not in busy:
                said = f"While {held} was going on, {say_process(position.process)} had nothing to do."
                facts.note("with calls held, a child has nothing to do", still.at, said)


def note_timed_wait(facts: Facts, wait: TimedWait, evidence: Evidence) -> None:
    """Who slept or waited with a time limit, and in which step."""
    if wait.step is None or (wait.process is not None and wait.process.is_server):
        return
    caller = wait.process is not None and wait.process.is_caller
    who = "the caller" if caller and wait.main else "a thread of the caller" if caller else "another process"
    how = "sleeps" if wait.sleeps else "waits with a time limit"
    step = evidence.steps[wait.step].step
    said = f"During {step.title}, {say_sleeper(wait)} ({wait.seconds:.3g} s)."
    facts.note(f"{step.name}: {who} {how}", wait.at, said)


def say_caller(still: Standstill) -> str:
    """Where the caller stood and for whom it waited, as far as that is known."""
    place = next((one.place for one in still.positions if one.process.is_caller and one.place), None)
    parts = [f"the caller stood in {say_place(place)}"] if place else []
    parts += [f"it waited for process {still.joins.pid} to end"] if still.joins else []
    return f"; {', and '.join(parts)}" if parts else ""


def wait_kind(still: Standstill) -> str:
    """The kind of wait, the same for every start method."""
    if still.step is None:
        return "has returned"
    if still.wait in ("clock_nanosleep", "nanosleep"):
        return "sleeps"
    if still.timed:
        return "waits with a time limit" if still.wait else "computes"
    return "waits"


def note_probe(facts: Facts, probe: Probe, evidence: Evidence, index: CallIndex) -> None:
    """How often, where, with what and how many at a time a probe was called."""
    calls, name = evidence.calls_of(probe.name), probe.name
    first = calls[0].arrived if calls else evidence.seconds
    said = f"`{name}` was called {len(calls)} of {probe.calls} times."
    if len(calls) < probe.calls and probe.calls > 1:
        facts.note(f"{name}: too few calls", first, said)  # how many it came to may be chance
        return
    facts.note(
        f"{name}: calls {compare(len(calls), probe.calls)}", first, said if calls else f"`{name}` was never called."
    )
    given: dict[str, ProbeCall] = {}
    for call in calls:
        note_call(facts, call, evidence, index)
        same = given.setdefault(written(call.arguments), call)
        if same is not call and call.arguments:
            facts.note(f"{name}: given the same twice", call.arrived, f"{say_call(same)} came before {say_call(call)}.")
    if calls:
        note_sharing(facts, calls, probe, evidence)


def note_sharing(facts: Facts, calls: list[ProbeCall], probe: Probe, evidence: Evidence) -> None:
    """How many processes shared the calls of a probe, and how many calls there were at a time."""
    name = probe.name
    pids = list(dict.fromkeys(str(call.process.pid) for call in calls))
    said = f"All {len(calls)} calls of `{name}` came from process {' and '.join(pids[:8])}."
    facts.note(f"{name}: processes {compare(len(pids), probe.workers)}", calls[0].arrived, said)
    first = min((call.released for call in calls if call.released is not None), default=None)
    young = next((call for call in calls if first is not None and call.process.born >= first), None)
    if young is not None:
        said = f"{say_call(young)} ran in a process that was born after an earlier call was over."
        facts.note(f"{name}: called in a process born after an earlier call was over", young.arrived, said)
    if probe.holds:
        overlap = evidence.overlap(name)
        said = f"{'All' if overlap == len(calls) else f'At most {overlap} of'} {len(calls)} calls of `{name}` "
        said += f"were going on at the same time{say_caller(evidence.standstills[0]) if evidence.standstills else ''}."
        facts.note(f"{name}: overlap {compare(overlap, probe.together)}", calls[0].arrived, said)
        found = evidence.two_in_one_process(name)
        if found is not None:
            said = f"{say_call(found[1])} and {say_call(found[2])} were going on at the same time in one process."
            facts.note(f"{name}: two at a time in one process", found[0].at, said)
        last = max(call.arrived for call in calls)
        for still in evidence.standstills:
            held = sum(call.name == name for call in still.held)
            if 0 < held < probe.together and last > still.at:
                said = f"At one moment only {held} could go on, though more were still to come."
                told = overlap < probe.together  # the overlap has said it already
                facts.note(f"{name}: fewer than possible at a time", still.at, "" if told else said)


def note_updates(facts: Facts, shared: ManagedDict, evidence: Evidence) -> None:
    """Whether a process could come between another's reading of a managed dict and its writing."""
    for one in interruptions(evidence, shared.reads.name, shared.writes.name):
        said = f"Between {say_call(one.reading)} and {say_call(one.writing)}, {say_interruption(one)}."
        facts.note(f"{shared.name}: nobody is alone from reading to writing", one.writing.arrived, said)


def note_call(facts: Facts, call: ProbeCall, evidence: Evidence, index: CallIndex) -> None:
    """Where a call came from, what it was given, and what was known of it."""
    name, at, said = call.name, call.arrived, f"{say_call(call)}."
    facts.note(f"{name}: called in {place(call)}", at, said)
    if place(call) == "the caller":
        facts.note(f"{name}: called by {moment(call, evidence)}", at, said)
    facts.note(f"{name}: given {shape(tuple(call.arguments), evidence)}", at, said)
    if call.keywords:
        facts.note(f"{name}: given keywords", at, said)
    for key, value in call.watched.items():
        facts.note(
            f"{name}: sees {key} = {shape(value, evidence)}", at, f"In {say_call(call)}, `{key}` was {written(value)}."
        )
    source = index.source_of(call)
    if source is not None and index.others_ended_between(source, call):
        said = f"{say_call(source)} was over; {say_call(call)} came only after others were over too."
        facts.note(f"{name}: given an answer late", at, said)


def moment(call: ProbeCall, evidence: Evidence) -> str:
    """What the caller was doing when it called a probe itself."""
    return evidence.steps[call.step].step.name if call.step >= 0 else "the import"


def place(call: ProbeCall) -> str:
    """Which process a call came from, relative to the caller."""
    if call.process.is_caller:
        return "the caller" if call.thread == "MainThread" else "a thread of the caller"
    return "a child" if call.process.parent == 0 or call.process.parent_is_server else "a descendant"
