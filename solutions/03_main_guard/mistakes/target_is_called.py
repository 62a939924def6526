"""The task was called where it should only have been named.

`target=work.task("we")` calls the task at once, in the script's own process, and hands what it *returns*
to `Process`. The child that was made afterwards had nothing to do.

Read the argument from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_the_script_has_the_task_run_in_a_child
# has: Process(target=$F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=work.task)

from multiprocessing import Process

import work


if __name__ == "__main__":
    process = Process(target=work.task("we"))
    process.start()
    print("main Process")
