"""Normalise evidence into facts: short texts that are the same whenever a program behaves the same.

A fact never holds a pid, a time, a drawn value or a nonce; it says how such a thing relates to
what the scenario asks for. So two runs of one program give the same facts, on any machine. Each
fact comes with its *witness*: a sentence about this very run, with its pids, lines and times.
"""

import re

from autograder.checks.endings import say_ending
from autograder.checks.narrative import (
    say_call,
    say_failed_step,
    say_interruption,
    say_pid,
    say_process,
)
from autograder.checks.waiting import find_poller, say_poller, say_rest
from autograder.checks.written import written
from autograder.diagnosis.call_index import CallIndex
from autograder.diagnosis.normalization import compare, error_words, seconds_shape, shape
from autograder.diagnosis.witness import Facts, with_caller
from autograder.engine.evidence import Evidence, ObservedStep, ProbeCall, Standstill, TimedWait
from autograder.engine.lost_updates import interruptions
from autograder.engine.probes import ManagedDict, Probe
from autograder.messages import BOTH, LIST, TIMES, Message

VALUE_CHARACTERS = 200
WEAK = "says "  # such a fact is the program's own wording, and only tells twins apart
# The last line of a traceback; lines of several dying processes may be mixed, but not their parts.
ERROR_LINE = re.compile(
    r"^(?:[a-z_]+\.)*(?P<type>[A-Z]\w*(?:Error|Exception|Exit|Interrupt))(?:: (?P<message>.*))?$", re.M
)


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
            step = evidence.steps[reliance.step].step.name
            facts.note(f"{step}: relies on a poll", reliance.at, say_poller(poller))
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
        facts.note(f"{WEAK}{kind}", evidence.seconds, Message("A process printed: {line}", line=match[0]))
    if evidence.changed is not None:
        facts.note("the caller could be changed while calls were held", evidence.changed, "")
    facts.note(f"ends: {evidence.ending.name.lower().replace('_', ' ')}", evidence.seconds, say_ending(evidence))
    return facts


def note_step(facts: Facts, seen: ObservedStep, evidence: Evidence) -> None:
    """How a step went, and what it gave."""
    title = seen.step.name
    if seen.left is None:
        said = Message("{step} never returned.", step=seen.step.title)
        facts.note(f"{title}: does not return", seen.entered, said)
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
        said = Message("{step} gave {value}.", step=seen.step.title, value=written(seen.value)[:VALUE_CHARACTERS])
        facts.note(f"{title}: gives {given}", seen.left, "" if seen.step.kind == "describe" else said)
        if seen is next((last for last in reversed(evidence.steps) if last.step.kind == "call"), None):
            note_leaving(facts, seen, evidence)


def note_leaving(facts: Facts, seen: ObservedStep, evidence: Evidence) -> None:
    """What the last call of the caller left alive, and what was still being done when it returned."""
    title, left = seen.step.name, evidence.left_running(seen)
    still_alive = (
        "When {step} returned, {processes} was still alive.",
        "When {step} returned, {processes} were still alive.",
    )
    said = Message.counted(
        len(left), still_alive, step=seen.step.title, processes=Message.joined(map(say_pid, left), BOTH)
    )
    facts.note(f"{title}: leaves {'something' if left else 'nothing'} running", seen.left, said)
    for call in evidence.calls:
        if (
            call.released is not None
            and (seen.left or 0.0) < call.released
            and evidence.scenario.probes[call.name].holds
        ):
            words = "{step} returned before {call} was over."
            said = Message(words, step=seen.step.title, call=say_call(call))
            facts.note(f"{title}: returns while {call.name} runs", seen.left, said)


def note_script(facts: Facts, evidence: Evidence) -> None:
    """For a program that is run or imported as a whole: how many processes it made, and what it printed."""
    if any(seen.step.kind != "run" for seen in evidence.steps) or evidence.import_error is not None:
        return
    made = evidence.made()
    said = Message("No process was made.")
    if made:
        words = "{n} process was made: {processes}.", "{n} processes were made: {processes}."
        said = Message.counted(len(made), words, processes=Message.joined(map(say_process, made), BOTH))
    facts.note(f"makes children: {compare(len(made), 1)}", made[0].born if made else 0.0, said)
    printed = [line.strip() for line in evidence.output.splitlines() if line.strip()]
    for name, drawn in evidence.scenario.drawn.items():
        if isinstance(drawn, str):
            times = printed.count(drawn)
            said = Message("The line `{line}` was printed {times}.", line=drawn, times=Message.counted(times, TIMES))
            facts.note(f"prints the drawn {name}: {compare(times, 1)}", evidence.seconds, said)
    if set(printed) - {str(drawn) for drawn in evidence.scenario.drawn.values()}:
        facts.note(f"{WEAK}something else", evidence.seconds, "")


