"""The caller: loads the student's file and takes the steps that the judge asks for.

It runs as an ordinary process of the sandbox, child of the supervisor if there is one. The judge's first answer is
the script; after that every message of the harness waits for the judge before it goes on.

The student's file is the *main module* of this program, as it is at home, where it is run by ``python topic.py``.
So ``multiprocessing`` itself has each child under spawn and forkserver load it again, as ``__mp_main__``, before the
child does anything else, whatever its target is; no import is going on meanwhile, for which a pool's threads would
wait; and what a missing guard does there, it does here. In the caller alone it bears the name ``topic``, not
``__main__``: what stands under a guard is the student's own trial, and the steps of the judge take its place.
"""

import atexit
import importlib
import multiprocessing
import multiprocessing.context
import os
import signal
import sys
import threading
import types

from inside import birth, pools, wire
from inside.probe import Probe

# Since fixes of 3.12 and 3.13 the fork server loads the main script once, and children are copies of it, as under fork:
# an unguarded script fails in the server there, and start() in turn, where it failed in the child before.
PRELOADS = sys.version_info >= (3, 12)
own_pid = os.getpid  # as it is before any of the student's code can change it
managers = []  # kept alive as long as the caller lives


def main(listener=-1):
    """Say hello, import the student's module, take every step, tell how each one went.

    ``listener``: where the judge hears of sleeps and timed waits; it goes along with the hello.
    """
    control = wire.connect({"role": "caller"}, listener)
    script = wire.hear(control)
    script["caller"] = own_pid()
    birth.install(script["module"])
    prepare(script)
    pools.install()
    if script["measured"]:
        birth.ask_before_starts()
    kept = {name: managed_dict(one) for name, one in script["dicts"].items()}
    wire.ask(control, {"event": "ready"})
    birth.requests["change"] = lambda *_: change_while_held(control, script["module"])
    if wire.SIGNALS:
        signal.signal(wire.CHANGE, birth.requests["change"])
    try:
        kept[""] = load_for(script)
    except BaseException as error:
        if is_a_copy(script):
            raise
        wire.ask(control, {"event": "import failed", "error": wire.encode_error(error)})
    else:
        if is_a_copy(script):
            raise SystemExit  # the end of the file is the end of its program
        take_steps(control, script, kept, wire.ask(control, {"event": "imported"}))
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            continue
    wire.ask(control, {"event": "finished"})
    os._exit(0)


def prepare(script):
    """Set the default start method (a choice of the student's own overrides it) and the paths."""
    context = multiprocessing.context
    context._default_context._default_context = multiprocessing.get_context(script["start_method"])
    if script["start_method"] == "forkserver" or PRELOADS:
        multiprocessing.set_forkserver_preload([])  # each child loads the student's file itself, on every Python
    sys.path.insert(0, wire.STUDENT_FOLDER)
    sys.argv[:] = [os.path.join(wire.STUDENT_FOLDER, f"{script['module']}.py")]
    main_module = sys.modules["__main__"]
    del main_module.__file__  # so that no child takes the grader's own script for the student's and runs it
    main_module.__spec__ = None


def change_while_held(control, module):
    """At the judge's signal, change a global of the student's module in this process alone, as told just now."""
    setattr(sys.modules[module], *wire.hear(control)["change"])
    wire.tell(control, {"event": "changed"})


def load_for(script):
    """Load the student's file as the steps need it; without any, as it is for another program that imports it."""
    if script["imported"]:
        return importlib.import_module(script["module"])
    if script["scripted"]:
        return None
    return load(script["module"])


def load(name):
    """Run the student's file as the main module of this program, with this ``__name__``."""
    path = sys.argv[0]
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules.update(dict.fromkeys(("__main__", "__mp_main__", name), module))
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    exec(code, vars(module))
    return module


def is_a_copy(script):
    """Whether this process is one that the student's code has forked from the caller by ``os.fork()``.

    What it raises, ``SystemExit`` above all, ends it as Python ends any program.
    """
    return own_pid() != script["caller"]


def take_steps(control, script, kept, answer):
    """Take one step after the other, as the judge names them; none comes after one that did not succeed."""
    number = 0
    while answer and "step" in answer:
        outcome = take(answer["step"], kept, script)
        if is_a_copy(script):
            tell_of_a_copy(number)
        answer = wire.ask(control, {"event": "left", "step": number, **outcome})
        pools.let_go()
        number += 1


