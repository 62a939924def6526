from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def show_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return x


if __name__ == "__main__":
    print(show_isolation(print))
