"""An input that nothing can give."""
from dagster import pipeline, solid


class Frame:
    pass


@solid
def use(_, frame: Frame):
    print("@ use", frame)


@pipeline
def impossible():
    use()
