# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a dataclass without eq stays hashable, and the base is set up in __post_init__ with the name.
# mistake: none
from dataclasses import dataclass
from multiprocessing import Process


@dataclass(eq=False, repr=False)
class Worker(Process):
    task: object
    name: str

    def __post_init__(self):
        super().__init__(name=self.name)

    def run(self):
        self.task(self.name)
