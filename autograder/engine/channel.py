"""The judge's end of every connection: accept, attribute, decode, answer.

What arrives is handed to the methods that a judge fills in. Whoever speaks nonsense on the
student's side ends the run; a stranger from outside the sandbox is hung up on.
"""

import os
import selectors
import socket
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import msgspec

from autograder import peers
from autograder.engine import protocol
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.lifecycle import LifecycleGates
from autograder.engine.population import Population
from autograder.engine.recorder import note_of_itself
from autograder.errors import KitError
from autograder.escaping import from_bytes
from autograder.sandbox.limits import Limits
from autograder.sandbox.namespaces import STUDENT_FOLDER
from autograder.sandbox.sandbox import RunningSandbox

KEPT_OUTPUT = 20_000  # bytes of each stream that the evidence keeps
UNASKED_PACKETS = 1000  # what processes may write to their lifelines unasked
CONNECTIONS = 100  # connections that may be open together, beside so many for each process that may be born
CONNECTIONS_A_PROCESS = 4
HELLOS_BESIDE_CALLS = 20  # for each process that may be born: its birth, its pauses, its end, and what goes wrong
STILLBORN = 12  # processes that could not load the program: a pool makes new ones in their place without end
DRAIN_SECONDS = 1.0  # how long the output of killed processes is read; no verdict rests on it


