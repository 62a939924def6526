"""The file starts a process as soon as it is imported: the main guard is missing.

Under `spawn` and `forkserver` the child begins as a fresh Python and imports your file, to find the
function that it is to run. The lines at the bottom of the file are then run by the child too: it
would start a child of its own, which would import the file, and so on. Python stops that with a
RuntimeError before the task is reached. Under `fork`, as used on Linux until Python 3.13, the child
is a copy of the caller and imports nothing, so the same file works there.

Which lines of the file are for the program that you run, and which for everybody who imports it?
"""
# fails under spawn, forkserver: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails under spawn, forkserver: test_launch_does_not_wait, test_a_live_process_comes_back
# has: at top level:
#          $_.start()
# or: at top level:
#         Pool(...)
# or: at top level:
#         Manager()
# or: def $F(...):
#         ...
#     $F(...)
# ok: if __name__ == "__main__":
#         launch(print, "we").join()

from multiprocessing import Process


def announce(task, name):
    print(name, "is running...")
    task(name)
    print(name, "is done")


def launch(task, name):
    process = Process(target=announce, args=(task, name))
    process.start()
    return process


process = launch(print, "we")
print("main Process")
