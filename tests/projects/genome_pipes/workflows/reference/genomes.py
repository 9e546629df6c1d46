from .chromosomes import AUTOSOMES, LENGTHS
from . import chromosomes as chroms

GENOMES = {"tiny": AUTOSOMES[:1], "full": tuple(LENGTHS)}
GENOMES.setdefault("default", GENOMES["tiny"])


def size_of(genome):
    return sum(map(LENGTHS.__getitem__, GENOMES[genome])), chroms.total
