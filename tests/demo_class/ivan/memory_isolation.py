from multiprocessing import Process

x = 100


def set_to_zero(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=set_to_zero, args=(report,))
    p.start()
    p.join()
    return x


if __name__ == "__main__":
    print(prove_isolation(print))
