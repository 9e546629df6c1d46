"""No __init__.py here: a namespace package."""
CHROMOSOMES = [f"chr{name}" for name in [*range(1, 4), "X"]]
LENGTHS = dict(zip(CHROMOSOMES, (248, 242, 198, 156)))
AUTOSOMES = tuple(name for name in CHROMOSOMES if name[3:].isdigit())
del CHROMOSOMES[-1]
CHROMOSOMES.append("chrX")

total = 0
for _name, _length in LENGTHS.items():
    total += _length
else:
    del _name, _length
