# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the call is stored as a partial, which can be pickled, and made in run.
# mistake: none
import functools
import multiprocessing


class Worker(multiprocessing.Process):
    def __init__(self, task, name, *args, **kwargs):
        kwargs["name"] = name
        super().__init__(*args, **kwargs)
        self.call = functools.partial(task, name)

    def run(self):
        return self.call()
