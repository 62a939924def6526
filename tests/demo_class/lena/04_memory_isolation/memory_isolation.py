from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    process = Process(target=child, args=(report,))
    process.start()
    result = x
    process.join()
    return result


if __name__ == '__main__':
    print(prove_isolation(print))
