"""The child hides its own failure: the exception was caught before `Process` could see it.

You wrapped the task, and your wrapper catches whatever the task raises. After that the child has
nothing to complain of: it ends as if all had gone well, and its exit code is 0. To the caller a
failed task looks like a good one.

What would happen to the exception, and to the exit code, if your wrapper left it alone?
"""
# fails: test_exit_code_of_a_child_that_fails
# has: def $F(...):
#          try:
#              ...
#          except:
#              ...
# has: Process(target=$F, ...)
# has: $_.exitcode
# has not: def $F(...):
#              raise
# has not: exit(...)
# has not: sys.exit(...)
# has not: _exit(...)
# ok: Process(target=task)

from multiprocessing import Process


def work(task, name):
    try:
        task(name)
    except Exception as error:
        print(name, "failed:", error)


def run_and_wait(task, name):
    process = Process(target=work, args=(task, name))
    process.start()
    process.join()
    return process.exitcode
