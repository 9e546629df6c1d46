from collections import Counter
from itertools import chain
from typing import List

import parsers
from dagster import InputDefinition, OutputDefinition, Output, PythonObjectDagsterType, solid
from models import Batch, Page, Section
from parsers import parser_for
from utils.retry import retrying

BatchType = PythonObjectDagsterType(python_type=Batch, name="BatchType")


@retrying(2, on=(LookupError,))
def _parser(site):
    return parser_for(site)


@solid(input_defs=[InputDefinition("page", Page)], output_defs=[OutputDefinition(BatchType, "batch")])
def parse_page(context, page):
    site = page.url.split("//")[1].split(".")[0]
    batch = _parser(site).parse(page.body)
    context.log.debug(f"{batch!r} by {_parser.attempts}")
    yield Output(batch, "batch")


@solid
def merge(_, batches: List[Batch]):
    articles = sorted(chain.from_iterable(batches))
    for index, article in enumerate(articles, start=1):
        print(f"{index}. {article.title} [{article.section.label}] {article.author or '-'} {article.digest}")
    return articles


@solid
def count_words(context, articles):
    counts = Counter(word for article in articles for word in article.words)
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    print("top words:", ", ".join(f"{word}={count}" for word, count in top))
    print("sections:", {section.label: sum(a.section is section for a in articles) for section in Section})
    print("parsers:", parsers.sites(), parsers.Parser.known, parsers.byline("by X"))
