"""In-memory stand-ins for the mode "test"."""

from dagster import ResourceDefinition, resource

# species, island, body mass in grams, sex; the last one was never weighed
SAMPLE = [
    ("Adelie", "Torgersen", "3750", "male"),
    ("Adelie", "Dream", "3250", "female"),
    ("Chinstrap", "Dream", "3900", "male"),
    ("Chinstrap", "Dream", "3500", "female"),
    ("Gentoo", "Biscoe", "5700", "male"),
    ("Gentoo", "Biscoe", "4500", "female"),
    ("Gentoo", "Biscoe", "5200", "male"),
    ("Adelie", "Torgersen", "NA", "NA"),
]


class SampleSource:
    """Gives the sample as a CSV file would: every cell is text."""

    def rows(self):
        for species, island, mass, sex in SAMPLE:
            yield {
                "species": species,
                "island": island,
                "body_mass_g": mass,
                "sex": sex,
                "year": "2009",
            }


sample_source = ResourceDefinition.hardcoded_resource(SampleSource(), "Eight penguins")


@resource(description="Keeps what is saved in a dictionary and says what it holds in the end")
def memory_archive(_):
    saved = {}

    class MemoryArchive:
        def save(self, name, rows):
            saved[name] = rows
            return len(rows)

    yield MemoryArchive()
    for name in sorted(saved):
        print(f"saved {name}: {len(saved[name])}")
