import re
import unicodedata

__all__ = ["slug", "words", "STOP_WORDS", "shorten"]

_WORD = re.compile(r"[a-z']+")

STOP_WORDS = frozenset("a an and in is of on the to with".split())


def _fold(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def words(text):
    return [word for word in _WORD.findall(_fold(text).lower()) if word not in STOP_WORDS]


def slug(text, sep="-"):
    return sep.join(words(text))


def shorten(text, width=20, *, mark="..."):
    return text if len(text) <= width else text[: width - len(mark)].rstrip() + mark
