# exercise: 01_process_target
# right: fork 0-3 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: args=(name) is the string, so the task is called with one argument a letter.
# mistake: missing comma in args
# named: args_is_no_tuple
from multiprocessing import Process


def launch(task, name):
    """Start `task(name)` in a child process, and return the started `Process` at once."""
    process = Process(target=task, args=(name))
    process.start()
    return process
