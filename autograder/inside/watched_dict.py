"""A managed dict that tells the judge of every read and every write, so that lost updates can be seen."""

from multiprocessing.managers import DictProxy

WRITES = ("__setitem__", "__delitem__", "__ior__", "clear", "update")
BOTH = ("pop", "popitem", "setdefault")
NEITHER = ("__repr__", "fromkeys")  # what is printed, and a new dict; every other method reads
WHOLE = "#GETVALUE"  # how a proxy asks for a copy of everything


class WatchedDict(DictProxy):
    """The running Python's own proxy of a dict; a caller is parked just after it has read, before it can write.

    Every method of a proxy goes through ``_callmethod``, those too that a later Python adds.
    """

    def __init__(self, *arguments, reads, writes, **keywords):
        super().__init__(*arguments, **keywords)
        self._reads, self._writes = reads, writes

    def _callmethod(self, methodname, args=(), kwds={}):  # noqa: B006 (as it stands in Python)
        """Do what was asked, then tell of it."""
        value = super()._callmethod(methodname, args, kwds)
        name = "copy" if methodname == WHOLE else methodname
        if name not in (*WRITES, *NEITHER):
            self._reads(name, *args[:1], value if type(value) in (int, str, bool) else None)
        if name in (*WRITES, *BOTH):
            self._writes(name, *args)
        return value

    def __reduce__(self):
        """As Python's own, and with what is told."""
        rebuild, (kind, token, serializer, keywords) = super().__reduce__()
        return rebuild, (kind, token, serializer, {**keywords, "reads": self._reads, "writes": self._writes})


WatchedDict.__name__ = DictProxy.__name__  # what its text and errors call it; it is pickled by its qualified name


def watch(proxy, reads, writes):
    """The same managed dict, behind a proxy that tells of its use."""
    return WatchedDict(
        proxy._token, proxy._serializer, manager=proxy._manager, authkey=proxy._authkey, reads=reads, writes=writes
    )
