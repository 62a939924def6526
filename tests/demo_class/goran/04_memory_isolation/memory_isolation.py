"""Exercise 04: prove that processes do not share memory."""

from multiprocessing import Process
import time

x = 100


def task(report):
    global x
    x = 0
    report(x)
    print('I am done')


def prove_isolation(report):
    p = Process()
    p.start()
    time.sleep(3)  # so that the child process has finished
    print(x)
    return x


if __name__ == '__main__':
    prove_isolation(print)
