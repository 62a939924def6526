"""The function that the child is to run is defined under the guard, where the child does not look.

Under `spawn` and `forkserver` the child begins as a fresh Python and imports your file to find its function. What
stands under the guard is not run by an import, so there the function does not exist, and the child dies of an
AttributeError. Under `fork` the child is a copy of the parent and has everything.

Which lines does everybody need who imports the file, and which only the program that is started?
"""
# fails under spawn, forkserver: test_the_script_has_the_task_run_in_a_child
# has: if __name__ == "__main__":
#          def $F(...):
#              ...
#          Process(target=$F, ...)
# ok: def begin():
#         work.task("we")
#     if __name__ == "__main__":
#         Process(target=begin).start()

from multiprocessing import Process

import work

if __name__ == "__main__":

    def begin(name):
        work.task(name)

    process = Process(target=begin, args=("we",))
    process.start()
    print("main Process")
