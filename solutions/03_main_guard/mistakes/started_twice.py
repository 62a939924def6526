"""One process was started twice.

A `Process` object stands for one run of one child process. Its second `start()` raises AssertionError, even
when the child has ended long ago. The script ended there, and never came to its print.

Find both places where it is started. Which of them is the one that you want?
"""
# fails: test_each_run_makes_one_child, test_main_process_is_printed_once
# has: $P.start()
#      $P.start()
# ok: p.start()

from multiprocessing import Process

import work

if __name__ == "__main__":
    process = Process(target=work.task, args=("we",))
    process.start()
    process.start()
    print("main Process")
