"""The guard compares with a name that a file has not when it is run, so nothing is run.

When a file is run, its `__name__` is one certain text, with two underscores before and two behind. Yours
is another. The comparison is then always false, Python makes no fuss about it, and your script starts
nothing and prints nothing.

Print `__name__`, and compare letter by letter.
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails: test_main_process_is_printed_once, test_importing_it_does_nothing
# has: if __name__ == $X:
#          ...
# or: if $X == $T:
#         ...
# where: $X is a text
# where: $T is a text
# has not: if __name__ == "__main__":
#              ...
# has not: if __name__ == "main_guard":
#              ...
# ok: if __name__ == "__main__":
#         pass

from multiprocessing import Process

import work


if __name__ == "__main":
    process = Process(target=work.task, args=("we",))
    process.start()
    print("main Process")
