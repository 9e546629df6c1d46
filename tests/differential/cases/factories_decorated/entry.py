from dagster import pipeline, solid, op, Field, Failure
from helpers import execute


def schema():
    return {"limit": Field(int, default_value=3, is_required=False)}


def core(decorator, kind):
    @decorator(name=f"run_{kind}", config_schema=schema())
    def inner(context, command):
        output, code = execute(command, log=context.log, **context.solid_config)
        if code:
            raise Failure(output)
        print(output)
        return output

    return inner


run_solid = core(solid, "solid")
run_op = core(op, "op")


@solid
def command(context):
    return execute("ls", context.log)[0]


@pipeline
def p():
    run_op(command=run_solid(command=command()))
