import functools
import inspect
import logging

logger = logging.getLogger(__name__)

FEATURES = {}


def feature(fn=None, *, scale=1.0):
    """Registers a feature under the name of its function."""
    if fn is None:
        return functools.partial(feature, scale=scale)
    (parameter,) = inspect.signature(fn).parameters

    @functools.wraps(fn)
    def scaled(customer):
        return fn(customer) / scale

    scaled.parameter = parameter
    FEATURES[f"{fn.__module__.rpartition('.')[2]}.{fn.__name__}"] = scaled
    return scaled


def vector_of(customer):
    return [FEATURES[name](customer) for name in sorted(FEATURES)]
