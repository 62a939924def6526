"""The process was made, but never started.

`Process(...)` only describes a process: what it is to run, and with which arguments. No child exists
yet, and the task is not called.

What asks the operating system for a new process?
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# has: Process(...)
# has not: $_.start()
# has not: $_.run()
# ok: Process(target=work.task).start()

from multiprocessing import Process

import work


if __name__ == "__main__":
    process = Process(target=work.task, args=("we",))
    print("main Process")
