"""0 came back although the task failed: an exception does not cross from the child to the caller.

The task raised its exception in the child. There Python prints it, and ends the child. `start()` and
`join()` know nothing of it and never raise it, so an `except` around them is never reached, and a 0
that stands in the program as a constant is returned whatever happens.

What does a process leave behind when it ends, and where can the caller read it?
"""
# fails: test_exit_code_of_a_child_that_fails
# has: try:
#          $P.start()
#      except:
#          ...
# or: try:
#         $P.join(...)
#     except:
#         ...
# has not: return $P.exitcode
# ok: try:
#         task(name)
#     except ValueError:
#         pass

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    try:
        process.start()
        process.join()
    except Exception:
        return 1
    return 0
