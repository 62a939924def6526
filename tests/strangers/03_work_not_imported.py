# exercise: 03_main_guard
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: work is never imported, so the script ends with a NameError before it starts or prints anything.
# mistake: missing import
# named: none
from multiprocessing import Process


def main():
    p = Process(target=work.task, args=("we",))
    p.start()
    print("main Process")
    p.join()


if __name__ == "__main__":
    main()
