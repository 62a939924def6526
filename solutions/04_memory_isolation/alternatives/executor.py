"""An executor with one worker; its block ends when the worker is gone."""

from concurrent.futures import ProcessPoolExecutor

x = 100


def set_and_report(report):
    global x
    print("before:", x)
    x = 0
    print("after:", x)
    return report(x)


def prove_isolation(report):
    with ProcessPoolExecutor(max_workers=1) as executor:
        executor.submit(set_and_report, report).result()
    return x
