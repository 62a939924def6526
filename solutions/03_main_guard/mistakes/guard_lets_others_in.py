"""The guard keeps out a child, and lets in everybody else who imports the file.

`__name__` is `"__main__"` in the file that is run, and `"__mp_main__"` in a child that loads it under `spawn` or
`forkserver`. Your condition turns away that second name alone. Whoever writes `import main_guard` gives it a third one,
the name of the module, and a process is started and a line printed.

Under which one of the three names is the work to be done?
"""
# fails: test_importing_it_does_nothing
# has: if __name__ != "__mp_main__":
#          ...
# ok: if __name__ == "__main__":
#         main()

from multiprocessing import Process

import work


def main():
    process = Process(target=work.task, args=("we",))
    process.start()
    print("main Process")
    process.join()


if __name__ != "__mp_main__":
    main()