class Channel(ABC):
    """Everything that a judge listens to."""

    def __init__(self, running: RunningSandbox, evidence: Evidence, limits: Limits) -> None:
        """Listen to a sandbox that has just been started."""
        self.running, self.evidence, self.limits = running, evidence, limits
        self.selector = running.selector()
        self.streams = running.streams
        self.began = time.monotonic()
        self.population: Population = (running.population or Population)(evidence, self.now, running)
        self.gates = LifecycleGates(evidence, self.now)
        self.control: Any = None
        self.over = False
        self.written = {"output": bytearray(), "errors": bytearray()}
        self.printed = self.unasked = self.hellos = self.hello_bytes = 0
        self.attend(running.listener, self.accept)
        self.attend(self.streams["output"], lambda stream: self.read_output(stream, "output"))
        self.attend(self.streams["errors"], lambda stream: self.read_output(stream, "errors"))

    @abstractmethod
    def begin_watch(self) -> None:
        """Whoever came first is known: from now on the tree can be looked at."""

    @abstractmethod
    def take_listener(self, listener: int) -> None:
        """Sleeps and timed waits are heard of here (:mod:`autograder.engine.clock`)."""

    @abstractmethod
    def script(self) -> dict[str, Any]:
        """What the harness is to do."""

    @abstractmethod
    def arrive(self, connection: Any, hello: protocol.ProbeHello) -> None:
        """A probe was called."""

    @abstractmethod
    def forget(self, connection: Any) -> None:
        """A connection is gone."""

    @abstractmethod
    def hear_event(self, event: protocol.CallerEvent) -> bool:
        """The harness has said something; whether it is to be answered now."""

    @abstractmethod
    def next_step(self) -> dict[str, Any]:
        """What the caller is told when it may go on."""

    @abstractmethod
    def moved(self) -> None:
        """Something happened: earlier looks at the tree say nothing any more."""

    @abstractmethod
    def end(self, ending: Ending) -> None:
        """The run is over."""

    def now(self) -> float:
        """Seconds on the judge's clock."""
        return time.monotonic() - self.began

    def attend(self, source: Any, handle: Callable[[Any], None]) -> None:
        """Call ``handle`` whenever ``source`` has something to read."""
        self.selector.register(source, selectors.EVENT_READ, handle)

    def attend_instead(self, connection: Any, handle: Callable[[Any], None]) -> None:
        """From now on, packets of this connection go elsewhere."""
        self.selector.modify(connection, selectors.EVENT_READ, handle)

    def hear(self, seconds: float) -> bool:
        """Handle all that has arrived, waiting at most so long; whether there was anything."""
        ready = self.selector.select(seconds)
        for key, _ in ready:
            if key.fd in self.selector.get_map() and not self.over:
                key.data(key.fileobj)
        return bool(ready)

    def close(self) -> None:
        """Kill every process, read what they have printed, close every connection."""
        self.population.end_all()
        listening = list(self.selector.get_map().values())
        streams = {stream: name for name, stream in self.streams.items()}
        for key in listening:
            if key.fileobj not in streams:
                self.selector.unregister(key.fileobj)  # what has hung up would be ready again and again
                if key.fileobj is not self.running.listener:
                    key.fileobj.close()  # type: ignore[union-attr]
        deadline = time.monotonic() + DRAIN_SECONDS
        while self.selector.get_map() and time.monotonic() < deadline:
            for key, _ in self.selector.select(DRAIN_SECONDS):
                self.read_output(key.fileobj, streams[key.fileobj])
        for name, data in self.written.items():
            setattr(self.evidence, name, self.without_folder(from_bytes(data)))
        for stream in streams:
            stream.close()
        self.selector.close()
        self.population.close()

    def without_folder(self, text: str) -> str:
        """What was printed, with the paths that it has in a sandbox."""
        own = os.path.join(self.running.folder, "home", "student", "")
        return text.replace(own, f"{STUDENT_FOLDER}/") if self.running.folder else text

    def accept(self, listener: Any) -> None:
        """A new connection: one hello is to come on it."""
        try:
            connection, _ = listener.accept()
        except BlockingIOError:
            return
        connection.setblocking(False)
        self.attend(connection, self.greet)
        if len(self.selector.get_map()) > CONNECTIONS + CONNECTIONS_A_PROCESS * self.limits.births:
            self.end(Ending.GARBLED)

    def packet(self, connection: Any, descriptors: list[int] | None = None) -> bytes | None:
        """The next packet of a connection; one that is hung up is let go, and gives ``None``.

        A descriptor that comes along is put into ``descriptors``, or closed.
        """
        try:
            if isinstance(connection, socket.socket):
                data, sender, found = peers.receive(connection, protocol.PACKET_BYTES)
                peers.close_all(found) if descriptors is None else descriptors.extend(found)
                if data and sender != peers.peer_of(connection):  # it speaks through a connection of somebody else's
                    self.end(Ending.GARBLED)
                    return None
            else:
                data = connection.recv(protocol.PACKET_BYTES)
        except BlockingIOError:
            return None
        except OSError:
            data = b""
        if not data:
            self.let_go(connection)
        return data or None

    def let_go(self, connection: Any) -> None:
        """Stop listening to a connection."""
        self.selector.unregister(connection)
        self.gates.forget(connection)
        self.forget(connection)
        connection.close()

    def answer(self, connection: Any, message: dict[str, Any]) -> None:
        """Send a message; whoever is gone does not hear it."""
        try:
            connection.send(protocol.encode_message(message))
        except OSError:
            self.let_go(connection)

    def greet(self, connection: Any) -> None:
        """The hello of a connection: its role decides who handles the rest."""
        descriptors: list[int] = []
        packet = self.packet(connection, descriptors)
        try:
            if packet is not None:
                self.understand(connection, packet, descriptors)
        finally:
            peers.close_all(descriptors)  # whoever else sends one

    def understand(self, connection: Any, packet: bytes, descriptors: list[int]) -> None:
        """Decode a hello, and believe of it only what the kernel attests."""
        try:
            hello = protocol.HELLO.decode(packet)
        except (msgspec.DecodeError, RecursionError):
            self.end(Ending.GARBLED)
            return
        self.hellos, self.hello_bytes = self.hellos + 1, self.hello_bytes + protocol.weight(packet)
        self.moved()
        match hello:
            case protocol.SupervisorHello() if not self.population.supervisor:
                self.population.know_supervisor(connection)
                self.running.admit(self.population.supervisor)
                self.answer(connection, self.running.orders)
                self.begin_watch()
                self.attend_instead(connection, self.hear_supervisor)
            case protocol.CallerHello() if self.control is None and self.population.know(connection) is not None:
                self.greet_caller(connection, descriptors)
            case protocol.ProcessHello() if (process := self.population.know(connection, lifeline=True)) is not None:
                self.attend_instead(connection, self.hear_lifeline)
                process.made_by = hello.made_by
                if not self.evidence.steps or not self.gates.keep(connection, process):
                    self.answer(connection, self.gates.orders(process))
            case protocol.LeavingHello() | protocol.StartingHello() | protocol.PausingHello():
                self.attend_instead(connection, self.hear_held)
                if not self.gates.keep_waiting(connection, hello, self.population.know(connection)):
                    self.answer(connection, {})
            case protocol.LoadedHello() | protocol.CopyHello():
                self.attend_instead(connection, self.hear_held)
                if not note_of_itself(self.evidence, hello, self.population.know(connection), self.now()):
                    self.end(Ending.GARBLED)
                self.answer(connection, {})
            case protocol.ProbeHello():
                self.attend_instead(connection, self.hear_held)
                self.arrive(connection, hello)
            case _:
                self.let_go(connection)
        self.end_if_too_many()

    def greet_caller(self, connection: Any, descriptors: list[int]) -> None:
        """The harness is there, and has brought the clock along, where there is one."""
        self.control = connection
        if descriptors:
            self.take_listener(descriptors.pop())
        self.begin_watch()
        self.attend_instead(connection, self.hear_caller)
        self.answer(connection, self.script())

    def end_if_too_many(self) -> None:
        """End a run of more processes, calls or hellos than one may have, or in which too much was handed over."""
        limits = self.limits
        if len(self.evidence.processes) > limits.births or len(self.evidence.stillborn()) > STILLBORN:
            self.end(Ending.TOO_MANY_PROCESSES)
        elif len(self.evidence.calls) > limits.calls or self.hello_bytes > limits.hello_bytes:
            self.end(Ending.TOO_MANY_CALLS)
        elif self.hellos > limits.calls + HELLOS_BESIDE_CALLS * limits.births:
            self.end(Ending.GARBLED)

    def hear_supervisor(self, connection: Any) -> None:
        """The supervisor says how the caller ended; that it has is seen from outside too."""
        packet = self.packet(connection)
        if packet is not None:
            try:
                self.evidence.exit_status = protocol.EXIT.decode(packet).status
            except msgspec.DecodeError as error:
                raise KitError(f"The supervisor of the sandbox spoke nonsense: {error}.") from error
        self.end(Ending.EXITED)

    def hear_lifeline(self, connection: Any) -> None:
        """A process wrote to its lifeline unasked, or ended."""
        if self.packet(connection) is not None:
            self.unasked += 1
        if self.unasked > UNASKED_PACKETS:
            self.end(Ending.GARBLED)

    def hear_held(self, connection: Any) -> None:
        """A held call has nothing to say; when it hangs up, its process is gone."""
        self.packet(connection)

    def hear_caller(self, connection: Any) -> None:
        """The next message of the harness."""
        packet = self.packet(connection)
        if packet is None:
            return
        try:
            event = protocol.CALLER_EVENT.decode(packet)
        except (msgspec.DecodeError, RecursionError):
            self.end(Ending.GARBLED)
            return
        self.moved()
        if self.hear_event(event):
            self.answer(connection, self.next_step())

    def read_output(self, stream: Any, name: str) -> None:
        """Keep the beginning of what is printed; too much ends the run."""
        data = stream.read(65536)
        if not data:
            self.selector.unregister(stream)
            return
        self.printed += len(data)
        kept = self.written[name]
        kept += data[: max(0, KEPT_OUTPUT - len(kept))]
        if self.printed > self.limits.output and not self.over:
            self.end(Ending.TOO_MUCH_OUTPUT)
