"""Grading of homework in Python's multiprocessing: evidence, checks, diagnosis.

The names in ``__all__`` are what the checks of an exercise are written with (``docs/authoring.md``). Each is
loaded when it is asked for, so that the command line does not wait for an engine that it may not need.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.checks.observed import ObservedRun
    from autograder.engine.draw import Draw
    from autograder.engine.probes import ManagedDict, Probe
    from autograder.engine.scenario import Scenario
    from autograder.engine.steps import assign, call, describe, read, run_script
    from autograder.messages import Message

__version__ = "0.2.0.dev0"
__all__ = [
    "Draw",
    "ManagedDict",
    "Message",
    "ObservedRun",
    "Probe",
    "Scenario",
    "__version__",
    "assign",
    "call",
    "describe",
    "read",
    "run_script",
]
_HOMES = {
    "Draw": "autograder.engine.draw",
    "ManagedDict": "autograder.engine.probes",
    "Message": "autograder.messages",
    "ObservedRun": "autograder.checks.observed",
    "Probe": "autograder.engine.probes",
    "Scenario": "autograder.engine.scenario",
}
_RENAMED = {"Seen": "ObservedRun"}


def __getattr__(name: str) -> Any:
    """Load a public name (PEP 562); an earlier name is told with the one that took its place."""
    if name in _RENAMED:
        raise ImportError(f"autograder.{name} is called {_RENAMED[name]} since version 0.2: change the import.")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES.get(name, "autograder.engine.steps")), name)
