"""Connections, listeners and streams that a judge can wait for on every system.

On Windows neither a named pipe nor a program's output can be given to ``select``.
``multiprocessing.connection.wait`` can wait for connections on every system; where something else has to
be waited for, a thread takes it in and passes it on over such a connection.
"""

import collections
import contextlib
import multiprocessing
import os
import selectors
import threading
from collections.abc import Mapping
from multiprocessing.connection import Client, Listener, wait
from typing import Any

AT_ONCE = 60  # Windows waits for 63 objects at most
JOIN_SECONDS = 2.0


class MessageConnection:
    """A connection, read as a socket is that never waits: one message a time, nothing when it has hung up."""

    def __init__(self, connection: Any) -> None:
        """``connection`` is one of :mod:`multiprocessing.connection`."""
        self.connection = connection
        self.raw = False  # whether what comes now is plain text, and no messages

    def fileno(self) -> int:
        """Its number, or its handle."""
        return int(self.connection.fileno())

    def setblocking(self, flag: bool) -> None:
        """It is read only when there is something to read."""

    def recv(self, size: int) -> bytes:
        """The next message."""
        if self.raw:
            return os.read(self.fileno(), size)
        try:
            return bytes(self.connection.recv_bytes(size))
        except EOFError:
            return b""

    def send(self, data: bytes) -> None:
        """Send one message."""
        self.connection.send_bytes(data)

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


class Acceptor:
    """A listener whose connections are accepted by a thread."""

    def __init__(self, listener: Listener, family: str) -> None:
        """From now on connections are taken in."""
        self.listener, self.family = listener, family
        self.connection, self.bell = multiprocessing.Pipe(duplex=False)
        self.arrived: collections.deque[Any] = collections.deque()
        self.closing = False
        self.thread = threading.Thread(target=self.admit, daemon=True)
        self.thread.start()

    def admit(self) -> None:
        """The thread: accept, and ring."""
        while not self.closing:
            try:
                self.arrived.append(self.listener.accept())
                self.bell.send_bytes(b"!")
            except OSError:  # whoever came has hung up already, or the gate is closed
                continue

    def fileno(self) -> int:
        """The number of the connection that tells of arrivals."""
        return self.connection.fileno()

    def accept(self) -> tuple[MessageConnection, None]:
        """The next connection."""
        self.connection.recv_bytes()
        return MessageConnection(self.arrived.popleft()), None

    def close(self) -> None:
        """Let nobody in any more; the thread is woken by a connection of our own."""
        self.closing = True
        address = self.listener.address
        with contextlib.suppress(OSError):
            Client(address, self.family).close()
        self.thread.join(JOIN_SECONDS)
        self.listener.close()
        for one in (*self.arrived, self.connection, self.bell):
            one.close()


class Stream:
    """What a program prints, read by a thread."""

    def __init__(self, pipe: Any) -> None:
        """``pipe`` is the readable end that :class:`subprocess.Popen` gives."""
        self.descriptor = os.dup(pipe.fileno())
        self.connection, self.sink = multiprocessing.Pipe(duplex=False)
        self.thread = threading.Thread(target=self.pump, daemon=True)
        self.thread.start()

    def pump(self) -> None:
        """The thread: pass on what is printed until nobody can print any more, or nobody reads."""
        with contextlib.suppress(OSError), self.sink:
            while data := os.read(self.descriptor, 65536):
                self.sink.send_bytes(data)
        os.close(self.descriptor)

    def fileno(self) -> int:
        """The number of the connection to read."""
        return self.connection.fileno()

    def read(self, size: int) -> bytes:
        """What has been printed; nothing when that was all."""
        try:
            return self.connection.recv_bytes()
        except EOFError:
            return b""

    def close(self) -> None:
        """Read no more."""
        self.connection.close()
        self.thread.join(JOIN_SECONDS)


class TransportSelector(selectors.BaseSelector):
    """A selector over :class:`MessageConnection`, :class:`Acceptor` and :class:`Stream`."""

    def __init__(self) -> None:
        """Nothing is waited for yet."""
        self.keys: dict[int, selectors.SelectorKey] = {}

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Wait for it from now on."""
        key = self.keys[fileobj.fileno()] = selectors.SelectorKey(fileobj, fileobj.fileno(), events, data)
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        """Do not wait for it any more."""
        return self.keys.pop(next(number for number, key in self.keys.items() if key.fileobj is fileobj))

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Those with something to read, waiting at most so many seconds."""
        by_connection = {key.fileobj.connection: key for key in self.keys.values()}  # type: ignore[union-attr]
        connections = list(by_connection)
        batches = [connections[start : start + AT_ONCE] for start in range(0, len(connections), AT_ONCE)]
        share = None if timeout is None else max(0.0, timeout) / max(1, len(batches))
        ready = [one for batch in batches for one in wait(batch, share)]
        return [(by_connection[one], selectors.EVENT_READ) for one in ready]

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        """The keys, by number."""
        return self.keys
