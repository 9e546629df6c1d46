"""The steps of the survey."""

from dagster import (
    AssetMaterialization,
    Dict,
    Field,
    InputDefinition,
    Int,
    List,
    Output,
    OutputDefinition,
    solid,
)

from .measures import dimorphism, mean, spread
from .tables import format_table

SPECIES = ("Adelie", "Chinstrap", "Gentoo")


@solid(
    required_resource_keys={"source"},
    config_schema={"seasons": Field([int], default_value=[2007, 2008, 2009])},
)
def read_measurements(context) -> List[Dict]:
    """One dictionary a penguin, as text."""
    seasons = context.solid_config["seasons"]
    rows = [row for row in context.resources.source.rows() if int(row["year"]) in seasons]
    context.log.info(f"read {len(rows)} penguins of {len(seasons)} seasons")
    return rows


@solid(
    config_schema={"needed": Field([str], default_value=["body_mass_g", "sex"])},
    output_defs=[
        OutputDefinition(List[Dict], "complete"),
        OutputDefinition(List[Dict], "incomplete"),
    ],
)
def set_incomplete_aside(context, rows: List[Dict]):
    """Splits off the penguins that lack a needed measurement, and makes numbers of the others' text."""
    complete, incomplete = [], []
    for row in rows:
        if any(row[column] == "NA" for column in context.solid_config["needed"]):
            incomplete.append(row)
        else:
            complete.append({**row, "body_mass_g": int(row["body_mass_g"])})
    yield Output(complete, "complete")
    yield Output(incomplete, "incomplete")


@solid(required_resource_keys={"archive"})
def store_measurements(context, rows: List[Dict]) -> Int:
    stored = context.resources.archive.save("measurements", rows)
    yield AssetMaterialization("measurements", metadata={"rows": stored})
    yield Output(stored)


def make_species_summary(species):
    """A solid that summarises one species."""

    @solid(
        name=f"summarise_{species.lower()}",
        description=f"Body mass of {species} penguins by sex",
        config_schema={"digits": Field(int, default_value=1)},
    )
    def summarise(context, rows: List[Dict]) -> Dict:
        mass = {
            sex: [r["body_mass_g"] for r in rows if r["species"] == species and r["sex"] == sex]
            for sex in ("male", "female")
        }
        digits = context.solid_config["digits"]
        return {
            "species": species,
            "penguins": len(mass["male"]) + len(mass["female"]),
            "male_g": round(mean(mass["male"]), digits),
            "female_g": round(mean(mass["female"]), digits),
            "spread_g": round(spread(mass["male"] + mass["female"]), digits),
            "male_excess_pct": round(dimorphism(mass["male"], mass["female"]), digits),
        }

    return summarise


species_summaries = [make_species_summary(species) for species in SPECIES]


@solid(input_defs=[InputDefinition("summaries", List[Dict])])
def rank_species(_, summaries) -> List[Dict]:
    """The most dimorphic species first."""
    return sorted(summaries, key=lambda summary: -summary["male_excess_pct"])


@solid(config_schema={"column": str})
def count_by(context, rows: List[Dict]) -> Dict:
    column = context.solid_config["column"]
    counts = {}
    for row in rows:
        counts[row[column]] = counts.get(row[column], 0) + 1
    return {name: counts[name] for name in sorted(counts)}


count_by_island = count_by.configured({"column": "island"}, name="count_by_island")
count_by_sex = count_by.configured({"column": "sex"}, name="count_by_sex")


@solid
def report_incomplete(context, rows: List[Dict]) -> Int:
    if rows:
        context.log.warning(f"{len(rows)} penguins lack a measurement")
    return len(rows)


@solid(
    required_resource_keys={"archive"},
    config_schema={"title": Field(str, default_value="Body mass of the Palmer penguins")},
)
def publish(context, ranking: List[Dict], stored: Int, incomplete: Int, islands: Dict, sexes: Dict):
    context.resources.archive.save("species", ranking)
    yield AssetMaterialization("species", description="the published ranking")
    title = context.solid_config["title"]
    print(title)
    print("=" * len(title))
    print(format_table(ranking))
    print()
    for what, counts in (("island", islands), ("sex", sexes)):
        print(f"by {what}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    print(f"stored: {stored}, set aside as incomplete: {incomplete}")
    yield Output(len(ranking))
