"""Grading of homework in Python's multiprocessing: evidence, checks, diagnosis.

These names are what the checks of an exercise are written with.
"""

from autograder.checks.seen import Seen
from autograder.engine.scenario import Draw, Probe, Scenario, assign, call, describe, read

__version__ = "0.1.0"
__all__ = ["Draw", "Probe", "Scenario", "Seen", "__version__", "assign", "call", "describe", "read"]
