from dagster import pipeline, solid
from makers import factory, STATE


class Thing:
    def __init__(self):
        self.part = Part(len(STATE))
    def __repr__(self): return repr(self.part)

class Part:
    def __init__(self, n):
        print("part", n)
        self.n = n
    def __repr__(self): return "Part%d" % self.n

print("before")
STATE.append(1)
s = factory("s", Thing())
print("between")
STATE.append(2)
t = factory("t", Thing())
print("after")
@pipeline
def p():
    s()
    t()
