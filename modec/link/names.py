"""Names are chosen last, by these rules:

1. Keywords, builtins that shipped code reads, names of star imports and the names that the script's own code
   uses are taken before anything else.
2. `import a.b` binds `a`, which cannot be called otherwise: such packages come next.
3. Then the entry module's names, then the other modules' in import order, each as its author called it.
4. The runtime's names come last: they yield to the author's.

A name that is taken by another module's gets its module's last name (`clean` of `shop.orders`: `clean_orders`,
`Order`: `OrderOrders`, `UNIT`: `UNIT_ORDERS`), then more of it (`clean_shop_orders`), then a number (`clean_2`).
One that is taken by the same module's gets a number. A name counts as taken, too, where a function that uses it
under another spelling (`db.connect`) has a local variable of that name, or a parameter that stands for
the context.
"""

from __future__ import annotations

import contextlib
import io
import keyword
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from modec.link.symbols import Binding, Global, Imported, Namespace, Nested, Symbol
from modec.source.program import Module

RESERVED = frozenset(keyword.kwlist) | {"__name__", "__file__", "__doc__"}


@dataclass
class Limits:
    """What a symbol may not be called: per spelling, the names hidden where it is used so; and never these."""

    hidden: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    """(its own spelling there, "" when it is an attribute's; the names that hide globals there)."""
    banned: set[str] = field(default_factory=set)

    def allow(self, name: str) -> bool:
        """Whether the symbol may be called `name`, as far as the places go where it is used."""
        if name in self.banned:
            return False
        return all(name == spelling or name not in hidden for spelling, hidden in self.hidden)


def settle(
    symbols: Iterable[tuple[Symbol, Module]], limits: dict[Symbol, Limits], reserved: Iterable[str]
) -> dict[Symbol, str]:
    """Names for symbols, given in the order in which they may choose, each with the module it is asked for in."""
    taken: dict[str, Module | None] = dict.fromkeys([*reserved, *sorted(RESERVED)])
    names: dict[Symbol, str] = {}
    for symbol, module in symbols:
        if symbol in names:
            continue
        allowed = limits.get(symbol, Limits())
        wanted = wanted_name(symbol)
        for candidate in candidates(wanted, module, taken.get(wanted) is module):
            if candidate not in taken and allowed.allow(candidate):
                names[symbol] = candidate
                taken[candidate] = module
                break
    return names


def wanted_name(symbol: Symbol) -> str:
    """What a symbol is called if nothing is in the way."""
    if isinstance(symbol, Global):
        return symbol.name
    if isinstance(symbol, Imported):
        return symbol.binding
    if isinstance(symbol, Nested):
        return symbol.value.__name__
    if isinstance(symbol, Binding):
        return identifier(symbol.hint)
    if isinstance(symbol, Namespace):
        return symbol.module.name.rpartition(".")[2]
    return identifier(symbol.form.name or symbol.function.__name__)


def identifier(text: str) -> str:
    """The text as a name: `<lambda>` is `function`."""
    if text == "<lambda>":
        return "function"
    name = re.sub(r"\W", "_", text)
    if not name or name[0].isdigit():
        name = f"_{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def candidates(name: str, module: Module, numbered: bool = False) -> Iterator[str]:
    """The names that a symbol is offered, best first; `numbered`: its module's name would tell nothing."""
    yield name
    parts = [identifier(part).strip("_") for part in module.name.split(".") if part.strip("_")]
    if not numbered:
        for start in range(len(parts) - 1, -1, -1):
            yield joined(name, parts[start:])
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def joined(name: str, suffix: Sequence[str]) -> str:
    """A name with a suffix in its own style: `clean_orders`, `OrderOrders`, `UNIT_ORDERS`."""
    if name.isupper() and len(name) > 1:
        return "_".join([name, *suffix]).upper()
    if name[:1].isupper() and "_" not in name:
        words = [word for part in suffix for word in part.split("_")]
        return name + "".join(word[:1].upper() + word[1:] for word in words)
    return "_".join([name, *suffix])


def is_fixed(symbol: Symbol) -> bool:
    """Whether an import binds a name that cannot be changed: `import a.b` binds `a`."""
    return isinstance(symbol, Imported) and symbol.name is None and symbol.alias is None


@lru_cache(maxsize=1 << 14)
def names_in(text: str) -> frozenset[str]:
    """The names that a fragment of code mentions, attributes and keyword arguments left out."""
    found: set[str] = set()
    tokens: list[tokenize.TokenInfo] = []
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        # A fragment may end anywhere: what was read up to there counts.
        tokens.extend(tokenize.generate_tokens(io.StringIO(text).readline))
    tokens = [token for token in tokens if token.type not in (tokenize.NL, tokenize.COMMENT)]
    if not tokens:
        return frozenset(re.findall(r"[^\W\d]\w*", text))
    for index, token in enumerate(tokens):
        if token.type != tokenize.NAME:
            continue
        before = tokens[index - 1].string if index else ""
        after = tokens[index + 1].string if index + 1 < len(tokens) else ""
        # A fragment may begin with a keyword argument's name: `rows=` stands by itself in unrolled code.
        if before != "." and not (after == "=" and before in {"(", ",", ""}):
            found.add(token.string)
    return frozenset(found)
