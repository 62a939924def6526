"""The floor: take the steps of a scenario with the student's module and no grader at all."""

import importlib
import json
import multiprocessing
import multiprocessing.util
import os
import runpy
import sys
from typing import Any


class Stub:
    """A task that does nothing."""

    def __init__(self, name: str) -> None:
        """Take the name that a task would have."""
        self.name = self.__name__ = name

    def __call__(self, *_: Any) -> str:
        """Do nothing."""
        return "answer"


def fill(argument: Any, script: dict[str, Any], dicts: dict[str, Any]) -> Any:
    """An argument of a step: a stub for a probe, a managed dict, or plain data."""
    if isinstance(argument, list):
        return [fill(one, script, dicts) for one in argument]
    if isinstance(argument, dict):
        return Stub(argument["probe"]) if "probe" in argument else dicts[argument["dict"]]
    return argument


def main() -> None:
    """Take every step."""
    script = json.loads(sys.argv[1])
    multiprocessing.set_start_method(script["start_method"])
    sys.path[:0] = sys.argv[2:]
    dicts = {name: multiprocessing.Manager().dict(one["values"]) for name, one in script["dicts"].items()}
    if script["scripted"]:
        runpy.run_path(f"{sys.argv[2]}/{script['module']}.py", run_name="__main__")
        for child in multiprocessing.active_children():
            child.join()
        return
    kept: dict[str, Any] = {"": importlib.import_module(script["module"]), **dicts}
    for step in script["steps"]:
        *owner, name = step["target"].split(".")
        subject = kept[owner[0] if owner else ""]
        if step["kind"] == "assign":
            setattr(subject, name, step["value"])
            continue
        found = getattr(subject, name)
        if step["kind"] == "call":
            kept[step["keep"] or "last"] = found(*[fill(one, script, dicts) for one in step["arguments"]])


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    multiprocessing.util._exit_function()  # type: ignore[attr-defined]
    os._exit(0)
