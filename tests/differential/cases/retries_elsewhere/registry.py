import collections, logging
LATE = collections.ChainMap(logging.root.__dict__ and {}, {})
def late(name):
    def add(f):
        LATE[name] = f
        return f
    return add
