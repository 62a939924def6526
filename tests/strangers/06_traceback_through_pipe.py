# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child sends its traceback and exits with 1, the caller reads until the pipe is closed and joins.
# mistake: none
import sys
import traceback
from multiprocessing import Pipe, Process


class Careful(Process):
    def __init__(self, task, name, out):
        super().__init__()
        self.task, self.argument, self.out = task, name, out

    def run(self):
        try:
            self.task(self.argument)
        except Exception:
            self.out.send(traceback.format_exc())
            sys.exit(1)
        finally:
            self.out.close()


def run_and_wait(task, name):
    inp, out = Pipe(False)
    p = Careful(task, name, out)
    p.start()
    p.out = None
    out.close()
    try:
        print("in the child:", inp.recv())
    except EOFError:
        pass
    p.join()
    inp.close()
    return p.exitcode
