"""Settings, by environment."""

DEFAULTS = {"currency": "EUR", "shelf": 3}
BY_ENVIRONMENT = {"night": {**DEFAULTS, "shelf": 5}}


def setting(environment, name):
    return BY_ENVIRONMENT.get(environment, DEFAULTS)[name]
