"""This is a thread, not a process.

`threading.Thread` looks just like `Process` (`target`, `args`, `start`, `join`), but a thread lives
inside the process that started it: same pid, same memory. The task ran in the caller's own process,
and what came back is no `Process`.

Look at the import, and compare `os.getpid()` inside the task and outside.
"""
# fails: test_the_task_runs_in_a_child, test_a_live_process_comes_back
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# or: multiprocessing.dummy.Process(...)
# or: _thread.start_new_thread(...)
# has not: Process(...)
# ok: Process(target=task)

from threading import Thread


def launch(task, name):
    worker = Thread(target=task, args=(name,))
    worker.start()
    return worker
