"""Talk to the judge: one JSON object a packet, over a Unix socket (``SOCK_SEQPACKET``) or what stands in for it."""

import json
import os
import signal
import socket
import sys

# The root of what this sandbox may see: "/" in a mount namespace, elsewhere the folder of this run.
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))).rstrip("/")
ADDRESS = f"{ROOT}/judge/socket"
STUDENT_FOLDER = os.path.join(ROOT or "/", "home", "student")
PLATFORM_FILE = f"{ROOT}/judge/platform.json"  # is there where the judge is reached in another way than on Linux
PLATFORM = None
if os.path.exists(PLATFORM_FILE):
    with open(PLATFORM_FILE, encoding="ascii") as platform_file:
        PLATFORM = json.load(platform_file)
SIGNALS = PLATFORM is None or PLATFORM["signals"]  # whether the judge asks with signals
WHERE, CHANGE = (
    (signal.SIGRTMAX - 1, signal.SIGRTMAX - 2)  # nobody else's: a program may use SIGUSR1 and SIGUSR2 for itself
    if hasattr(signal, "SIGRTMAX")
    else (getattr(signal, "SIGUSR1", 0), getattr(signal, "SIGUSR2", 0))
)  # as in autograder/engine/protocol.py
PACKET_BYTES = 60_000
TEXT_CHARACTERS = 500
CONTAINER_ITEMS = 500
CONTAINER_DEPTH = 5
TRACE_FRAMES = 12
REMOTE_CHARACTERS = 8_000


def connect(hello, descriptor=-1):
    """Open a connection of this process's own; the kernel tells the judge who opened it. It may bring a descriptor."""
    if PLATFORM is not None:
        from inside import portable

        connection = portable.connect(PLATFORM)
    else:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        connection.connect(ADDRESS)
    if descriptor >= 0:
        socket.send_fds(connection, [json.dumps(hello).encode("ascii")], [descriptor])
        os.close(descriptor)
    else:
        tell(connection, hello)
    return connection


def tell(connection, message):
    """Send one message; one that is too long is replaced by a note that says so."""
    packet = json.dumps(message).encode("ascii")
    if len(packet) > PACKET_BYTES:
        kept = {key: message[key] for key in ("role", "name", "event", "step") if key in message}
        packet = json.dumps({**kept, "too_long": len(packet)}).encode("ascii")
    connection.send(packet)


def hear(connection):
    """Wait for one message; ``None`` when the judge has hung up."""
    packet = connection.recv(PACKET_BYTES + 1)
    return json.loads(packet) if packet else None


def ask(connection, message):
    """Send one message and wait for its answer."""
    tell(connection, message)
    return hear(connection)


def encode(value, depth=CONTAINER_DEPTH):
    """Put a value into JSON so that the judge can tell its exact type; bounded in depth and size."""
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        return value if value == clean(value) else opaque(value, value)
    if kind is int:
        return value if abs(value) < 2**53 else opaque(value, f"an integer of {value.bit_length()} bits")
    if kind is float:
        return value if value - value == 0 else opaque(value, repr(value))
    if kind in (list, tuple, set, frozenset, dict) and depth and len(value) <= CONTAINER_ITEMS:
        items = value.items() if kind is dict else value
        return {"type": kind.__name__, "items": [encode(item, depth - 1) for item in items]}
    return opaque(value, describe(value))


def describe(value):
    """A short text for a value; a ``repr`` that fails or never ends in size is cut off."""
    try:
        return repr(value)
    except Exception as error:
        return f"<repr failed: {type(error).__name__}>"


def clean(text):
    """A text that can be sent: not too long, and without lone surrogates."""
    return text[:TEXT_CHARACTERS].encode("utf-8", "backslashreplace").decode("utf-8")


def opaque(value, text):
    """A value of which the judge learns no more than its type and a short text."""
    kind = type(value)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    answer = {"type": clean(name), "text": clean(text)}
    process = sys.modules.get("multiprocessing.process")
    if process is not None and isinstance(value, process.BaseProcess):
        answer["process"] = {key: encode(getattr(value, key, None)) for key in ("pid", "name", "exitcode")}
    return answer


def place(frame):
    """The innermost line of the student's own code at or above a frame: ``[file, line, function]``.

    A forked process still has the frames of its parent below the one that began its own life.
    """
    while frame is not None and frame.f_code.co_name != "_bootstrap":
        if frame.f_code.co_filename.startswith(STUDENT_FOLDER):
            return [os.path.basename(frame.f_code.co_filename), frame.f_lineno, frame.f_code.co_name]
        frame = frame.f_back
    return None


def encode_error(error):
    """An exception as data: type, message, the lines of the student's code it passed through, and its origin's."""
    trace, columns, step = [], None, error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        found = place_of_code(code.co_filename, step.tb_lineno, code.co_name)
        if found:
            trace.append(found)
            columns = columns_of_code(code, step.tb_lasti, step.tb_lineno)
        step = step.tb_next
    if isinstance(error, SyntaxError) and error.filename:
        found = place_of_code(error.filename, error.lineno or 0, clean((error.text or "").strip()))
        if found:
            trace.append(found)
            columns = columns_of_syntax(error)
    bases = [kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException)]
    try:
        message = str(error)
    except Exception:
        message = ""
    told = {"type": type(error).__name__, "bases": bases, "message": clean(message), "trace": trace[-TRACE_FRAMES:]}
    return {**told, "columns": columns, "remote": remote_traceback(error)}


def remote_traceback(error):
    """The text of the traceback that an exception has brought along from another process; usually none."""
    cause = error.__cause__
    if cause is None or type(cause).__name__ not in ("RemoteTraceback", "_RemoteTraceback"):
        return ""
    text = str(cause)[-REMOTE_CHARACTERS:]
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def columns_of_code(code, instruction, line):
    """Where the expression that raised begins and ends in its line, counted from the first visible character."""
    import linecache

    begins, ends, first, last = list(code.co_positions())[instruction // 2] if instruction >= 0 else (None,) * 4
    source = linecache.getline(code.co_filename, line).rstrip("\n")
    if begins != line or first is None or not source:
        return None
    encoded = source.encode("utf-8")  # positions count bytes
    visible = len(source) - len(source.lstrip())
    stop = len(encoded[:last].decode("utf-8", "replace")) if ends == line else len(source)
    return [len(encoded[:first].decode("utf-8", "replace")) - visible, stop - visible]


def columns_of_syntax(error):
    """Where a line stops to be Python, counted from its first visible character."""
    if not error.offset or not error.text or error.offset < 1:
        return None
    visible = len(error.text) - len(error.text.lstrip(" \t\f"))
    first = max(0, error.offset - 1 - visible)
    ends = error.end_offset if error.end_lineno == error.lineno and error.end_offset else 0
    return [first, max(first + 1, ends - 1 - visible)]


def place_of_code(file, line, function):
    """``[file, line, function]`` when the file is the student's, else ``None``."""
    return [os.path.basename(file), line, function] if file.startswith(STUDENT_FOLDER) else None
