"""Attacks 28: NaN, infinity, an integer of a million bits, or a list nested a hundred thousand times as the result.

expect: F
says: It gives
exercise: 06
variants: 28a_nan, 28b_infinity, 28c_huge_integer, 28d_deep_nesting
"""

from multiprocessing import Process


def nested():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def run_and_wait(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
    match VARIANT:
        case "28a_nan":
            return float("nan")
        case "28b_infinity":
            return float("inf")
        case "28c_huge_integer":
            return 1 << 1_000_000
        case "28d_deep_nesting":
            return nested()
