"""The demo, as the README has it: a class of twelve."""

import re
import subprocess

from tests.conftest import ROOT


def test_the_demo_writes_where_it_says_and_says_what_is_next() -> None:
    """`make demo` ends well: twelve students, the files, the next command."""
    done = subprocess.run(["make", "demo"], cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for student in (path.stem for path in (ROOT / "tests/demo_class").iterdir()):
        assert student in done.stdout
    written = re.search(r"^Written: (.*)$", done.stdout, re.MULTILINE)
    assert written is not None
    assert all((ROOT / name).is_file() for name in written[1].split(", "))
    assert "autograder check" in done.stdout
