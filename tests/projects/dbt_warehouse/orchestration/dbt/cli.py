import string
from contextlib import contextmanager
from importlib import resources

from orchestration.common import get_logger, logged
from orchestration.dbt.manifest import Manifest

logger = get_logger(__name__)
CONFIG = {"threads": 4, "target": "dev"}


class DbtError(Exception):
    """A model could not be built."""

    def __init__(self, model, message):
        super().__init__(model, message)
        self.model = model

    def __str__(self):
        return "{0}: {1}".format(*self.args)


class DbtCli:
    def __init__(self, connection, target=CONFIG["target"], threads=CONFIG["threads"], variables=None):
        self.connection = connection
        self.target = target
        self.threads = threads
        self.variables = {**(variables or {}), "target": target}
        self.manifest = Manifest.load()

    @contextmanager
    def session(self):
        print(f"@ dbt session {self.target} x{self.threads}")
        yield self
        print("@ dbt session over")

    def run(self, *tags):
        results = {}
        for node in self.manifest.select(*tags):
            results[node.name] = run(self, node)
        return results

    def test(self, model):
        (count,) = self.connection.execute(f"select count(*) from {model}").fetchone()
        return count


@logged
def run(cli, node):
    statement = string.Template(resources.read_text("orchestration.sql", f"{node.name}.sql")).safe_substitute(cli.variables)
    kind = "table" if node.is_table else "view"
    cli.connection.execute(f"drop {kind} if exists {node.name}")
    try:
        cli.connection.execute(f"create {kind} {node.name} as {statement}")
    except Exception as error:
        raise DbtError(node.name, error) from error
    logger.info("%s %s", kind, node.name)
    return kind


def get_client(connection, **config):
    return DbtCli(connection, **config)
