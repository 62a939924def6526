"""A managed dict that tells the judge of every read and every write, so that lost updates can be seen."""

READS = ("__getitem__", "__contains__", "__len__", "copy", "get", "items", "keys", "values")
WRITES = ("__setitem__", "__delitem__", "clear", "update")
BOTH = ("pop", "popitem", "setdefault")


class WatchedDict:
    """Stands before a ``DictProxy``; a caller is parked just after it has read, before it can write."""

    def __init__(self, proxy, reads, writes):
        self._proxy, self._reads, self._writes = proxy, reads, writes

    def __iter__(self):
        """Iterate over the keys as they are at one moment."""
        return iter(self.keys())

    def __repr__(self):
        """The proxy's own text."""
        return repr(self._proxy)

    def __str__(self):
        """The contents, as the proxy's own."""
        return str(self._proxy)

    def _getvalue(self):
        """A copy of the dict: a read."""
        return self.copy()

    def _callmethod(self, name, args=(), kwds=None):
        """What every method of a proxy goes through."""
        return getattr(self, name)(*args, **(kwds or {}))

    def __ior__(self, other):
        """``|=`` is an update."""
        self.update(other)
        return self

    def __getattr__(self, name):
        """Whatever else a proxy has."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._proxy, name)


def watch(name):
    """A method that does what the proxy's does, then tells of it."""

    def method(self, *arguments, **keywords):
        value = getattr(self._proxy, name)(*arguments, **keywords)
        if name in READS or name in BOTH:
            self._reads(name, *arguments[:1], value if type(value) in (int, str, bool) else None)
        if name in WRITES or name in BOTH:
            self._writes(name, *arguments)
        return value

    method.__name__ = name
    return method


for method_name in (*READS, *WRITES, *BOTH):
    setattr(WatchedDict, method_name, watch(method_name))
