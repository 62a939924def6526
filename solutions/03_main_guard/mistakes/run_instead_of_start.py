"""`run()` was called instead of `start()`, and that makes no process.

`run` is the work of a process, and it is the child that is meant to call it. When you call `run()`
yourself, it is an ordinary method call: the script does the work itself, and prints when it is done.

Which method of `Process` asks the operating system for a new process?
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# has: $P.run()
# has not: $_.start()
# ok: process.start()

from multiprocessing import Process

import work


if __name__ == "__main__":
    process = Process(target=work.task, args=("we",))
    process.run()
    print("main Process")
