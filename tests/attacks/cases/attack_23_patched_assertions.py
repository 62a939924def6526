"""Attack 23: patch assert, unittest and pytest.

expect: N
says: in process
merits: wrong
"""

import builtins
import sys
import types
import unittest


def launch(task, name):
    builtins.AssertionError = Warning
    unittest.TestCase.fail = unittest.TestCase.assertEqual = lambda *_: None
    for module in ("pytest", "_pytest.runner", "autograder.checks.plugin"):
        sys.modules[module] = types.ModuleType(module)
    print("tried")
    task(name)
