from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return x


# try it out
print("parent still has", prove_isolation(print))
