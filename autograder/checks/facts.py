"""Normalise evidence into facts: short texts that are the same whenever a program behaves the same.

A fact never holds a pid, a time, a drawn value or a nonce; it says how such a thing relates to
what the scenario asks for. So two runs of one program give the same facts, on any machine.
"""

import re
from typing import Any

from autograder.engine.evidence import Evidence, ProbeCall, Standstill
from autograder.engine.protocol import Opaque
from autograder.engine.scenario import Probe

WEAK = "says "  # such a fact is the program's own wording, and only tells twins apart
# What a message quotes (the apostrophe of "can't" quotes nothing), addresses, nonces, numbers.
QUOTED = re.compile(r"(?<!\w)'[^']*'|\"[^\"]*\"|<[^>]*>|0x[0-9a-f]+|\b[0-9a-f]{16}\b|\d+")
# The last line of a traceback; lines of several dying processes may be mixed, but not their parts.
ERROR_LINE = re.compile(
    r"^(?:[a-z_]+\.)*(?P<type>[A-Z]\w*(?:Error|Exception|Exit|Interrupt))(?:: (?P<message>.*))?$", re.M
)


def facts_of(evidence: Evidence) -> frozenset[str]:
    """All facts of one run."""
    facts = {f"ends: {evidence.ending.name.lower().replace('_', ' ')}"}
    facts |= step_facts(evidence) | wait_facts(evidence)
    for probe in evidence.scenario.probes.values():
        facts |= probe_facts(probe, evidence)
    if evidence.import_error is not None:
        facts.add(f"import: {evidence.import_error.type}")
    facts |= {f"{WEAK}{match['type']}" for match in ERROR_LINE.finditer(evidence.errors)}
    if evidence.changed is not None:
        facts.add("the caller could be changed while calls were held")
    return frozenset(facts)


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


def step_facts(evidence: Evidence) -> set[str]:
    """How each step went, what it gave, and what it left alive."""
    facts = set()
    last = next((seen for seen in reversed(evidence.steps) if seen.step.kind == "call"), None)
    for seen in evidence.steps:
        title = seen.step.name
        if seen.left is None:
            facts.add(f"{title}: does not return")
        elif seen.missing is not None:
            facts.add(f"{title}: is missing")
        elif seen.error is not None:
            facts |= {f"{title}: raises {seen.error.type}", f"{WEAK}{seen.error.type}: {plain(seen.error.message)}"}
        elif seen.step.kind != "assign":
            facts.add(f"{title}: gives {shape(seen.value, evidence)}")
            if seen is last:
                facts.add(f"{title}: leaves {'something' if evidence.left_running(seen) else 'nothing'} running")
                facts |= {
                    f"{title}: returns while {call.name} runs"
                    for call in evidence.calls
                    if call.released is not None and seen.left < call.released
                    if evidence.scenario.probes[call.name].holds
                }
    return facts


def wait_facts(evidence: Evidence) -> set[str]:
    """What the caller waited for whenever nobody could move."""
    facts = set()
    for still in evidence.standstills:
        where = evidence.steps[still.step].step.name if still.step is not None else "the judge"
        facts.add(f"with calls held, the caller is in {where} and {wait_kind(still)}")
    return facts


def wait_kind(still: Standstill) -> str:
    """The kind of wait, the same for every start method."""
    if still.step is None:
        return "has returned"
    if still.wait in ("clock_nanosleep", "nanosleep"):
        return "sleeps"
    if still.timed:
        return "waits with a time limit" if still.wait else "computes"
    return "waits"


def probe_facts(probe: Probe, evidence: Evidence) -> set[str]:
    """How often, where, with what and how many at a time a probe was called."""
    calls, name = evidence.calls_of(probe.name), probe.name
    if len(calls) < probe.calls and probe.calls > 1:
        return {f"{name}: too few calls"}  # how many it came to may be chance
    facts = {f"{name}: calls {compare(len(calls), probe.calls)}"}
    if not calls:
        return facts
    facts |= {f"{name}: called in {place(call)}" for call in calls}
    facts |= {f"{name}: called by {moment(call, evidence)}" for call in calls if place(call) == "the caller"}
    facts |= {f"{name}: given {shape(tuple(call.arguments), evidence)}" for call in calls}
    facts |= {f"{name}: given keywords" for call in calls if call.keywords}
    facts.add(f"{name}: processes {compare(len({call.process.number for call in calls}), probe.workers)}")
    first = min((call.released for call in calls if call.released is not None), default=None)
    if first is not None and any(call.process.born >= first for call in calls):
        facts.add(f"{name}: called in a process born after an earlier call was over")
    if probe.holds:
        facts.add(f"{name}: overlap {compare(evidence.overlap(name), probe.together)}")
    given = [repr(call.arguments) for call in calls if call.arguments]
    if len(set(given)) < len(given):
        facts.add(f"{name}: given the same twice")
    for call in calls:
        facts |= {f"{name}: sees {key} = {shape(value, evidence)}" for key, value in call.watched.items()}
    return facts


def moment(call: ProbeCall, evidence: Evidence) -> str:
    """What the caller was doing when it called a probe itself."""
    return evidence.steps[call.step].step.name if call.step >= 0 else "the import"


def place(call: ProbeCall) -> str:
    """Which process a call came from, relative to the caller."""
    if call.process.is_caller:
        return "the caller" if call.thread == "MainThread" else "a thread of the caller"
    return "a child" if call.process.parent == 0 or call.process.parent_is_server else "a descendant"


def shape(value: Any, evidence: Evidence) -> str:
    """What a value is, in relation to what was drawn, answered, and born."""
    if isinstance(value, Opaque):
        return value.type.rpartition(".")[2]
    if isinstance(value, dict) and value and all(isinstance(key, str) and key.isidentifier() for key in value):
        return ", ".join(f"{key}: {shape(item, evidence)}" for key, item in sorted(value.items())[:4])
    if isinstance(value, dict):
        keys, values = shapes(value.keys(), evidence), shapes(value.values(), evidence)
        return f"dict of {keys}: {values}, {how_many(len(value), evidence)}" if value else "an empty dict"
    if isinstance(value, (list, set, frozenset)):
        kind = type(value).__name__
        return f"{kind} of {shapes(value, evidence)}, {how_many(len(value), evidence)}" if value else f"an empty {kind}"
    if isinstance(value, tuple):
        if len(value) > 4:
            return f"tuple of {shapes(value, evidence)}"
        return f"({', '.join(shape(item, evidence) for item in value)})"
    return scalar_shape(value, evidence)


def shapes(values: Any, evidence: Evidence) -> str:
    """The different shapes among several values."""
    return " | ".join(sorted({shape(value, evidence) for value in values}))


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
        if any(call.answer == value for call in evidence.calls):
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
