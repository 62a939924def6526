"""Attack 69: send escapes to the terminal of whoever reads.

expect: N
"""

from multiprocessing import Process
def attack():
    print("tried \x1b]0;owned\x07\x1b[2J\x1b[31mPASSED\x9b1m\r12 of 12 points")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