def note_loading(facts: Facts, evidence: Evidence) -> None:
    """Processes that never came to their work, and copies of the caller that went on with the caller's."""
    for process in evidence.stillborn():
        who = say_process(process, first=True)
        said = Message("{process} ended while it was loading {file}.", process=who, file=f"{evidence.module}.py")
        facts.note("a child ends while it loads the file", process.gone, said)
    for seen in evidence.steps:
        for copy in seen.copies:
            words = "{step} returned in {process}, too, a copy of the caller."
            said = Message(words, step=seen.step.title, process=say_process(copy))
            facts.note(f"{seen.step.name}: returns in a copy of the caller, too", seen.left, said)


def note_wait(facts: Facts, still: Standstill, evidence: Evidence) -> None:
    """What the caller waited for when nobody could move, and who had nothing to do."""
    where = evidence.steps[still.step].step.name if still.step is not None else "the judge"
    held, kind = Message.joined((say_call(call) for call in still.held[:3]), LIST), wait_kind(still)
    if kind == "waits":
        said = Message("Nobody could move while only {calls} was going on", calls=held)
    else:
        said = Message("While {calls} was going on, the caller {waits}", calls=held, waits=Message(kind))
    facts.note(f"with calls held, the caller is in {where} and {kind}", still.at, with_caller(said, still))
    if evidence.scenario.whereabouts and still.positions:
        busy = {call.process.number for call in still.held}
        for position in still.positions:
            if position.place is None and position.process in evidence.made() and position.process.number not in busy:
                words = "While {calls} was going on, {process} had nothing to do."
                said = Message(words, calls=held, process=say_process(position.process))
                facts.note("with calls held, a child has nothing to do", still.at, said)


def note_timed_wait(facts: Facts, wait: TimedWait, evidence: Evidence) -> None:
    """Who slept or waited with a time limit, and in which step."""
    if wait.step is None or (wait.process is not None and wait.process.is_server):
        return
    caller = wait.process is not None and wait.process.is_caller
    who = "the caller" if caller and wait.main else "a thread of the caller" if caller else "another process"
    how = "sleeps" if wait.sleeps else "waits with a time limit"
    step = evidence.steps[wait.step].step
    said = Message("During {step}, {slept}.", step=step.title, slept=say_rest(wait))
    facts.note(f"{step.name}: {who} {how}", wait.at, said)


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
    words = "`{name}` was called {calls}, and not once.", "`{name}` was called {calls}, and not {n} times."
    said = Message.counted(probe.calls, words, name=name, calls=Message.counted(len(calls), TIMES))
    if len(calls) < probe.calls and probe.calls > 1:
        facts.note(f"{name}: too few calls", first, said)  # how many it came to may be chance
        return
    if not calls:
        said = Message("`{name}` was never called.", name=name)
    elif len(calls) == probe.calls:  # which is strange where nobody right calls it, such as a script that is imported
        said = Message("`{name}` was called {times}.", name=name, times=Message.counted(len(calls), TIMES))
    facts.note(f"{name}: calls {compare(len(calls), probe.calls)}", first, said)
    given: dict[str, ProbeCall] = {}
    for call in calls:
        note_call(facts, call, evidence, index)
        same = given.setdefault(written(call.arguments), call)
        if same is not call and call.arguments:
            said = Message("{one} came before {other}.", one=say_call(same), other=say_call(call))
            facts.note(f"{name}: given the same twice", call.arrived, said)
    if calls:
        note_sharing(facts, calls, probe, evidence)


