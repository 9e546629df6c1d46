import re

from parsers.base import Parser, register
from utils import words

BYLINE = re.compile(r"^by\s+(?P<name>.+)$", re.I)


def parse_byline(line):
    match = BYLINE.match(line.strip())
    return match["name"] if match else None


@register("post")
class PostParser(Parser):
    separator = " :: "

    def parse_line(self, parts):
        if len(parts) != 3:
            return None
        title, byline, section = parts
        article = self.make(title, section, author=parse_byline(byline), words=words(title))
        return article.promoted() if "!" in title else article
