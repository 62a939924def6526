"""The caller computes without a pause while it should wait.

The loop asks whether the child is still alive, thousands of times a second, and keeps a whole
processor busy with it: one that the child itself could have used. The grader let the task run on,
and stopped the program when the loop had used up its processor time.

Waiting means to be put aside by the operating system until something happens. Which method of
`Process` does that?
"""
# fails: test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    while process.is_alive():
        pass
    return process.exitcode
