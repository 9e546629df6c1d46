import functools
import logging

logger = logging.getLogger(__name__)

_attempts_made = 0


def call(fn, attempts=3, sleep=None):
    global _attempts_made
    for attempt in range(1, attempts + 1):
        _attempts_made += 1
        try:
            return fn()
        except IOError as error:
            logger.warning("attempt %d of %d: %s", attempt, attempts, error)
            if attempt == attempts:
                raise
            if sleep:
                sleep(2**attempt)


def retrying(attempts=3, *, on=(ValueError,)):
    def decorator(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            last = None
            for _ in range(attempts):
                try:
                    return fn(*args, **kwargs)
                except on as error:
                    last = error
            raise last

        wrapper.attempts = attempts
        return wrapper

    return decorator


def attempts_made():
    return _attempts_made
