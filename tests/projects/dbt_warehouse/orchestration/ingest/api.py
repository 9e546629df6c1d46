import abc
import itertools
from typing import Dict, Iterable, Iterator

from orchestration.common import CONFIG as COMMON, get_logger, logged

logger = get_logger(__name__)
CONFIG = {**COMMON, "page": 2}

_ORDERS = [
    {"id": 1, "customer": "ann", "amount": "10"},
    {"id": 2, "customer": "bo", "amount": None},
    {"id": 3, "customer": "ann", "amount": "5"},
    {"id": 4, "customer": "cy", "amount": "7"},
]


class Client(abc.ABC):
    @abc.abstractmethod
    def pages(self) -> Iterator[list]:
        ...

    def orders(self) -> Iterable[Dict]:
        return itertools.chain.from_iterable(self.pages())


class ApiClient(Client):
    def __init__(self, token, page=CONFIG["page"]):
        self.token = token
        self.page = page

    def pages(self):
        rows = iter(_ORDERS)
        while chunk := list(itertools.islice(rows, self.page)):
            print(f"@ page of {len(chunk)}")
            yield chunk


@logged
def get_client(token="none", **more):
    return ApiClient(token, **more)


def run():
    return list(get_client().orders())
