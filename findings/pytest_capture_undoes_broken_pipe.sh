#!/bin/sh
# A program that runs pytest 9.0.2 in itself, prints each verdict as it falls, and whose reader goes away (`| head -1`).
#
# Guessed: what Python's documentation advises for a broken pipe (signal, "Note on SIGPIPE": make standard output
# `os.devnull` by `os.dup2`, once) holds in a hook of a plugin as anywhere, as hooks that report run between the phases
# of a test, when nothing is captured.
#
# Seen: not with pytest's default, `--capture=fd`. Before each phase it puts its own file in the place of descriptor 1,
# and after it the descriptor that it has kept since the session began: the broken pipe. So every verdict breaks it
# again, and after the session standard output is the pipe once more; what is still to be written then fails as Python
# ends, where nobody can handle it. With `--capture=sys`, which leaves descriptors alone, once is enough.
#
# Whoever runs pytest as a library and streams its results meets this: graders, watchers, editors.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile pytest==9.0.2

cat > test_three.py <<'END'
import pytest


@pytest.mark.parametrize("number", range(3))
def test_it(number):
    pass
END

cat > tell.py <<'END'
import contextlib
import io
import os
import sys

import pytest

verdicts = sys.stdout


class Tell:
    broken = 0

    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            try:
                print(report.nodeid, report.outcome, file=verdicts, flush=True)
            except BrokenPipeError:
                self.broken += 1
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, verdicts.fileno())
                os.close(nowhere)


tell = Tell()
with contextlib.redirect_stdout(io.StringIO()):
    status = pytest.main(["-q", "-p", "no:cacheprovider", sys.argv[1], "test_three.py"], plugins=[tell])
now = "nowhere" if os.path.samestat(os.fstat(1), os.stat(os.devnull)) else "the broken pipe"
print(f"{sys.argv[1]}: pytest's status {int(status)}, broken {tell.broken} times, at the end: {now}", file=sys.stderr)
sys.stderr.flush()
os._exit(0)
END

cat > begin.py <<'END'
import subprocess
import sys

for capture in ("--capture=fd", "--capture=sys", "--capture=no"):
    with subprocess.Popen([sys.executable, "tell.py", capture], stdout=subprocess.PIPE) as process:
        process.stdout.close()
END

cat > expected <<'END'
--capture=fd: pytest's status 0, broken 3 times, at the end: the broken pipe
--capture=sys: pytest's status 0, broken 1 times, at the end: nowhere
--capture=no: pytest's status 0, broken 1 times, at the end: nowhere
END

venv/bin/python begin.py 2> seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
