"""The process was joined before it was started.

`join()` waits for the end of a child process. Before `start()` there is no child that could end, so
`join()` raises AssertionError, and the script ended there: neither `start()` nor the print was reached.

Read the two calls aloud in their order: what do they say?
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails: test_main_process_is_printed_once
# has: $P.join(...)  # here
#      $P.start()
# ok: p.start()
#     p.join()

from multiprocessing import Process

import work

if __name__ == "__main__":
    process = Process(target=work.task, args=("we",))
    process.join()
    process.start()
    print("main Process")
