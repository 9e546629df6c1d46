"""A fixed set of random programs of modules that import, rebind and change each other's names.

More of them: `python tests/link/random_imports.py --programs 1000 --seed 7`, with the project's folder on the path.
"""

from collections import Counter

from random_imports import program, verdict

PROGRAMS = 30


def test_scripts_print_what_python_prints() -> None:
    seeds = [f"fixed/{number}" for number in range(PROGRAMS)]
    verdicts = {seed: verdict(program(seed)) for seed in seeds}
    bad = {seed: found for seed, found in verdicts.items() if found[0] in ("different", "crashed")}
    assert not bad
    counts = Counter(kind for kind, _ in verdicts.values())
    assert counts["same"] >= PROGRAMS * 2 // 3, counts


def test_a_seed_makes_one_program() -> None:
    assert program("fixed/3") == program("fixed/3") != program("fixed/4")
