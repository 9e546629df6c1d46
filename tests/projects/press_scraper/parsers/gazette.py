import parsers.post
from models import to_json

from . import base


class GazetteParser(base.Parser, ):
    separator = ";"

    def parse_line(self, parts):
        data = dict(part.split("=", 1) for part in parts)
        if "title" not in data:
            base.logger.info("no title in %s", to_json(data))
            return None
        return self.make(data["title"], data.get("section", "other"), author=parsers.post.parse_byline(data.get("by", "")))


GazetteParser = base.register("gazette", lenient=True)(GazetteParser)

LegacyGazette = type("LegacyGazette", (GazetteParser,), {"separator": ","})
base.REGISTRY.setdefault("gazette_legacy", LegacyGazette)
