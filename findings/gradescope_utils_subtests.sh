#!/bin/sh
# gradescope-utils 0.5.0 with unittest of Python 3.11: results.json does not hold one entry for each test.
#
# Guessed: a test with `subTest`, one for each start method say, gets its weight or nothing, as unittest counts it
# among its failures. And a test that fails twice, in itself and then in a cleanup that looks for processes left
# over, is one entry with zero points.
#
# Seen: a test of which one subtest fails is in no entry at all, neither failed nor passed, and its weight is missing
# from the maximum. A test that fails and whose cleanup fails, too, is there twice, and its weight counts twice. The
# four tests below weigh 13; the entries weigh 10.
#
# For a grader of concurrent homework both are everyday: the same check runs under several start methods, and what
# looks for leftover processes stands in a cleanup. Whoever adds up the entries, or looks for the failed ones, must
# know the tests from elsewhere: students see nothing of the check that they failed.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile gradescope-utils==0.5.0

cat > grade.py <<'END'
import io
import json
import unittest

from gradescope_utils.autograder_utils.decorators import weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

FOUND = {"fork": 3, "spawn": 0}  # what a program counted that relies on fork


class Homework(unittest.TestCase):
    @weight(5)
    def test_counts_under_each_start_method(self):
        for method, count in FOUND.items():
            with self.subTest(method=method):
                self.assertEqual(3, count)

    @weight(3)
    def test_right(self):
        self.assertEqual(3, FOUND["fork"])

    @weight(3)
    def test_wrong(self):
        self.assertEqual(3, FOUND["spawn"])

    @weight(2)
    def test_wrong_and_leaves_a_process(self):
        self.addCleanup(self.fail, "a process is left")
        self.assertEqual(3, FOUND["spawn"])


results = io.StringIO()
suite = unittest.defaultTestLoader.loadTestsFromTestCase(Homework)
summary = JSONTestRunner(stream=results).run(suite)
entries = json.loads(results.getvalue())["tests"]
failed = sorted({getattr(test, "test_case", test).id().split(".")[-1] for test, _ in summary.failures})
print(f"unittest ran {summary.testsRun} tests, and failed {len(failed)}: {' '.join(failed)}")
for entry in entries:
    print(f"entry: {entry['name'].split()[0]}, {entry['status']}, {entry['score']:g} of {entry['max_score']}")
print(f"the entries weigh {sum(entry['max_score'] for entry in entries)}")
END

cat > expected <<'END'
unittest ran 4 tests, and failed 3: test_counts_under_each_start_method test_wrong test_wrong_and_leaves_a_process
entry: test_right, passed, 3 of 3
entry: test_wrong, failed, 0 of 3
entry: test_wrong_and_leaves_a_process, failed, 0 of 2
entry: test_wrong_and_leaves_a_process, failed, 0 of 2
the entries weigh 10
END

venv/bin/python grade.py > seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
