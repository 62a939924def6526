# exercise: 03_main_guard
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the line is another one.
# mistake: prints another line
# named: main_process_not_printed
import multiprocessing

import work


def main():
    process = multiprocessing.Process(target=work.task, args=("we",))
    process.start()
    print("main process")
    process.join()


if __name__ == "__main__":
    main()
