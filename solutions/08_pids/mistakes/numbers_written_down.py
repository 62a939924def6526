"""The numbers were written down in the program, and they are no longer true.

A pid is given out by the operating system when a process begins, and goes back to it when the process ends.
The numbers that you saw in one run, or in an example, belong to processes that are gone: the next run has
others.

Run your program twice. Which of the numbers that it shows are the same, and should they be?
"""
# fails: test_the_child_knows_its_own_pid, test_the_child_knows_its_parent
# fails: test_the_caller_knows_itself_and_its_child
# has: return $N, $M
# or: $R($N, $M)
# where: $N is a number
# ok: return getpid(), child.pid

from multiprocessing import Process


def work(report):
    report(4243, 4242)


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    return 4242, 4243
