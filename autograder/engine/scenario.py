"""What the grader asks of a student's code: which steps are taken, with which probes.

An exercise's checks describe scenarios as plain functions of a :class:`Draw`::

    def one_worker(draw: Draw) -> Scenario:
        name = draw.name()
        task = Probe("task", calls=1)
        return Scenario(
            call("Worker", task, name, keep="worker"),
            call("worker.start"),
            call("worker.join"),
            name=name,
        )

A scenario holds no expected result that must be kept from the student: what a probe returns is
drawn while the student's code runs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from autograder.engine.draw import Draw
from autograder.engine.probes import Labelled, ManagedDict, Probe, is_name, require
from autograder.engine.steps import Step, flatten


@dataclass(frozen=True)
class Scenario:
    """Steps, in order, and how the judge lets go of the calls that it holds.

    - `steps`: what the caller does with the student's module; without any it is only imported.
    - `one_by_one`: held calls are let go in a drawn order, each when nobody can move any more, and beside it those
      of the caller's that are answered by `"nothing"`; otherwise all at once.
    - `late`: then the call with this first argument is let go last of all.
    - `late_child`: a child that was neither the first nor the last to be started begins only when nobody else
      can move, and with `one_by_one` its call is let go last of all, too.
    - `measured`: calls with `seconds` are held by the real clock, for a first step that says how many seconds it
      took; each start of a process waits, too, and the last call ends this part of a second after a whole one.
      Otherwise they end in the order of the judge's own time, which passes only while nobody can move.
    - `pauses`: each process but the caller waits before its calls, and before what it stores in attributes and
      items, once in each place, until nobody else can move.
    - `whereabouts`: at the first standstill every process says in which line it stands.
    - `change`: a global and the value that it gets, in the caller alone, while calls are held.
    - `given`: modules that take the place of the exercise's given files; each name in them is a probe.
    - `drawn`: every other keyword; what was chosen, for the checks.

    >>> def two_children(draw):
    ...     names = draw.names(2)
    ...     task = Probe("task", calls=2, together=2)
    ...     return Scenario(call("launch_all", task, names), one_by_one=True, names=names)

    Catches, by the order in which calls are let go, whatever is right by luck: `one_by_one` a program that takes
    the order of ends for the order of starts, `late` and `late_child` one that waits for the last child alone,
    `measured` a clock that is read after a start, and whole seconds, `pauses` a flag that is looked at first and set
    afterwards and an update that is lost, `change` a value that is read too early.
    """

    steps: tuple[Step, ...]
    one_by_one: bool = False
    late: Any = None
    late_child: bool = False
    measured: float | None = None
    pauses: bool = False
    whereabouts: bool = False
    change: tuple[str, Any] | None = None
    given: dict[str, dict[str, Probe]] = field(default_factory=dict)
    drawn: dict[str, Any] = field(default_factory=dict)

    def __init__(
        self,
        *steps: Step,
        one_by_one: bool = False,
        late: Any = None,
        late_child: bool = False,
        measured: float | None = None,
        pauses: bool = False,
        whereabouts: bool = False,
        change: tuple[str, Any] | None = None,
        given: dict[str, dict[str, Probe]] | None = None,
        **drawn: Any,
    ) -> None:
        """Take the steps as arguments and whatever was drawn as keywords."""
        fields = {
            "steps": steps,
            "one_by_one": one_by_one,
            "late": late,
            "late_child": late_child,
            "measured": measured,
            "pauses": pauses,
            "whereabouts": whereabouts,
            "change": change,
            "given": given or {},
            "drawn": drawn,
        }
        for name, value in fields.items():
            object.__setattr__(self, name, value)
        self.refuse_what_cannot_be_meant()

    def refuse_what_cannot_be_meant(self) -> None:
        """One sentence for what is wrong; nothing is run then."""
        for step in self.steps:
            require(isinstance(step, Step), f"Scenario: {step!r} is no step; call, read, assign and describe make one.")
        scripted = [step for step in self.steps if step.kind == "run"]
        require(len(scripted) in (0, len(self.steps)) and len(scripted) < 2, "Scenario: run_script is the only step.")
        require(self.late is None or self.one_by_one, "Scenario: late needs one_by_one=True; else all go at once.")
        for name in self.drawn:
            meant = get_close_matches(name, set(vars(self)) - {"steps", "drawn"}, 1, 0.85)
            require(not meant, f"Scenario: there is no option {name}. Did you mean {''.join(meant)}? Else rename it.")
        require(
            self.change is None
            or (isinstance(self.change, tuple) and len(self.change) == 2 and is_name(self.change[0])),
            f"Scenario: change is {self.change!r}; it is a pair, the name of a global and a value.",
        )
        for module, probes in self.given.items():
            for name, probe in probes.items():
                right = is_name(module) and is_name(name) and isinstance(probe, Probe)
                require(right, f"Scenario: given[{module!r}][{name!r}] is {probe!r}; it is a Probe under two names.")
        self.refuse_names_that_are_not_there()

    def refuse_names_that_are_not_there(self) -> None:
        """Each probe has a name of its own, and a step uses only what was kept before it."""
        probes: dict[str, Probe] = {}
        for probe in self.all_probes():
            require(probes.setdefault(probe.name, probe) == probe, f"Scenario: two probes are called {probe.name!r}.")
        kept = set(self.dicts)
        for step in self.steps:
            owner, dot, _ = step.target.rpartition(".")
            require(not dot or owner in kept, f"Scenario: {step.target!r}: no step before it keeps {owner!r}.")
            kept.add(step.keep)

    @cached_property
    def dicts(self) -> dict[str, ManagedDict]:
        """Every managed dict that a step passes on, by name."""
        arguments = flatten([given for step in self.steps for given in step.arguments])
        return {given.name: given for given in arguments if isinstance(given, ManagedDict)}

    @cached_property
    def probes(self) -> dict[str, Probe]:
        """Every probe that the student's code can get hold of, by name."""
        return {probe.name: probe for probe in self.all_probes()}

    def all_probes(self) -> list[Probe]:
        """The same, as often as they are passed on."""
        given = [probe for module in self.given.values() for probe in module.values()]
        return [*passed_on(*self.steps), *given]

    def given_files(self) -> dict[str, bytes]:
        """The given modules as files; a process that has no way to the judge is told so."""
        return {
            f"{module}.py": "\n".join(
                [
                    "try:",
                    "    from inside.probe import Probe",
                    "except ImportError:",
                    "    raise SystemExit('no Process of multiprocessing: the grader cannot see it') from None",
                    *(f"{name} = Probe({one.name!r}, [])" for name, one in probes.items()),
                ]
            ).encode()
            for module, probes in self.given.items()
        }

    def script(self, module: str, start_method: str) -> dict[str, Any]:
        """What the harness is told at first; steps and changes it hears of when they are due."""
        return {
            "module": module,
            "start_method": start_method,
            "measured": self.measured is not None,
            "imported": not self.steps,
            "scripted": any(step.kind == "run" for step in self.steps),
            "watch": {name: [(module, watched) for watched in probe.watch] for name, probe in self.probes.items()},
            "dicts": {
                name: {"values": one.values, "reads": one.reads.name, "writes": one.writes.name}
                for name, one in self.dicts.items()
            },
        }


def passed_on(*steps: Step) -> Iterator[Probe]:
    """Every probe that steps pass on, those of labelled ones and of managed dicts too."""
    for given in flatten([given for step in steps for given in step.arguments]):
        match given:
            case Probe():
                yield given
            case Labelled():
                yield given.probe
            case ManagedDict():
                yield from (given.reads, given.writes)


ScenarioMaker = Callable[[Draw], Scenario]
START_METHODS: Sequence[str] = ("fork", "spawn", "forkserver")
