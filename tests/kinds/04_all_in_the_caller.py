# exercise: 04_memory_isolation
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: no process is made.
x = 100


def zero(tell):
    global x
    x = 0
    tell(x)


def prove_isolation(report):
    zero(report)
    return x
