"""What the Linux kernel says of connections: who is at the other end, whether it lives, what is still under way.

Like :mod:`autograder.kernel`, facts that the student's code cannot write: the peer of a Unix socket
(``SO_PEERCRED`` of unix(7)), process file descriptors (pidfd_open(2)), and the kernel's table of connections.
"""

import array
import contextlib
import os
import re
import select
import socket
import stat
import struct
from typing import NamedTuple

from autograder import kernel

SO_PEERPIDFD = 77
# The request PIDFD_GET_INFO of Linux 6.13, and of its mask what says that the exit status is told (6.15);
# include/uapi/linux/pidfd.h.
PIDFD_GET_INFO, PIDFD_INFO_EXIT, PIDFD_INFO = 0xC040FF0B, 1 << 3, struct.Struct("=QQ11Ii")
CREDENTIALS = struct.Struct("3i")  # struct ucred
TCP_LISTENS = b"0A"
TCP_SOCKETS = re.compile(rb"^TCP6?: inuse (\d+)", re.MULTILINE)
TCP_UNDER_WAY = (b"02", b"03", b"04", b"09", b"0B")  # states in which an answer of the other end is due (tcp_states.h)


class PipeEnd(NamedTuple):
    """An end of a pipe that a process has open: the pipe as the kernel names it, and whether it can be written to."""

    pipe: str
    writes: bool


def stands_for(process: int, descriptor: int) -> str:
    """What a descriptor of a process stands for, as the kernel names it; empty when one of them is gone."""
    try:
        return os.readlink(f"/proc/{process}/fd/{descriptor}")
    except OSError:
        return ""


def pipe_ends(process: int) -> list[PipeEnd]:
    """Every descriptor of a process that is an end of a pipe, by number; none of one that is gone."""
    found, folder = [], f"/proc/{process}/fd"
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(folder), key=int):
            with contextlib.suppress(FileNotFoundError):  # closed since
                target, mode = os.readlink(f"{folder}/{name}"), os.lstat(f"{folder}/{name}").st_mode
                found += [PipeEnd(target, bool(mode & stat.S_IWUSR))] if target.startswith("pipe:") else []
    return found


def peer_of(connection: socket.socket) -> int:
    """The pid, in our namespace, of the process that opened this connection (``SO_PEERCRED``)."""
    data = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", data)[0])


def receive(connection: socket.socket, size: int) -> tuple[bytes, int, list[int]]:
    """A packet, the pid of whoever sent it (0 when the kernel does not tell), and the descriptors that came along.

    Source: ``SCM_CREDENTIALS`` of unix(7), which the kernel fills in for a sender without privileges.
    """
    space = socket.CMSG_SPACE(CREDENTIALS.size) + socket.CMSG_SPACE(struct.calcsize("i"))
    data, found, _, _ = connection.recvmsg(size, space, socket.MSG_CMSG_CLOEXEC)
    sender, descriptors = 0, array.array("i")
    for level, kind, content in found:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
            sender = CREDENTIALS.unpack(content[: CREDENTIALS.size])[0]
        elif level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(content[: len(content) // descriptors.itemsize * descriptors.itemsize])
    return data, sender, list(descriptors)


def close_all(descriptors: list[int]) -> None:
    """Close what came along."""
    for one in descriptors:
        os.close(one)


def open_process(connection: socket.socket, process: int) -> int | None:
    """A file descriptor that stands for the peer itself, or ``None`` when it is already gone."""
    try:
        data = connection.getsockopt(socket.SOL_SOCKET, SO_PEERPIDFD, struct.calcsize("i"))
        return int(struct.unpack("i", data)[0])
    except OSError:
        pass  # Linux before 6.5 has no SO_PEERPIDFD; the start time tells a reused pid there
    try:
        return os.pidfd_open(process)
    except OSError:
        return None


def has_ended(descriptor: int) -> bool:
    """Whether the process behind a process descriptor has ended (it may still be a zombie)."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


def exit_status(descriptor: int, process: int) -> int | None:
    """How a process ended: its exit status, or the negative number of a signal; ``None`` where nobody says.

    The kernel tells whoever holds the process's descriptor, once its parent has been told; until then, or before
    Linux 6.15, ``/proc`` has it as long as the parent has not asked (a 0 there may also mean "not for you").
    """
    import fcntl  # which Windows has not, where nobody asks this

    information = bytearray(PIDFD_INFO.pack(PIDFD_INFO_EXIT, *[0] * 13))
    try:
        fcntl.ioctl(descriptor, PIDFD_GET_INFO, information, True)
        mask, *_, status = PIDFD_INFO.unpack(information)
        if mask & PIDFD_INFO_EXIT:
            return os.waitstatus_to_exitcode(status)
    except OSError:
        pass
    fields = (kernel.read_bytes(f"/proc/{process}/stat") or b")").rpartition(b")")[2].split()
    if fields[:1] == [b"Z"] and int(fields[-1]):
        return os.waitstatus_to_exitcode(int(fields[-1]))
    return None


def read_table(path: str) -> bytes:
    """A file of ``/proc`` of any length, which is given by the page; empty when it is not there."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError:
        return b""


def has_tcp_sockets(process: int) -> bool:
    """Whether a process's network has any TCP socket that listens or is connected; true where nobody says.

    The counts are kept by the kernel for each network (``inuse`` of ``sockstat`` and ``sockstat6``), while its tables
    of connections are one for all networks, and to search them took half of what the judge itself computed.
    """
    said = [kernel.read_bytes(f"/proc/{process}/net/{name}") or b"" for name in ("sockstat", "sockstat6")]
    counts = TCP_SOCKETS.findall(b"\n".join(said))
    return not counts or any(int(count) for count in counts)


def has_data_under_way(process: int) -> bool:
    """Whether a TCP connection of a process's network carries what its receiver was not given yet (proc_net_tcp(5)).

    The kernel holds small segments back and acknowledges late, by timers of its own, so that both ends may be asleep
    meanwhile. A sender whose receiver does not read (``tr`` is 4) is no motion.
    """
    for table in ("tcp", "tcp6") if has_tcp_sockets(process) else ():
        for line in read_table(f"/proc/{process}/net/{table}").splitlines()[1:]:
            fields = line.split()
            unacknowledged, timer = fields[4].partition(b":")[0].strip(b"0"), fields[5][:2]
            if fields[3] in TCP_UNDER_WAY or (fields[3] != TCP_LISTENS and unacknowledged and timer != b"04"):
                return True
    return False
