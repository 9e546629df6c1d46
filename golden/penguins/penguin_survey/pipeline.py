"""How much do male and female penguins of one species differ?

prod   measurements from a CSV file into a SQLite database ($PENGUINS_DB)
dev    the same into JSON files
test   eight penguins, in memory
"""

from dagster import ModeDefinition, PresetDefinition, execute_pipeline, pipeline

from penguin_survey.fakes import memory_archive, sample_source
from penguin_survey.resources import (
    audit_file,
    audit_table,
    csv_source,
    folder,
    json_archive,
    sqlite_archive,
    sqlite_database,
)
from penguin_survey.solids import (
    count_by_island,
    count_by_sex,
    publish,
    rank_species,
    read_measurements,
    report_incomplete,
    set_incomplete_aside,
    species_summaries,
    store_measurements,
)

prod = ModeDefinition(
    "prod",
    resource_defs={
        "source": csv_source,
        "archive": sqlite_archive,
        "audit": audit_table,
        "database": sqlite_database,
    },
    description="Everything into one SQLite database",
)
dev = ModeDefinition(
    "dev",
    resource_defs={
        "source": csv_source,
        "archive": json_archive,
        "audit": audit_file,
        "folder": folder,
    },
)
test = ModeDefinition("test", resource_defs={"source": sample_source, "archive": memory_archive})

season_2009 = PresetDefinition(
    "season_2009",
    mode="prod",
    run_config={
        "solids": {
            "read_measurements": {"config": {"seasons": [2009]}},
            "publish": {"config": {"title": "Body mass of the Palmer penguins, season 2009"}},
        }
    },
)


@pipeline(mode_defs=[prod, dev, test], preset_defs=[season_2009])
def penguin_survey():
    complete, incomplete = set_incomplete_aside(read_measurements())
    publish(
        ranking=rank_species([summarise(complete) for summarise in species_summaries]),
        stored=store_measurements(complete),
        incomplete=report_incomplete(incomplete),
        islands=count_by_island(complete),
        sexes=count_by_sex(complete),
    )


if __name__ == "__main__":
    execute_pipeline(penguin_survey, mode="dev")
