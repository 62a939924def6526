"""A variable called `list` hides Python's own `list`.

After `list = manager.list()` the name `list` means that one object, in the whole function. So
`list(...)` further down tried to *call* the proxy, and a proxy cannot be called: hence the TypeError.
Python's own type is still there; it only cannot be reached by its name any more.

What would happen with another name for the variable?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# fails: test_nothing_is_left_running
# has: list = $_
#      list(...)
# or: dict = $_
#     dict(...)
# or: def $_(list, ...):
#         list(...)
# ok: pids = manager.list()
#     return list(pids)

import os
from multiprocessing import Manager, Process


def Foo(task, dic, list):
    dic[os.getpid()] = task()
    list.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        dic = manager.dict()
        list = manager.list()
        p_list = []
        for i in range(n):
            p = Process(target=Foo, args=(task, dic, list))
            p.start()
            p_list.append(p)
        for p in p_list:
            p.join()
        return dic.copy(), list(list)
