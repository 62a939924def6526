"""The connection to the judge where Linux's kind of socket is not had, and what stands in for signals.

The transport is ``multiprocessing.connection``: a Unix socket on macOS, a named pipe on Windows, bytes
that say their length first. Where there are no signals to ask with, each process keeps a thread that
reads its lifeline and does what the judge asks.
"""

import _thread
import json
import os
import sys
import threading


class MessageConnection:
    """A connection that sends and receives whole messages, as a socket of type ``SOCK_SEQPACKET`` does."""

    def __init__(self, connection):
        self.connection = connection
        self.fileno, self.close, self.send = connection.fileno, connection.close, connection.send_bytes

    def recv(self, size):
        """Wait for one message; empty when the judge has hung up."""
        try:
            return self.connection.recv_bytes(size)
        except EOFError:
            return b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def connect(place):
    """Open a connection of this process's own to the judge's address."""
    from multiprocessing.connection import Client

    return MessageConnection(Client(place["address"], place["family"]))


def obey(lifeline, requests):
    """From now on, do what the judge asks on the lifeline: say where this process stands, or a deed by name."""
    requests["where"] = lambda: lifeline.send(stacks().encode("ascii", "replace"))
    _thread.start_new_thread(listen, (lifeline, requests))


def listen(lifeline, requests):
    """The life of the thread that obeys; ``_thread`` keeps it out of what the program can see of its threads.

    A judge that hangs up is gone, or does not know this process: nobody would end it, so it ends itself.
    """
    while True:
        try:
            message = lifeline.recv(1000)
        except OSError:
            message = b""
        if not message:
            os._exit(1)
        requests[json.loads(message)["ask"]]()


def stacks():
    """The stack of each thread in ``faulthandler``'s own words, the main thread's last."""
    main, own = threading.main_thread().ident, threading.get_ident()
    frames = sorted(sys._current_frames().items(), key=lambda pair: pair[0] == main)
    return "".join(stack(frame) for thread, frame in frames if thread != own)


def stack(frame):
    """One thread, innermost frame first, its paths with ``/``."""
    lines = ["Thread (most recent call first):\n"]
    while frame is not None:
        file = frame.f_code.co_filename.replace("\\", "/")
        lines.append(f'  File "{file}", line {frame.f_lineno} in {frame.f_code.co_name}\n')
        frame = frame.f_back
    return "".join(lines)
