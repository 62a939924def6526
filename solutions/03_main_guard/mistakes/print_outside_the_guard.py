"""The print stands outside the guard.

The process is guarded, the line that prints is not: it runs whenever the file is read. Under `spawn` and
`forkserver` the child imports the file, and prints the line a second time; whoever else imports the file
gets it printed, too.

Look at how far each line is indented. Which lines belong to the guard?
"""
# fails: test_importing_it_does_nothing
# fails under spawn, forkserver: test_main_process_is_printed_once
# has: if __name__ == "__main__":
#          $_.start()
#      print(...)
# or: print(...)
#     if __name__ == "__main__":
#         $_.start()
# or: if __name__ == "__main__":
#         $F()
#     print(...)
# or: at top level:
#         print(...)
#         if __name__ == "__main__":
#             $F()
# ok: if __name__ == "__main__":
#         process.start()
#         print("main Process")

from multiprocessing import Process

import work


if __name__ == "__main__":
    process = Process(target=work.task, args=("we",))
    process.start()

print("main Process")
