# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the call stands outside, but the guard inside is passed in the script alone.
# mistake: none
from multiprocessing import Process

import work


def main():
    if __name__ == "__main__":
        child = Process(target=work.task, args=("we",))
        child.start()
        print("main Process")


main()