def note_sharing(facts: Facts, calls: list[ProbeCall], probe: Probe, evidence: Evidence) -> None:
    """How many processes shared the calls of a probe, and how many calls there were at a time."""
    name = probe.name
    pids = list(dict.fromkeys(str(call.process.pid) for call in calls))
    shared = (
        "The one call of `{name}` came from process {pids}.",
        "All {n} calls of `{name}` came from process {pids}.",
    )
    told = [*pids[:8], *([Message("{n} others", n=len(pids) - 8)] if len(pids) > 8 else [])]
    said = Message.counted(len(calls), shared, name=name, pids=Message.joined(told, BOTH))
    facts.note(f"{name}: processes {compare(len(pids), probe.workers)}", calls[0].arrived, said)
    first = min((call.released for call in calls if call.released is not None), default=None)
    young = next((call for call in calls if first is not None and call.process.born >= first), None)
    if young is not None:
        words = "{call} ran in a process that was born after an earlier call was over."
        said = Message(words, call=say_call(young))
        facts.note(f"{name}: called in a process born after an earlier call was over", young.arrived, said)
    if probe.holds:
        note_overlap(facts, calls, probe, evidence)


def note_overlap(facts: Facts, calls: list[ProbeCall], probe: Probe, evidence: Evidence) -> None:
    """How many calls of a probe were going on at a time, in one process too."""
    name, overlap = probe.name, evidence.overlap(probe.name)
    some = "At most {overlap} of {n} call of `{name}` was going on at the same time"
    several = "At most {overlap} of {n} calls of `{name}` were going on at the same time"
    if overlap == len(calls):
        some = "The one call of `{name}` was going on"
        several = "All {n} calls of `{name}` were going on at the same time"
    said = Message.counted(len(calls), (some, several), overlap=overlap, name=name)
    said = with_caller(said, evidence.standstills[0]) if evidence.standstills else Message("{said}.", said=said)
    facts.note(f"{name}: overlap {compare(overlap, probe.together)}", calls[0].arrived, said)
    found = evidence.two_in_one_process(name)
    if found is not None:
        words = "{one} and {other} were going on at the same time in one process."
        said = Message(words, one=say_call(found[1]), other=say_call(found[2]))
        facts.note(f"{name}: two at a time in one process", found[0].at, said)
    last = max(call.arrived for call in calls)
    for still in evidence.standstills:
        held = sum(call.name == name for call in still.held)
        if 0 < held < probe.together and last > still.at:
            words = "At one moment only {calls} of `{name}` could go on, though more were still to come."
            said = Message(words, calls=Message.counted(held, ("{n} call", "{n} calls")), name=name)
            told = overlap < probe.together  # the overlap has said it already
            facts.note(f"{name}: fewer than possible at a time", still.at, "" if told else said)


def note_updates(facts: Facts, shared: ManagedDict, evidence: Evidence) -> None:
    """Whether a process could come between another's reading of a managed dict and its writing."""
    for one in interruptions(evidence, shared.reads.name, shared.writes.name):
        said = Message(
            "Between {reading} and {writing}, {interruption}.",
            reading=say_call(one.reading),
            writing=say_call(one.writing),
            interruption=say_interruption(one),
        )
        facts.note(f"{shared.name}: nobody is alone from reading to writing", one.writing.arrived, said)


def note_call(facts: Facts, call: ProbeCall, evidence: Evidence, index: CallIndex) -> None:
    """Where a call came from, what it was given, and what was known of it."""
    name, at, said = call.name, call.arrived, Message("{call}.", call=say_call(call))
    facts.note(f"{name}: called in {place(call)}", at, said)
    if place(call) == "the caller":
        facts.note(f"{name}: called by {moment(call, evidence)}", at, said)
    facts.note(f"{name}: given {shape(tuple(call.arguments), evidence)}", at, said)
    if call.keywords:
        facts.note(f"{name}: given keywords", at, said)
    for key, value in call.watched.items():
        was = Message("In {call}, `{name}` was {value}.", call=say_call(call), name=key, value=written(value))
        facts.note(f"{name}: sees {key} = {shape(value, evidence)}", at, was)
    source = index.source_of(call)
    if source is not None and index.others_ended_between(source, call):
        words = "{source} was over; {call} came only after others were over too."
        said = Message(words, source=say_call(source), call=say_call(call))
        facts.note(f"{name}: given an answer late", at, said)


def moment(call: ProbeCall, evidence: Evidence) -> str:
    """What the caller was doing when it called a probe itself."""
    return evidence.steps[call.step].step.name if call.step >= 0 else "the import"


def place(call: ProbeCall) -> str:
    """Which process a call came from, relative to the caller."""
    if call.process.is_caller:
        return "the caller" if call.thread == "MainThread" else "a thread of the caller"
    return "a child" if call.process.is_child else "a descendant"