def tell_of_a_copy(step):
    """A copy of the caller has returned, too; at home it would go on with the caller's work, and here it ends."""
    with wire.connect({"role": "copy", "step": step}) as connection:
        wire.hear(connection)
    os._exit(0)


def take(step, kept, script):
    """Take one step; what came of it as a message: ``value``, ``missing`` or ``error``."""
    if step["kind"] == "run":
        return run_script(script)
    *owner, name = step["target"].split(".")
    subject = kept[owner[0] if owner else ""]
    try:
        if step["kind"] == "assign":
            setattr(subject, name, step["value"])
            return {"value": None}
        found = getattr(subject, name)
    except AttributeError as error:
        if owner:
            return {"error": wire.encode_error(error)}
        return {"missing": own_names(subject)[:100]}
    if step["kind"] == "describe":
        return {"value": describe_class(found)}
    if step["kind"] == "read":
        return {"value": wire.encode(found)}
    return call(found, step, kept, script)


def own_names(module):
    """The names that a module gives to something of its own, and not to what it has imported."""
    return [name for name, value in vars(module).items() if not name.startswith("_") and is_own(value, module)]


def is_own(value, module):
    """Whether a value was made by this module, as far as can be told: numbers and texts do not say."""
    try:
        return not isinstance(value, type(module)) and getattr(value, "__module__", None) in (None, module.__name__)
    except Exception:  # of a class of the student's own, which answers as it likes
        return True


def run_script(script):
    """Run the student's file as the main script, and end it as Python ends any script.

    Source: the ``atexit`` documentation, and ``Py_FinalizeEx``: threads are joined, then what was
    registered runs, which ends daemonic children and joins the others.
    """
    outcome = {"value": None}
    try:
        load("__main__")
    except BaseException as error:
        if is_a_copy(script):
            raise
        if not isinstance(error, SystemExit) or error.code not in (None, 0):
            outcome = {"error": wire.encode_error(error)}
    if is_a_copy(script):
        raise SystemExit
    threading._shutdown()
    atexit._run_exitfuncs()
    return outcome


def managed_dict(description):
    """A dict of the manager that the harness has started itself, before any of the student's code runs.

    It is forked where that can be: a fork server that serves the student's code is to be started by that code.
    """
    if not managers:
        managers.append(multiprocessing.get_context("fork" if wire.PLATFORM is None else "spawn").Manager())
    return managers[0].dict(description["values"])


def call(found, step, kept, script):
    """Call what the step names, with probes and kept objects in the places it says."""
    arguments = [fill(argument, kept, script) for argument in step["arguments"]]
    try:
        value = found(*arguments)
    except BaseException as error:
        if is_a_copy(script):
            raise
        answer = {"error": wire.encode_error(error)}
        if isinstance(error, TypeError) and error.__traceback__.tb_next is None:
            answer["signature"] = signature(found)
        return answer
    if step["keep"]:
        kept[step["keep"]] = value
    return {"value": wire.encode(value)}


def fill(argument, kept, script):
    """An argument of a step: a probe, an object kept from an earlier step, or plain data."""
    if isinstance(argument, list):
        return [fill(one, kept, script) for one in argument]
    if isinstance(argument, dict) and "probe" in argument:
        return Probe(argument["probe"], script["watch"].get(argument["probe"], []), argument.get("label"))
    if isinstance(argument, dict) and "dict" in argument:
        name = argument["dict"]
        probes = [Probe(script["dicts"][name][which], []) for which in ("reads", "writes")]
        from inside import watched_dict  # loaded only where there is such a dict, as it loads Python's managers

        return watched_dict.watch(kept[name], *probes)
    if isinstance(argument, dict) and "kept" in argument:
        return kept[argument["kept"]]
    return argument


def signature(found):
    """The parameters that the student wrote, and the line where they stand."""
    import inspect

    try:
        code = getattr(inspect.unwrap(found), "__code__", None) or found.__init__.__code__
        text, line = str(inspect.signature(found)), code.co_firstlineno
    except Exception:
        return None
    return {"text": text[: wire.TEXT_CHARACTERS], "line": line}


def describe_class(found):
    """What a class says of itself: is it a process, and which class gives it ``run``."""
    base = multiprocessing.process.BaseProcess
    if not isinstance(found, type):
        return wire.encode({"class": False, "process": False, "run": False})
    giver = next((kind for kind in found.__mro__ if "run" in vars(kind)), object)
    own = issubclass(found, base) and giver.__module__.partition(".")[0] != "multiprocessing"
    return wire.encode({"class": True, "process": issubclass(found, base), "run": own})
