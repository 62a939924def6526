import multiprocessing as mp

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = mp.Process(target=child, args=(report,))
    p.start()
    # wait until the child is finished
    while p.is_alive:
        pass
    return x


if __name__ == "__main__":
    print(prove_isolation(print))
