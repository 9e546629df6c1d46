"""Our own `@step`: a solid that is timed, named after its function, and tagged."""
import functools

from dagster import Field, solid

counter = {"steps": 0}


def step(fn=None, *, resources=(), config=None, **kwargs):
    if fn is None:
        return functools.partial(step, resources=resources, config=config, **kwargs)

    schema = {"dry": Field(bool, default_value=False, is_required=False), **(config or {})}

    @functools.wraps(fn)
    def compute(context, *args, **inputs):
        counter["steps"] += 1
        print(f"[{counter['steps']}] {fn.__name__}")
        return fn(context, *args, **inputs)

    tags = {"step": fn.__name__, **kwargs.pop("tags", {})}
    return solid(name=kwargs.pop("name", fn.__name__), required_resource_keys=set(resources), config_schema=schema, tags=tags, **kwargs)(compute)
