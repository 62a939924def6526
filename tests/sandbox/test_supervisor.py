"""The supervisor ends everybody whatever comes in between: nothing of it is imported any more by then."""

import subprocess
import sys
from pathlib import Path

from autograder.sandbox.folders import INSIDE

# At the start a supervisor has only what Python itself has imported, and its signals come when they like. A codec that
# a first handler was importing, and a second one asked for, was "unknown", and the supervisor died of it.
SCRIPT = """
import os, signal, socket, sys
sys.path.insert(0, sys.argv[1])
from inside import confinement, harness, supervisor, wire

here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
child = os.fork()
if child == 0:
    signal.pause()

def refuse(event, arguments):
    if event == "import":
        os.kill(child, signal.SIGKILL)
        print("imported late:", arguments[0], flush=True)
        os._exit(1)

sys.addaudithook(refuse)
assert supervisor.descendants(os.getpid()) == [child]
wire.tell(here, {"event": "exit", "status": 0})
assert wire.hear(there) == {"event": "exit", "status": 0}
supervisor.end_everybody(None)
"""


def test_the_supervisor_imports_nothing_when_it_ends_everybody() -> None:
    """In an interpreter as bare as the sandbox's; it ends its child, and then itself, with exit code 0."""
    words = [sys.executable, "-I", "-S", "-c", SCRIPT, str(Path(INSIDE).parent)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=900)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
