"""What the caller does with the student's module: one step after another.

What an author of checks gets wrong in a step is refused at once with one sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from autograder.engine.probes import Labelled, ManagedDict, Probe, is_name, require
from autograder.messages import Message


@dataclass(frozen=True)
class Step:
    """One thing that the caller does with the student's module; :func:`call` and its like make it.

    ``pause``: afterwards the caller waits until nobody else can move, so that whatever the step has
    set going shows before the next step is taken.
    """

    kind: Literal["call", "read", "assign", "describe", "run"]
    target: str
    arguments: tuple[Any, ...] = ()
    keep: str = ""
    value: Any = None
    pause: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        names = self.target.split(".") if isinstance(self.target, str) else []
        most = 2 if self.kind in ("call", "read") else 1
        title = f"{self.kind}({self.target!r})"
        require(
            self.kind == "run" or (0 < len(names) <= most and all(map(is_name, names))),
            f"{title}: the target is a name such as 'launch'" + (" or 'worker.start'." if most == 2 else "."),
        )
        require(not self.keep or is_name(self.keep), f"{title}: keep is {self.keep!r}; it is a name such as 'worker'.")
        for given in (*flatten(self.arguments), self.value):
            require(
                given is None or isinstance(given, (bool, int, float, str, Probe, Labelled, ManagedDict)),
                f"{title}: {given!r} cannot be passed on; what can is None, bool, int, float, str, a probe, a managed "
                "dict, and lists of these.",
            )

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
                return Message("`python` with your file")
        return f"`{self.name}`"

    @property
    def labels(self) -> list[tuple[str, str]]:
        """The labelled probes among its arguments: each one's name, and its label."""
        return [(one.probe.name, one.label) for one in flatten(self.arguments) if isinstance(one, Labelled)]

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
    """Call a function, class or method of the student's; keep what it returns under a name.

    `arguments`: None, bool, int, float, str, probes, managed dicts, and lists of these. `keep`: later steps can
    name it. `pause`: afterwards the caller waits until nobody else can move, so that whatever the step has set
    going shows before the next step is taken.

    >>> steps = call("Worker", Probe("task", calls=1), "amber-101", keep="worker"), call("worker.start")

    Catches a function that is missing, that takes other arguments, or that raises; `pause` what starts too early.
    """
    return Step("call", target, arguments, keep, pause=pause)


def read(target: str) -> Step:
    """Read a global of the student's module, or an attribute of something kept.

    >>> steps = read("x"), read("worker.exitcode")

    Catches a name that was not kept, and a child that ended badly.
    """
    return Step("read", target)


def assign(target: str, value: Any) -> Step:
    """Set a global of the student's module, in the caller's process.

    >>> step = assign("x", 417)

    Catches a program that gives back the value that stands in its file.
    """
    return Step("assign", target, value=value)


def run_script() -> Step:
    """Run the student's file as a script, `python topic.py`, instead of importing it; its scenario's only step.

    >>> scenario = Scenario(run_script(), given={"work": {"task": Probe("task", calls=1)}})

    Catches a main guard that is missing: the children of spawn and forkserver run the script again.
    """
    return Step("run", "")


def describe(target: str) -> Step:
    """Ask what a class is: a dict that says whether it is a class, a process, and has a `run` of its own.

    >>> step = describe("Worker")
    >>> step.name  # what `gives` and `value` call it
    'class Worker'

    Catches a function in the place of the class, and a subclass that leaves `run` as it is.
    """
    return Step("describe", target)
