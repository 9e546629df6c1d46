import abc
import logging

from models import Article, Batch, Section

logger = logging.getLogger(__name__)

REGISTRY = {}
FILTERS = []


def register(name, **options):
    def decorator(cls):
        cls.options = options
        REGISTRY[name] = cls
        cls.site = name
        return cls

    return decorator


def article_filter(fn):
    FILTERS.append(fn)
    return fn


class Parser(abc.ABC):
    site = None
    separator = "|"
    options = {}
    known = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Parser.known.append(cls.__name__)

    def parse(self, body: str) -> Batch:
        batch = Batch(self.site)
        for number, line in enumerate(body.splitlines()):
            if not line.strip() or line.startswith("#"):
                continue
            article = self.parse_line(line.split(self.separator))
            if article is None:
                logger.info("line %d skipped", number)
                continue
            if all(keep(article) for keep in FILTERS):
                batch.append(article)
        return batch

    @abc.abstractmethod
    def parse_line(self, parts):
        """One article, or None."""

    def make(self, title, section="other", **more):
        return Article(self.site, title.strip(), Section.parse(section), **more)


def parser_for(site: str) -> Parser:
    try:
        cls = REGISTRY[site]
    except KeyError:
        raise LookupError(f"no parser for {site}, only {', '.join(sorted(REGISTRY))}") from None
    return cls(**{})
