# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the parent reads the pipe until the child has closed it and then joins, so it blocks until the child is gone.
# mistake: none
from multiprocessing import Pipe, Process

x = 100


def child(report, out):
    global x
    out.send(("before", x))
    x = 0
    report(x)
    out.send(("after", x))
    out.close()


def prove_isolation(report):
    seen = []
    inp, out = Pipe(duplex=False)
    p = Process(target=child, args=(report, out))
    p.start()
    out.close()
    while True:
        try:
            seen.append(inp.recv())
        except EOFError:
            break
    p.join()
    inp.close()
    print("the child says:", seen)
    return x
