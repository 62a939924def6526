"""There is no guard: the file starts a process whenever it is read.

A child made by `spawn` or `forkserver` begins as a fresh Python that imports your file. It came to your
last lines, too, and tried to start a child of its own; Python stopped it with a RuntimeError before the
task was reached. Under `fork`, as used on Linux until Python 3.13, the child is a copy and imports
nothing, so the same file works there. But even there, whoever imports it starts a process.

At home it may look different: under `forkserver`, late releases of Python 3.13 and 3.14 read your file once
before they make a child, so that same RuntimeError comes first, and `start()` itself ends with an EOFError or a
ConnectionResetError.

Which lines are for the one who runs the file, and which for everybody who imports it?
"""
# fails: test_importing_it_does_nothing
# fails under spawn, forkserver: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails under spawn, forkserver: test_main_process_is_printed_once
# has: at top level:
#          $_.start()
# or: at top level:
#         def $F(...):
#             $_.start()
#         $F(...)
# has not: if __name__ == $_:
#              ...
# has not: if __name__ != $_:
#              ...
# has not: if __name__ == $_ or $_:
#              ...
# has not: if $_:
#              $_.start()
# has not: $_.current_process()
# has not: current_process()
# ok: if __name__ == "__main__":
#         process.start()

from multiprocessing import Process

import work


process = Process(target=work.task, args=("we",))
process.start()
print("main Process")
