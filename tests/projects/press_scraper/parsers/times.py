import utils.text as text
from utils import shorten

from .base import Parser, article_filter, register


@register("times", encoding="utf-8")
class TimesParser(Parser):
    def parse_line(self, parts):
        title, section = parts
        return self.make(shorten(title, 30), section, words=text.words(title))


@article_filter
def not_empty(article):
    return bool(article.title)


@article_filter
def not_sponsored(article):
    return "sponsored" not in article.title.lower()
