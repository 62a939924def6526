"""This is a thread, not a process.

`threading.Thread` looks just like `Process` (`target`, `args`, `start`, `join`), but a thread lives
inside the process that started it: same pid, same memory. And a thread has no exit code, because
only a process ends with one; so the number that came back says nothing about the task.

Look at the import, and compare `os.getpid()` inside the task and outside.
"""
# fails: test_the_task_runs_in_a_child, test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# or: multiprocessing.dummy.Process(...)
# or: _thread.start_new_thread(...)
# has not: Process(...)
# ok: Process(target=task)

from threading import Thread


def run_and_wait(task, name):
    worker = Thread(target=task, args=(name,))
    worker.start()
    worker.join()
    return 0
