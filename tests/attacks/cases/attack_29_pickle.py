"""Attack 29: a pickle as the result, and an object that acts when it is unpickled.

expect: F
says: It gives
exercise: 06
"""

import pickle
from multiprocessing import Process


class Trap:
    def __reduce__(self):
        return exec, ("import builtins; builtins.ATTACK_29 = True",)

    def __repr__(self):
        return repr(pickle.dumps(self))


def run_and_wait(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
    return Trap()
