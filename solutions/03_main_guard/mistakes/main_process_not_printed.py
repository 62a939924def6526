"""The line `main Process` was not printed.

The child is started as it should be, but the script says nothing of its own, or says it in other words.
A check compares letter by letter, and so does every program that reads another one's output.

Compare what you see with the example of the task.
"""
# fails: test_main_process_is_printed_once
# has: print(...)
# or: Process(...)
# has not: print("main Process")
# ok: Process(target=work.task)
#     print("main Process")

from multiprocessing import Process

import work


if __name__ == "__main__":
    process = Process(target=work.task, args=("we",))
    process.start()
    print("main process started")
