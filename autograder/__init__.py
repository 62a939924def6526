"""Grading of homework in Python's multiprocessing: evidence, checks, diagnosis.

These names are what the checks of an exercise are written with.
"""

from autograder.scenario import Draw, Probe, Scenario, assign, call, describe, read
from autograder.seen import Seen

__version__ = "0.1.0"
__all__ = ["Draw", "Probe", "Scenario", "Seen", "__version__", "assign", "call", "describe", "read"]
