"""The guard is there, but the lines that start the process stand outside of it.

What is guarded is the print. The lines above it, which make and start the child, run whenever the file
is read, also when a child made by `spawn` or `forkserver` imports it. Python stopped that child with a
RuntimeError before the task was reached.

At home it may look different: under `forkserver`, late releases of Python 3.13 and 3.14 read your file once
before they make a child, so that same RuntimeError comes first, and `start()` itself ends with an EOFError or a
ConnectionResetError.

Go through the lines one by one: is this to happen when the file is only imported?
"""
# fails: test_importing_it_does_nothing
# fails under spawn, forkserver: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails under spawn, forkserver: test_main_process_is_printed_once
# has: $_.start()  # here
#      if __name__ == "__main__":
#          print(...)
# ok: if __name__ == "__main__":
#         process.start()
#         print("main Process")

from multiprocessing import Process

import work


process = Process(target=work.task, args=("we",))
process.start()

if __name__ == "__main__":
    print("main Process")
