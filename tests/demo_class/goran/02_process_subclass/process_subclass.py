"""Exercise 02: write a Process subclass."""

from multiprocessing import Process
import time


class Worker(Process):
    """A process that calls `task(name)` once, in the child, when it is started."""

    def run(self):
        print("%s is running..." % self.name)
        time.sleep(3)
        print("%s is done" % self.name)


if __name__ == '__main__':
    p = Worker()
    p.start()
    print('main Process')
