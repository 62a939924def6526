# exercise: 03_main_guard
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the two letters are two arguments.
# mistake: missing comma in args
# named: args_is_no_tuple
from multiprocessing import Process
from work import task


def main():
    p = Process(target=task, args=("we"))
    p.start()
    print("main Process")
    p.join()


if __name__ == '__main__':
    main()
