"""Grading of homework in Python's multiprocessing: evidence, checks, diagnosis.

These names are what the checks of an exercise are written with.
"""

from autograder.checks.seen import Seen
from autograder.engine.draw import Draw
from autograder.engine.scenario import ManagedDict, Probe, Scenario, assign, call, describe, read, run_script

__version__ = "0.1.0"
__all__ = [
    "Draw",
    "ManagedDict",
    "Probe",
    "Scenario",
    "Seen",
    "__version__",
    "assign",
    "call",
    "describe",
    "read",
    "run_script",
]
