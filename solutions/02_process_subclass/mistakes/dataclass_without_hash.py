"""`Worker` is a dataclass, and a dataclass cannot be hashed unless it says so.

`@dataclass` gives the class an `__eq__` that compares the fields, and takes its `__hash__` away, because what can
change and is compared by its fields has no fixed hash. `Process.__init__` puts each process into a set that
`multiprocessing` keeps; a set wants a hash, hence the TypeError "unhashable type".

When are two workers the same: when their fields are equal, or when they are one and the same object? Which parameter of
`@dataclass` has to do with that?
"""
# fails: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails: test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: dataclasses.dataclass
# or: dataclasses.dataclass(...)
# has: class $_(Process):
#          ...
# has not: dataclasses.dataclass(eq=False, ...)
# has not: dataclasses.dataclass(unsafe_hash=True, ...)
# has not: def __hash__(...):
#              ...
# ok: import dataclasses
#     @dataclasses.dataclass(eq=False)
#     class Worker(Process):
#         task: object
# ok: import dataclasses
#     @dataclasses.dataclass
#     class Job:
#         task: object

from dataclasses import dataclass
from multiprocessing import Process


@dataclass
class Worker(Process):
    task: object
    name: str

    def __post_init__(self):
        super().__init__(name=self.name)

    def run(self):
        self.task(self.name)
