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
from typing import Any, Literal

from autograder.engine.draw import Draw


@dataclass(frozen=True)
class Probe:
    """A callable that the student's code is given, and what is right to happen to it.

    ``calls``: how often it is to be called. ``together``: how many calls are to wait at the same
    time (1 by default). ``processes``: how many different processes are to call it (as many as
    ``together`` by default). ``holds``: whether a call waits at the judge. ``answer``: a call
    returns a fresh nonce, or nothing. ``watch``: globals of the student's module to read, in the
    calling process, at each call. ``fails``: the first arguments of the calls that raise. ``seconds``:
    how long a call with this first argument is held, in the judge's time; others are let go at once
    when nobody can move.
    """

    name: str
    calls: int
    together: int = 1
    processes: int = 0
    holds: bool = True
    answer: Literal["nonce", "nothing"] = "nonce"
    watch: tuple[str, ...] = ()
    fails: tuple[Any, ...] = ()
    seconds: dict[Any, float] = field(default_factory=dict)

    def labelled(self, label: str) -> "Labelled":
        """The same probe as a callable of its own: ``label`` comes first in what its calls are given."""
        return Labelled(self, label)

    @property
    def workers(self) -> int:
        """How many different processes are to call it."""
        return self.processes or self.together


@dataclass(frozen=True)
class Labelled:
    """A probe under a label, so that several callables can be told apart."""

    probe: Probe
    label: str


@dataclass(frozen=True)
class ManagedDict:
    """A dict of a manager's that the grader passes in, and that tells of every read and every write.

    ``reads`` is called with key and value just after each read, ``writes`` just after each write. A
    later step can look into the dict by its ``name``: ``call("shared.get", key)``.
    """

    name: str
    values: dict[str, Any]
    reads: Probe
    writes: Probe


@dataclass(frozen=True)
class Step:
    """One thing that the caller does with the student's module.

    ``pause``: afterwards the caller waits until nobody else can move, so that whatever the step has
    set going shows before the next step is taken.
    """

    kind: Literal["call", "read", "assign", "describe", "run"]
    target: str
    arguments: tuple[Any, ...] = ()
    keep: str = ""
    value: Any = None
    pause: bool = False

    @property
    def name(self) -> str:
        """How checks name the step: its target, or ``class Worker`` for a description."""
        return f"class {self.target}" if self.kind == "describe" else self.target

    @property
    def title(self) -> str:
        """How sentences speak of the step."""
        match self.kind:
            case "call":
                return f"`{self.target}({', '.join(map(show, self.arguments))})`"
            case "assign":
                return f"`{self.target} = {self.value!r}`"
            case "run":
                return f"`python {self.target}`"
        return f"`{self.name}`"

    def script(self) -> dict[str, Any]:
        """The step as the harness reads it."""
        return {
            "kind": self.kind,
            "target": self.target,
            "arguments": [encode_argument(given) for given in self.arguments],
            "keep": self.keep,
            "value": self.value,
        }


def encode_argument(given: Any) -> Any:
    """An argument of a step as the harness reads it; lists may hold probes."""
    match given:
        case Probe():
            return {"probe": given.name}
        case Labelled():
            return {"probe": given.probe.name, "label": given.label}
        case ManagedDict():
            return {"dict": given.name}
        case list():
            return [encode_argument(one) for one in given]
    return given


def show(argument: Any) -> str:
    """An argument of a step as a student would write it."""
    match argument:
        case Probe() | ManagedDict():
            return argument.name
        case Labelled():
            return f"{argument.probe.name}_{argument.label}"
        case list():
            return f"[{', '.join(map(show, argument))}]"
    return repr(argument)


def flatten(arguments: Sequence[Any]) -> Iterator[Any]:
    """Every argument, those in lists too."""
    for given in arguments:
        if isinstance(given, list):
            yield from flatten(given)
        else:
            yield given


def call(target: str, *arguments: Any, keep: str = "", pause: bool = False) -> Step:
    """Call a function, class or method (``"collect"``, ``"worker.start"``); keep what it returns under a name."""
    return Step("call", target, arguments, keep, pause=pause)


def read(target: str) -> Step:
    """Read a global of the module or an attribute of something kept (``"x"``, ``"worker.name"``)."""
    return Step("read", target)


def assign(target: str, value: Any) -> Step:
    """Set a global of the student's module, in the caller's process."""
    return Step("assign", target, value=value)


def run_script() -> Step:
    """Run the student's file as a script, ``python topic.py``, instead of importing it; its scenario's only step."""
    return Step("run", "")


def describe(target: str) -> Step:
    """Ask what a class is: a ``dict`` that says whether it is a class, a process, and has a ``run`` of its own."""
    return Step("describe", target)


@dataclass(frozen=True)
class Scenario:
    """Steps, in order, and how the judge lets go of the calls that it holds.

    ``one_by_one``: held calls are let go in a drawn order, each when nobody can move any more;
    otherwise all at once. ``late``: then the call with this first argument is let go last of all.
    ``late_child``: a child that was neither the first nor the last to be started begins only when nobody else
    can move, and with ``one_by_one`` its call is let go last of all, too.
    Calls with times of their own end in the order of the judge's own time, which passes only while nobody
    can move. ``measured``: they are held by the real clock instead, for a step that says how many seconds it took,
    and the last of them ends this part of a second after a whole one; so whole seconds are wrong, and whoever leaves
    out a part measures too little. ``pauses``: each process but the caller waits before what others can see
    (:mod:`autograder.engine.lifecycle`). ``whereabouts``: at the first standstill every process says in which line
    it stands.
    ``change``: a global and the value that it gets, in the caller alone, while calls are held. ``given``:
    modules that take the place of the exercise's given files; each name in them is a probe. ``drawn`` keeps
    what was chosen, for the checks.
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

    @property
    def dicts(self) -> dict[str, ManagedDict]:
        """Every managed dict that a step passes on, by name."""
        arguments = flatten([given for step in self.steps for given in step.arguments])
        return {given.name: given for given in arguments if isinstance(given, ManagedDict)}

    @property
    def probes(self) -> dict[str, Probe]:
        """Every probe that the student's code can get hold of, by name."""
        arguments = flatten([given for step in self.steps for given in step.arguments])
        found = [given.probe if isinstance(given, Labelled) else given for given in arguments]
        found += [probe for one in self.dicts.values() for probe in (one.reads, one.writes)]
        found += [probe for module in self.given.values() for probe in module.values()]
        return {given.name: given for given in found if isinstance(given, Probe)}

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
            "scripted": any(step.kind == "run" for step in self.steps),
            "watch": {name: [(module, watched) for watched in probe.watch] for name, probe in self.probes.items()},
            "dicts": {
                name: {"values": one.values, "reads": one.reads.name, "writes": one.writes.name}
                for name, one in self.dicts.items()
            },
        }


ScenarioMaker = Callable[[Draw], Scenario]
START_METHODS: Sequence[str] = ("fork", "spawn", "forkserver")
