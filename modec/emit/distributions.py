"""Import names to distribution names, for the PEP 723 block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import metadata

KNOWN: Mapping[str, str] = {
    "Crypto": "pycryptodome",
    "MySQLdb": "mysqlclient",
    "OpenSSL": "pyOpenSSL",
    "PIL": "Pillow",
    "airflow": "apache-airflow",
    "attr": "attrs",
    "azure": "azure-core",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "discord": "discord.py",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "elasticsearch_dsl": "elasticsearch-dsl",
    "fitz": "PyMuPDF",
    "git": "GitPython",
    "googleapiclient": "google-api-python-client",
    "jose": "python-jose",
    "jwt": "PyJWT",
    "kafka": "kafka-python",
    "magic": "python-magic",
    "nacl": "PyNaCl",
    "osgeo": "GDAL",
    "pandas_gbq": "pandas-gbq",
    "pkg_resources": "setuptools",
    "psycopg2": "psycopg2-binary",
    "pythonjsonlogger": "python-json-logger",
    "ruamel": "ruamel.yaml",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "snowflake": "snowflake-connector-python",
    "telegram": "python-telegram-bot",
    "usaddress": "usaddress",
    "yaml": "PyYAML",
    "zmq": "pyzmq",
}
"""Where the two names differ, and the name on the package index is settled."""

SAME: frozenset[str] = frozenset(
    [
        "aiohttp",
        "altair",
        "anndata",
        "arrow",
        "bokeh",
        "boto3",
        "botocore",
        "catboost",
        "celery",
        "click",
        "cloudpickle",
        "cryptography",
        "dask",
        "dash",
        "django",
        "duckdb",
        "elasticsearch",
        "faker",
        "fastapi",
        "feedparser",
        "flask",
        "fsspec",
        "gensim",
        "geopandas",
        "great_expectations",
        "gspread",
        "h5py",
        "httpx",
        "jinja2",
        "joblib",
        "jsonschema",
        "keras",
        "lightgbm",
        "loguru",
        "lxml",
        "markdown",
        "matplotlib",
        "minio",
        "networkx",
        "nltk",
        "numba",
        "numpy",
        "openai",
        "openpyxl",
        "orjson",
        "pandas",
        "papermill",
        "paramiko",
        "parquet",
        "pendulum",
        "pika",
        "plotly",
        "polars",
        "praw",
        "prefect",
        "psutil",
        "psycopg",
        "pyarrow",
        "pydantic",
        "pymongo",
        "pymysql",
        "pyodbc",
        "pyproj",
        "pyspark",
        "pytest",
        "pytz",
        "redis",
        "regex",
        "requests",
        "requests_oauthlib",
        "rich",
        "s3fs",
        "scipy",
        "scrapy",
        "seaborn",
        "selenium",
        "sentry_sdk",
        "shapely",
        "simplejson",
        "six",
        "slack_sdk",
        "spacy",
        "sqlalchemy",
        "sqlparse",
        "statsmodels",
        "streamlit",
        "sympy",
        "tabulate",
        "tenacity",
        "tensorflow",
        "toml",
        "toolz",
        "torch",
        "tqdm",
        "transformers",
        "tweepy",
        "twilio",
        "typer",
        "ujson",
        "unidecode",
        "urllib3",
        "uvicorn",
        "validators",
        "vaex",
        "websockets",
        "wget",
        "xarray",
        "xgboost",
        "xlrd",
        "xlsxwriter",
        "xmltodict",
        "zeep",
    ]
)
"""Where the package is called as it is imported."""

_NAMESPACED: Mapping[str, str] = {
    "google.cloud.bigquery": "google-cloud-bigquery",
    "google.cloud.storage": "google-cloud-storage",
    "google.cloud.pubsub_v1": "google-cloud-pubsub",
    "google.cloud.secretmanager": "google-cloud-secret-manager",
    "google.oauth2": "google-auth",
    "google.auth": "google-auth",
    "azure.storage.blob": "azure-storage-blob",
    "azure.identity": "azure-identity",
}


@cache
def _installed() -> Mapping[str, Sequence[str]]:
    return metadata.packages_distributions()


def distribution(import_name: str) -> tuple[str, bool]:
    """The distribution that `import_name` (dotted or not) comes from, and whether that is known.

    The table is asked first, then the metadata of what is installed; else the import name itself is
    returned, with False.
    """
    for prefix, name in _NAMESPACED.items():
        if import_name == prefix or import_name.startswith(prefix + "."):
            return name, True
    top = import_name.partition(".")[0]
    if top in KNOWN:
        return KNOWN[top], True
    if top in SAME:
        return top, True
    installed = sorted(set(_installed().get(top, ())))
    if installed:
        return installed[0], True
    return top, False


def dependency_lines(import_names: Sequence[str]) -> list[str]:
    """The lines of the PEP 723 `dependencies` array, one a distribution, sorted; what is assumed is said."""
    lines = {}
    for import_name in import_names:
        name, known = distribution(import_name)
        lines[name.lower()] = f'"{name}",' + (
            "" if known else f"  # assumed from: import {import_name}"
        )
    return [line for _, line in sorted(lines.items())]
