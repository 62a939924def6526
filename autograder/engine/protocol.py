"""The protocol between the judge and the inside of a sandbox. This is the one place that says it.

Transport: a Unix socket of type ``SOCK_SEQPACKET``, bound into the sandbox as ``/judge/socket``;
one JSON object a packet, at most 60,000 bytes. Who speaks is never read from a message: it is the
peer of the connection as the kernel names it (``SO_PEERCRED``).

The first message of a connection says its role.

========== ============================================== =========================================
role       then                                           the judge answers
========== ============================================== =========================================
supervisor ``exit`` when the caller has ended             nothing; hanging up ends the sandbox
caller     ``ready``, ``imported`` or ``import failed``, one         the script to the hello, ``{}`` or the next
           ``left`` a step, ``changed`` (unanswered),     ``step`` to each later message: the caller
           ``finished``                                   waits for it; ``change``, with ``CHANGE``
process    raw text of ``faulthandler`` after ``WHERE``    whether it ``pauses``, once, so that a process is
           (one per process, open as long as it lives)    known before any of the student's code runs
loaded     nothing: a spawned process has loaded the      ``{}`` at once
           program's main module, or ends over it
leaving,   nothing: a process waits at the end of its     ``{}`` when it may go on
starting,  life, before it starts another one, or
pausing    before it does what others can see
copy       nothing: a copy of the caller that             ``{}`` at once; it ends then
           ``os.fork`` made has returned from a step, too
probe      nothing: one connection is one call            ``{"return": …}`` or ``{"raise": name,
                                                          "message": …}`` when it is released
========== ============================================== =========================================

Values cross as JSON with their exact types: ``None``, booleans, strings, integers below 2**53 and
finite floats as themselves; builtin containers as ``{"type": "list", "items": [value, …]}``, a dict's items being
tuples; all else as ``{"type": name, "text": repr}``, which the judge never turns into an object.

What a message *says* is a claim. That it came, from whom, and when, is an observation.
"""

import signal
from dataclasses import dataclass
from typing import Any

import msgspec

from autograder.errors import KitError

WHERE, CHANGE = (
    (signal.SIGRTMAX - 1, signal.SIGRTMAX - 2)
    if hasattr(signal, "SIGRTMAX")
    else (getattr(signal, "SIGUSR1", 0), getattr(signal, "SIGUSR2", 0))
)  # the signals with which the judge asks
PACKET_BYTES = 60_001
VALUE_BYTES = 20  # two bytes on their way may be a value, which is then looked at as long as a large one
DEPTH = 20  # of containers in one another; the harness itself sends fewer
Place = tuple[str, int, str]  # file, line, function (or the text of the line, for a syntax error)


@dataclass(frozen=True, slots=True, eq=False)
class Opaque:
    """A value that is no plain data, such as a process or an exception; equal to nothing but itself.

    - `type`: the name of its type.
    - `text`: what `repr` made of it.
    - `process`: for a `Process` of multiprocessing a dict with its `"pid"`; else None.
    """

    type: str
    text: str
    process: dict[str, Any] | None = None

    def __repr__(self) -> str:
        """Its text, with the type where the text does not show it."""
        return self.text if self.type.rpartition(".")[2] in self.text else f"{self.type} {self.text}"


class ErrorClaim(msgspec.Struct):
    """An exception as the inside tells it."""

    type: str
    bases: list[str]
    message: str
    trace: list[Place]
    columns: tuple[int, int] | None = None  # the part of the innermost line, counted from its first visible character
    remote: str = ""  # the traceback of the process that the exception came from, as text


class SignatureClaim(msgspec.Struct):
    """The parameters that the student's function has, and the line where it is defined."""

    text: str
    line: int


class SupervisorHello(msgspec.Struct, tag="supervisor", tag_field="role"):
    """Process 1 is there."""


class CallerHello(msgspec.Struct, tag="caller", tag_field="role"):
    """The harness is there, and has not touched the student's code yet."""


class ProcessHello(msgspec.Struct, tag="process", tag_field="role"):
    """A process was born, of a line in this module."""

    made_by: str = ""


class LoadedHello(msgspec.Struct, tag="loaded", tag_field="role"):
    """A spawned process has loaded the program's main module, and now does what it was made for; or it failed to."""

    done: bool


