"""What changes an object under another name ships with it: aliases, and what holds it or is held by it."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### chained assignment
A = x = {}
x["a"] = 1
def main():
    print(A)
#### a name bound again later, and deleted
A = d = {}
d["a"] = 1
del d
B = d = {}
d["b"] = 2
del d
def main():
    print(A, B)
#### an alias
C = []
other = C
other.append(1)
for name in ("p", "q"):
    other.append(name)
def main():
    print(C)
#### in a class
D = {}
class Holder:
    table = D
Holder.table["d"] = 4
def main():
    print(D)
#### part of a container
E = {"inner": {}}
inner = E["inner"]
inner["e"] = 5
def main():
    print(E)
#### given by a function
F = {}
def get():
    return F
get()["f"] = 6
known = get()
known["g"] = 7
def main():
    print(F)
#### given by a method
F = {}
class Store:
    def table(self):
        found = F
        return found
store = Store()
store.table()["f"] = 6
def main():
    print(F)
#### elements of a loop
G = {}
H = {}
for each in (G, H):
    each["g"] = 7
def main():
    print(G)
#### in a list
G = {}
others = [G]
others[0]["h"] = 8
def main():
    print(G)
#### in another's keyword
I = {}
named = dict(one=I)
named["one"]["i"] = 9
def main():
    print(I)
#### one of two
S = {}
T = S if S is not None else {}
T["s"] = 14
Q = {}
R = Q or S
R["r"] = 13
def main():
    print(S)
#### an object with attributes
class Settings:
    pass
U = Settings()
V = U
V.attribute = 15
def main():
    print(U.attribute)
#### unpacked
N = {}
(O, P) = (N, 1)
O["n"] = 12
def main():
    print(N)
#### a bound method
AA = []
add = AA.append
add(19)
def main():
    print(AA)
#### of another module
import table
table.OTHER["k"] = 1
def main():
    print(table.TABLE)
# == table.py
TABLE = {}
OTHER = TABLE
#### a local name of a decorator
import registry
@registry.register
def first():
    return 1
def main():
    print(sorted(registry.TABLE))
# == registry.py
TABLE = {}
def register(function):
    table = TABLE
    table[function.__name__] = function
    return function
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_same_as_in_python(tmp_path: Path, program: str) -> None:
    same(tmp_path, program)


def test_what_has_nothing_to_do_with_it_stays_away(tmp_path: Path) -> None:
    script = same(
        tmp_path,
        """
        NEEDED = {}
        ELSE = {}
        alias = ELSE
        alias["unneeded"] = 1
        copied = str(NEEDED)
        def main():
            print(NEEDED)
        """,
    )
    assert "unneeded" not in script and "copied" not in script
