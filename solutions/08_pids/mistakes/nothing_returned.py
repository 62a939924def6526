"""`identify` returned None: its numbers never came to whoever called it.

What is printed can be read by people, but not by the caller of your function. A function without
`return` gives None.

Which values does the task ask for, and how do they get to the caller?
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: def identify(...):
#          $_.start()
# has not: def identify(...):
#              return $_
# ok: def identify(report):
#         return getpid(), child.pid

import os
from multiprocessing import Process


def work(report):
    report(os.getpid(), os.getppid())


def identify(report):
    child = Process(target=work, args=(report,))
    child.start()
    child.join()
    print("main Processing,", os.getpid(), child.pid)
