"""The script has a task of its own; that of `work.py` was never called.

You copied the function into your file, or wrote a new one, and the child runs that. It does the same
today; but whoever changes `work.py` changes nothing in your program any more.

How does a file get at a function that stands in another file?
"""
# fails: test_the_script_has_the_task_run_in_a_child
# has: def $T(...):
#          ...
# has: Process(target=$T, ...)
# has not: work.task
# has not: work.task(...)
# ok: Process(target=work.task)

import time
from multiprocessing import Process

import work


def task(name):
    print("%s is running..." % name)
    time.sleep(1)
    print("%s is done ..." % name)


if __name__ == "__main__":
    process = Process(target=task, args=("we",))
    process.start()
    print("main Process")
