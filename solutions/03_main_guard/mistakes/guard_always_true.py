"""The condition of the guard is always true.

`or` does not go on with the comparison before it: it parts two conditions, and a text that is not empty, standing alone,
counts as true. So the block runs whenever the file is read, be it run or imported, as if there were no guard. A child
made by `spawn` or `forkserver` begins by importing your file; it came to that block, too, and tried to start a child of
its own.

How would you ask whether `__name__` is one of two texts, and which of the two is meant for the one who runs the file?
"""
# fails: test_importing_it_does_nothing
# fails under spawn, forkserver: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails under spawn, forkserver: test_main_process_is_printed_once
# has: if __name__ == $_ or $S:
#          ...
# where: $S is a text
# ok: if __name__ == "__main__":
#         main()
# ok: if __name__ == "__main__" or __name__ == "__mp_main__":
#         main()

from multiprocessing import Process

import work


def main():
    process = Process(target=work.task, args=("we",))
    process.start()
    print("main Process")
    process.join()


if __name__ == "__main__" or "__mp_main__":
    main()
