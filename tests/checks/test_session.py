"""pytest within the command: what it leaves alone."""

import subprocess
import sys

from tests.conftest import ROOT

PROGRAM = """
import os
import sys
from pathlib import Path

from autograder.checks.course import Course
from autograder.checks.session import run_session


class Deaf:
    def pytest_collection_finish(self, session):
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)  # as where the reader has gone


status, _ = run_session(Course.load(Path(sys.argv[1])).exercises[0], [Deaf()], "--collect-only")
print(status, os.path.samestat(os.fstat(1), os.stat(os.devnull)), file=sys.stderr)
"""


def test_what_standard_output_leads_to_stays_as_a_hook_has_made_it() -> None:
    """Pytest's capturing of descriptors would put back what was there when the session began."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(ROOT)], capture_output=True, text=True)
    assert done.stderr.split() == ["0", "True"]
