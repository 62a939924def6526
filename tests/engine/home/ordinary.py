"""The trial of a program by its own author: the steps of a scenario, with tasks that are ordinary functions."""

import json
import multiprocessing
import os
import secrets

from sitecustomize import FOLDER, note

with open(os.path.join(FOLDER, "script.json"), encoding="utf-8") as file:
    SCRIPT = json.load(file)
managers = []


class Task:
    """A task that notes who calls it with what, and answers at once."""

    def __init__(self, name, label=None):
        self.name = self.__name__ = self.__qualname__ = name
        self.labels = () if label is None else (label,)

    def __call__(self, *arguments, **keywords):
        """Note the call; then fail or answer, as the scenario has it."""
        given = (*self.labels, *arguments)
        main = os.getpid() == int(os.environ["HOME_PID"])
        note("call", self.name, "the caller" if main else "a child", len(given), sorted(keywords))
        if given and any(given[0] == bad and type(given[0]) is type(bad) for bad in SCRIPT["fails"].get(self.name, ())):
            raise ValueError(secrets.token_hex(8))
        return secrets.token_hex(8) if self.name in SCRIPT["answers"] else None

    def __repr__(self):
        return f"<{self.name}>"


def shape(value):
    """What a value is made of; how many there are and what they say is up to the tasks."""
    if isinstance(value, (list, tuple, set, dict)):
        parts = [*value.items()] if isinstance(value, dict) else value
        return type(value).__name__, sorted({repr(shape(one)) for one in parts})
    return type(value).__name__


def fill(argument, kept):
    """An argument of a step."""
    if isinstance(argument, list):
        return [fill(one, kept) for one in argument]
    if isinstance(argument, dict) and "probe" in argument:
        return Task(argument["probe"], argument.get("label"))
    if isinstance(argument, dict) and "dict" in argument:
        return kept[argument["dict"]]
    return kept[argument["kept"]] if isinstance(argument, dict) else argument


def take(step, program, kept):
    """Take one step, and note what comes of it; whether it succeeded."""
    owner, _, name = step["target"].rpartition(".")
    try:
        subject = kept[owner] if owner else program
        if step["kind"] == "assign":
            program[name] = step["value"]
            return True
        if not owner and name not in program:
            note("step", name, "is missing")
            return False
        found = getattr(subject, name) if owner else subject[name]
        value = found(*[fill(one, kept) for one in step["arguments"]]) if step["kind"] == "call" else found
    except BaseException as error:
        note("step", name, "raises", type(error).__name__)
        if not isinstance(error, Exception):
            raise
        return False
    kept[step["keep"]] = value
    if step["kind"] != "describe":
        note("step", name, "gives", shape(value))
    return True


def trial(program):
    """Take the steps in the process that runs the script; what it has made is ended as Python ends it."""
    kept = {}
    for name, one in SCRIPT["dicts"].items():
        managers.append(multiprocessing.get_context("fork").Manager())
        kept[name] = managers[-1].dict(one["values"])
        note("ours", managers[-1]._process.pid)
    if all(take(step, program, kept) for step in SCRIPT["steps"]):
        note("finished")
