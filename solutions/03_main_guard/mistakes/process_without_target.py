"""The child was started with nothing to do.

`Process()` without a target is a process that begins, finds no work, and ends with exit code 0, as if all
were well. That `work` is imported at the top of the file tells the child nothing: a process runs what it
was told to run, and nothing else.

How does a process learn which function it is to run?
"""
# fails: test_the_script_has_the_task_run_in_a_child
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# ok: Process(target=work.task)

from multiprocessing import Process

import work

if __name__ == "__main__":
    process = Process()
    process.start()
    print("main Process")
