# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child ignores Ctrl-C and turns SIGTERM into an exit, and still calls task(name) once and ends with 0.
# mistake: none
import signal
import sys
from multiprocessing import Process


def _on_term(number, frame):
    sys.exit(128 + number)


def _entry(function, who):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _on_term)
    function(who)


def launch(task, name):
    process = Process(target=_entry, kwargs={"function": task, "who": name})
    process.start()
    return process
