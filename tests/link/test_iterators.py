"""Iterators that module-level code makes: each element is given once, whoever asks."""

from pathlib import Path

import pytest
from programs import cases, refused, same

PROGRAMS = r"""
#### genexp read twice
G = (x * 2 for x in [1, 2, 3])
A = list(G)
B = list(G)
def main():
    print(A, B, list(G))
#### genexp read once then at run
G = (x * 2 for x in [1, 2, 3])
A = next(G)
def main():
    print(A, list(G), list(G))
#### only B
import h
def main():
    print(h.B, h.C)
# == h.py
G = (x * 2 for x in [1, 2, 3])
A = next(G)
B = list(G)
C = list(G)
#### map late
seen = []
def f(x):
    seen.append(x)
    return x
M = map(f, [1, 2])
before = list(seen)
N = list(M)
after = list(seen)
def main():
    print(before, after, N, list(M))
#### filter never drawn
seen = []
def f(x):
    seen.append(x)
    return x
M = filter(f, [1, 2])
def main():
    print(seen, list(M), seen)
#### zip
Z = zip([1, 2, 3], "abc")
D = dict(Z)
E = dict(Z)
I = iter([1, 2, 3])
F = next(I)
def main():
    print(D, E, F, list(I))
#### pairs
I = iter(range(6))
P = list(zip(I, I))
for x in I:
    pass
E = enumerate("ab")
Q = [i for i, _ in E]
R = [i for i, _ in E]
def main():
    print(P, Q, R)
#### for break
I = iter(range(6))
for x in I:
    if x == 2:
        break
J = list(I)
def main():
    print(x, J)
#### if definition
G = (n for n in ("a", "b"))
T = {}
for n in G:
    T[n] = 1
U = {n: 2 for n in G}
def main():
    print(T, U)
#### generator function
def gen():
    yield 1
    yield 2
G = gen()
A = list(G)
def main():
    print(A, list(G))
#### file
import os
F = open(os.devnull)
A = F.read()
I = open(os.path.join(os.path.dirname(os.__file__), "keyword.py"))
L = I.readline()
def main():
    print(A, I.readline())
#### late binding
n = 1
G = (x + n for x in [1, 2])
n = 10
def main():
    print(list(G))
#### late binding build
n = 1
G = (x + n for x in [1, 2])
n = 10
L = list(G)
S = sum(y for y in G)
def main():
    print(L, S, [k for k in G])
#### in
I = iter([1, 2, 3, 4])
H = 2 in I
R = list(I)
def main():
    print(H, R)
#### join and star
J = ", ".join(c for c in "abc")
a, *b = (c for c in "abc")
print(*(c for c in "abc"))
def f(*xs): return xs
K = f(*(c for c in "ab"))
S = sorted((c for c in "ba"), key=lambda c: c)
def main():
    print(J, a, b, K, S, any(x for x in [0, 1]), tuple(reversed([1, 2])))
#### chain
import itertools
C = itertools.chain([1], [2])
D = list(C)
E = list(C)
def main():
    print(D, E, list(itertools.product("a", "b")))
#### factory captures
def make():
    g = (c for c in "abc")
    first = next(g)
    def use():
        return first, list(g), list(g)
    return use
use = make()
def main():
    print(use())
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_each_element_is_given_once(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)


def test_what_definitions_took_of_an_iterator_is_not_given_again(tmp_path: Path) -> None:
    program = """
    from modec import solid
    def make(n):
        @solid(name=n)
        def made(_):
            print("made", n)
        return made
    PAIRS = zip("ab", map(make, "ab"))
    TABLE = dict(PAIRS)
    REST = list(PAIRS)
    def main():
        print(REST)
    """
    assert set(refused(tmp_path, program)) & {"MD503", "MD517"}
