"""This is a thread, not a process.

`threading.Thread` looks just like `Process` (`target`, `args`, `start`), but a thread lives inside the
process that started it: same pid, same memory. The task ran in the script's own process.

Look at the import, and compare `os.getpid()` inside the task and outside.
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# has not: Process(...)
# ok: Process(target=work.task)

from threading import Thread

import work


if __name__ == "__main__":
    worker = Thread(target=work.task, args=("we",))
    worker.start()
    print("main Process")
    worker.join()
