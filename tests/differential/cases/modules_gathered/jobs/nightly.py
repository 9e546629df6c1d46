import logging
import os

from dagster import pipeline, solid

LOGGER = logging.getLogger(__name__)
FOLDER = os.path.dirname(__file__)


@solid
def sweep(_):
    print("@ sweep")


@pipeline
def nightly():
    sweep()
