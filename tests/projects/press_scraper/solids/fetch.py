import http_client
from dagster import (
    Backoff,
    DynamicOutput,
    DynamicOutputDefinition,
    Field,
    Jitter,
    RetryPolicy,
    RetryRequested,
    solid,
)
from http_client import HttpError, url_for
from models import Page
from settings import SITES
from utils import slug


@solid(
    config_schema={"sites": Field([str], default_value=SITES, is_required=False)},
    output_defs=[DynamicOutputDefinition(str)],
)
def choose_sites(context):
    for site in context.solid_config["sites"]:
        yield DynamicOutput(site, mapping_key=slug(site, sep="_"))


@solid(required_resource_keys={"web"}, retry_policy=RetryPolicy(max_retries=2, delay=0.001, backoff=Backoff.EXPONENTIAL))
def fetch_site(context, site: str) -> Page:
    page = context.resources.web.fetch(url_for(site))
    print(f"@ fetched {page}")
    return page


@solid(required_resource_keys={"web"}, config_schema={"site": str, "give_up": bool})
def fetch_one(context):
    config = context.solid_config
    try:
        return context.resources.web.fetch(http_client.url_for(config["site"]))
    except HttpError as error:
        if config["give_up"] or context.retry_number:
            raise
        raise RetryRequested(max_retries=1, seconds_to_wait=0.001) from error


JITTER = Jitter.FULL
