"""The calls that the judge holds: until nobody can move, or for a time of the judge's own."""

import random
import secrets
from collections.abc import Callable, Container
from typing import Any

from autograder.engine.evidence import Evidence, ProbeCall
from autograder.engine.lifecycle import LifecycleGates
from autograder.engine.measured import first_start

Connection = Any


class Holding:
    """Held calls by connection, and how each is let go."""

    def __init__(self, evidence: Evidence, now: Callable[[], float], gates: LifecycleGates) -> None:
        """Nothing is held yet; the order of release follows from the seed, and from who was let into life late."""
        self.evidence, self.scenario, self.now, self.gates = evidence, evidence.scenario, now, gates
        self.order = random.Random(f"{evidence.seed}/{evidence.start_method}/order of release")
        self.calls: dict[Connection, ProbeCall] = {}
        self.due: dict[Connection, float] = {}  # when calls that are measured are to be let go, by the real clock
        self.same: dict[str, str] = {}  # the one answer of each probe that has one, by its name
        self.virtual = 0.0  # the judge's own time, which passes only while such calls are held

    def forget(self, connection: Connection) -> None:
        """Whoever called is gone."""
        self.calls.pop(connection, None)
        self.due.pop(connection, None)

    def seconds(self, call: ProbeCall) -> float:
        """How long a call is to be held in the judge's time; 0.0 for one that is let go when nobody can move."""
        times = self.scenario.probes[call.name].seconds
        return times.get(call.arguments[0], 0.0) if call.arguments and times else 0.0

    def is_short(self) -> bool:
        """Whether fewer calls of some probe are held than should wait together."""
        names = [call.name for call in self.calls.values()]
        return any(names.count(name) < self.scenario.probes[name].together for name in names)

    def wait_for_clock(self) -> bool:
        """Whether calls are being held for a real time, and all of those that can be."""
        timed = [connection for connection, call in self.calls.items() if self.seconds(call)]
        return bool(timed) and all(connection in self.due for connection in timed)

    def until_due(self, most: float) -> float:
        """Seconds until the next call is to be let go, and ``most`` at most."""
        now = self.now()
        return min([most, *(max(0.0, at - now) for at in self.due.values())])

    def has_times(self) -> bool:
        """Whether a call is held that has a time of its own."""
        return any(map(self.seconds, self.calls.values()))

    def choose(self, awaited: Container[int]) -> list[Connection]:
        """Nobody can move: the calls to let go now. Those with a time of their own begin it first.

        ``awaited``: the numbers of processes whose end the caller waits for.
        """
        timed = [connection for connection, call in self.calls.items() if self.seconds(call)]
        self.begin_times([one for one in timed if not self.calls[one].worked[1]], awaited)
        if timed and self.scenario.measured is not None:
            self.end_between_seconds(timed, self.scenario.measured)
            return []
        if timed:
            return self.take_next(timed)
        ranked = sorted(self.calls, key=lambda one: repr((self.calls[one].name, self.calls[one].arguments)))
        if not self.scenario.one_by_one:
            return ranked
        told = [one for one in ranked if self.is_told(self.calls[one])]
        rest = [one for one in ranked if one not in told]
        others = [one for one in rest if not self.is_late(self.calls[one])]
        return [*told, *([self.order.choice(others or rest)] if rest else [])]

    def begin_times(self, begun: list[Connection], awaited: Container[int]) -> None:
        """Calls with a time of their own begin it; the longest is another's than one's whose end is waited for."""
        seconds = {one: self.seconds(self.calls[one]) for one in begun}
        longest = max(begun, key=lambda one: seconds[one], default=None)
        others = [one for one in begun if self.calls[one].process.number not in awaited]
        if longest not in others and others:
            seconds[longest], seconds[others[0]] = seconds[others[0]], seconds[longest]
        for connection, lasts in seconds.items():
            self.calls[connection].worked = self.virtual, self.virtual + lasts
            if self.scenario.measured is not None:
                self.due[connection] = self.now() + lasts

    def is_told(self, call: ProbeCall) -> bool:
        """Whether the caller only hears of something in a call, which is let go beside another one then."""
        return call.process.is_caller and self.scenario.probes[call.name].answer == "nothing"

    def is_late(self, call: ProbeCall) -> bool:
        """Whether a call is the one to be let go last of all."""
        late = self.scenario.late
        return call.process.pid == self.gates.late or (late is not None and call.arguments[:1] == [late])

    def take_next(self, timed: list[Connection]) -> list[Connection]:
        """The calls that are over next. The judge's own time jumps there, so no worker on its way can miss a turn."""
        self.virtual = min(self.calls[connection].worked[1] for connection in timed)
        return [connection for connection in timed if self.calls[connection].worked[1] == self.virtual]

    def end_between_seconds(self, timed: list[Connection], part: float) -> None:
        """When all calls have come, the last to end does so this part of a second after a whole one."""
        name = self.calls[timed[0]].name
        if len(self.evidence.calls_of(name)) >= self.scenario.probes[name].calls:
            last = max(self.due, key=lambda one: self.due[one])
            began = first_start(self.evidence, self.evidence.calls_of(name)).arrived
            self.due[last] += (part - (self.due[last] - began)) % 1.0

    def take_due(self) -> list[Connection]:
        """The calls whose time has come, in the order of the judge's own time."""
        now, taken = self.now(), []
        for connection in sorted(self.due, key=lambda one: self.calls[one].worked[1]):
            if self.due[connection] > now:
                break
            self.virtual = max(self.virtual, self.calls[connection].worked[1])
            del self.due[connection]
            taken.append(connection)
        return taken

    def release(self, connection: Connection) -> dict[str, Any]:
        """Let a call go; the answer: a fresh nonce, the probe's own one, nothing, or an exception."""
        call = self.calls.pop(connection)
        probe = self.scenario.probes[call.name]
        call.released = self.now()
        if call.arguments and call.arguments[0] in probe.fails:
            call.raised, call.answer = True, f"the task failed on purpose ({secrets.token_hex(8)})"
            return {"raise": "ValueError", "message": call.answer}
        if probe.answer != "nothing":
            fresh = secrets.token_hex(8)
            call.answer = self.same.setdefault(probe.name, fresh) if probe.answer == "same" else fresh
        return {"return": call.answer}
