"""The function was written, but nobody calls it.

`def main():` says what is to be done when `main` is called. Python does not call it by itself, whatever
its name. Your script defines a function and is over: it starts nothing and prints nothing.

Which line calls it when the file is run, and is passed over when the file is imported?
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails: test_main_process_is_printed_once, test_importing_it_does_nothing
# has: def $F(...):  # here
#          Process(...)
# or: def $F(...):  # here
#         print("main Process")
# has not: $F(...)
# has not: if __name__ == $_:
#              $F(...)
# ok: def main():
#         Process(target=work.task)
#     if __name__ == "__main__":
#         main()

from multiprocessing import Process

import work


def main():
    process = Process(target=work.task, args=("we",))
    process.start()
    print("main Process")
