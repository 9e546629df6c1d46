#!/usr/bin/env python
from dagster import execute_pipeline, pipeline

import modes
from solids.fetch import choose_sites, fetch_site
from solids.parse import count_words, merge, parse_page
from solids.store import save, vacuum

from archive import archive_pipeline


@pipeline(mode_defs=[modes.live, modes.dry, modes.flaky], preset_defs=modes.presets)
def press_pipeline():
    pages = choose_sites().map(lambda site: parse_page(fetch_site(site)))
    articles = merge(pages.collect())
    count_words(articles)
    _, done = save(articles)
    vacuum(saved=done)


if __name__ == "__main__":
    execute_pipeline(press_pipeline, preset="two")
