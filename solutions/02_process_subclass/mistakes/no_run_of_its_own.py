"""The work was handed to `Process`, and `Worker` has no `run` of its own.

That works: the child calls the target. It is the other way of making a process, the one of exercise 01,
in the clothes of a class. This exercise asks for the second way, in which the class itself says what is
done in the child.

Which method of `Process` is it that calls the target, in the child? May a subclass write that one itself?
"""
# fails: test_worker_is_a_process_with_its_own_run
# has: $_.__init__(target=$T, ...)
# or: self._target = $T
# where: $T is a name
# has not: def run(...):
#              ...
# ok: super().__init__(target=task(name))

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(target=task, args=(name,), name=name)