class CopyHello(msgspec.Struct, tag="copy", tag_field="role"):
    """A process that is not the caller has returned from a step as well."""

    step: int


class LeavingHello(msgspec.Struct, tag="leaving", tag_field="role"):
    """A process has done its work, and ends as soon as it is let go."""


class StartingHello(msgspec.Struct, tag="starting", tag_field="role"):
    """The caller is about to start a process, and does so as soon as it is let go."""


class PausingHello(msgspec.Struct, tag="pausing", tag_field="role"):
    """A process is about to do what others can see, and does so as soon as it is let go."""


class ProbeHello(msgspec.Struct, tag="probe", tag_field="role"):
    """A probe was called."""

    name: str
    arguments: list[Any] = []
    keywords: dict[str, Any] = {}
    thread: str = ""
    place: Place | None = None
    watched: dict[str, Any] = {}
    too_long: int = 0


class Exit(msgspec.Struct, tag="exit", tag_field="event"):
    """The caller ended: its exit status, or the negative number of the signal that killed it."""

    status: int


class Ready(msgspec.Struct, tag="ready", tag_field="event"):
    """All that the harness needs is there; whoever lives now is the grader's own, not the student's."""


class Imported(msgspec.Struct, tag="imported", tag_field="event"):
    """The student's module was imported."""


class ImportFailed(msgspec.Struct, tag="import failed", tag_field="event"):
    """The student's module could not be imported."""

    error: ErrorClaim


class Left(msgspec.Struct, tag="left", tag_field="event"):
    """A step is over: with a value, with an error, or because the name it needs is missing."""

    step: int
    value: Any = None
    error: ErrorClaim | None = None
    signature: SignatureClaim | None = None
    missing: list[str] | None = None
    too_long: int = 0


class Changed(msgspec.Struct, tag="changed", tag_field="event"):
    """The global that the judge wanted changed while a probe was held has been changed."""


class Finished(msgspec.Struct, tag="finished", tag_field="event"):
    """No step is left."""


Waiting = LeavingHello | StartingHello | PausingHello
Hello = (
    SupervisorHello
    | CallerHello
    | ProcessHello
    | LoadedHello
    | LeavingHello
    | StartingHello
    | PausingHello
    | CopyHello
    | ProbeHello
)
CallerEvent = Ready | Imported | ImportFailed | Left | Changed | Finished

HELLO = msgspec.json.Decoder(Hello)
CALLER_EVENT = msgspec.json.Decoder(CallerEvent)
EXIT = msgspec.json.Decoder(Exit)
CONTAINERS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


def decode_value(data: Any, depth: int = DEPTH) -> Any:
    """Turn a claim back into plain data; what is not plain becomes an :class:`Opaque`.

    It never raises: whatever a program sends that the harness would not, equals nothing that a check asks for.
    """
    if not isinstance(data, (dict, list)):
        return data
    if not isinstance(data, dict) or depth == 0:
        return Opaque("nonsense", "")
    kind, items, text = (data.get(key) for key in ("type", "items", "text"))
    if isinstance(items, list) and kind in ("dict", *CONTAINERS):
        decoded = [decode_value(item, depth - 1) for item in items]
        try:
            return dict(decoded) if kind == "dict" else CONTAINERS[kind](decoded)
        except (TypeError, ValueError):
            return Opaque(str(kind), repr(decoded)[:200])
    if not isinstance(kind, str) or not isinstance(text, str):
        return Opaque("nonsense", "")
    return Opaque(kind, text, decode_process(data.get("process"), depth))


def decode_process(data: Any, depth: int) -> dict[str, Any] | None:
    """What a ``Process`` says of itself; ``None`` for anything else."""
    if not isinstance(data, dict):
        return None
    return {key: decode_value(data.get(key), depth - 1) for key in ("pid", "name", "exitcode")}


def weight(packet: bytes) -> int:
    """What is counted of a packet: its bytes, and the least that each value in it takes when it is read."""
    return len(packet) + VALUE_BYTES * packet.count(b",")


def encode_message(message: dict[str, Any]) -> bytes:
    """One packet of the judge's own."""
    packet = msgspec.json.encode(message)
    if len(packet) >= PACKET_BYTES:
        raise KitError(f"A message of {len(packet)} bytes is too long for the protocol; make the scenario smaller.")
    return packet
