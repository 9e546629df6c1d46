"""The client, and a stub of it that answers from files."""
import time
from collections import Counter
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlparse

import settings
from models import Page
from utils import retry

FIXTURES = Path(__file__).parent / "fixtures"

BASE = "https://{site}.example.org/"

_requests = Counter()


class HttpError(IOError):
    def __init__(self, page):
        super().__init__(f"HTTP {page.status} for {page.url}")
        self.page = page


class Client:
    sleep = staticmethod(time.sleep)

    def __init__(self, timeout=10, attempts=3, user_agent=None, follow=True):
        self.timeout, self.attempts = timeout, attempts
        self.headers = {"User-Agent": user_agent or settings.USER_AGENT}
        self.follow = follow

    def get(self, url) -> Page:
        raise NotImplementedError

    def fetch(self, url):
        page = retry.call(partial(self._checked, url), attempts=self.attempts, sleep=self.sleep)
        _requests[urlparse(url).hostname] += 1
        return page

    def _checked(self, url):
        page = self.get(url)
        if not page.ok:
            raise HttpError(page)
        return page

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        print(f"@ closed client after {sum(_requests.values())} requests")
        return False


class FileClient(Client):
    sleep = staticmethod(lambda seconds: print(f"@ would sleep {seconds}"))

    def get(self, url):
        path = FIXTURES / (urlparse(url).hostname.split(".")[0] + ".txt")
        if not path.exists():
            return Page(url, "", status=404)
        return Page(url, path.read_text())


class FlakyClient(FileClient):
    """Fails twice on what is called so."""

    failures = {"post": 2}

    def get(self, url):
        site = urlparse(url).hostname.partition(".")[0]
        if self.failures.get(site, 0) > 0:
            self.failures[site] -= 1
            return Page(url, "", status=503)
        return super().get(url)


def url_for(site, path=""):
    return urljoin(BASE.format(site=site), path)


def get_client(kind="file", **options):
    classes = {"file": FileClient, "flaky": FlakyClient}
    return classes[kind](**{**settings.DEFAULTS, **options})
