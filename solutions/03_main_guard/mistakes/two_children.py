"""Two children were made, and the task ran twice.

Every `Process` that is started is a process of its own. Your script starts two with the same work.

Count the lines that are reached and start something.
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# has: for $_ in $_:
#          Process(...)
# or: Process(...)
#     Process(...)
# or: def $F(...):
#         Process(...)
#     def $_(...):
#         $F(...)
#         $F(...)
# ok: Process(target=work.task)

from multiprocessing import Process

import work


if __name__ == "__main__":
    for number in range(2):
        process = Process(target=work.task, args=("we",))
        process.start()
    print("main Process")
