"""The worker of a batch of nbgrader's."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import multiprocessing, os, sys
from concurrent.futures import ProcessPoolExecutor
from autograder.gradebook.grader import end_with_parent

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)
    print(pool.submit(os.getpid).result(), flush=True)
    sys.stdin.read()
"""


def test_the_worker_does_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    """Whoever kills nbgrader leaves nothing running."""
    (tmp_path / "program.py").write_text(PROGRAM)
    command = [sys.executable, str(tmp_path / "program.py")]
    parent = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    worker = 0
    try:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        watched = os.pidfd_open(worker)
        parent.kill()
        ended, _, _ = select.select([watched], [], [], 60)
        os.close(watched)
        assert ended
        worker = 0
    finally:
        parent.kill()
        parent.communicate()
        if worker:
            os.kill(worker, signal.SIGKILL)
