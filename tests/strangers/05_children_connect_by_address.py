# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the children connect to a manager on a unix socket by its address and find the same dict and list there.
# mistake: none
"""The children get no proxies, only the address of the manager. They connect by themselves."""
import os
import tempfile
from multiprocessing import Process
from multiprocessing.managers import BaseManager, DictProxy, ListProxy

_dict = {}
_list = []


def _get_dict():
    return _dict


def _get_list():
    return _list


class Store(BaseManager):
    pass


Store.register("the_dict", callable=_get_dict, proxytype=DictProxy)
Store.register("the_list", callable=_get_list, proxytype=ListProxy)


def child(task, address, key):
    store = Store(address=address, authkey=key)
    store.connect()
    pid = os.getpid()
    store.the_dict()[pid] = task()
    store.the_list().append(pid)


def share_pids(task, n):
    with tempfile.TemporaryDirectory() as folder:
        address = os.path.join(folder, "store.sock")
        key = os.urandom(16)
        with Store(address=address, authkey=key) as store:
            crew = [Process(target=child, args=(task, address, key)) for _ in range(n)]
            for member in crew:
                member.start()
            for member in crew:
                member.join()
            d = store.the_dict().copy()
            l = store.the_list()[:]
    return d, l
