"""RetryRequested raised by what solids use: resources, IO managers, objects and tables of the module."""
from dagster import DagsterType, IOManager, ModeDefinition, OutputDefinition, ResourceDefinition, RetryRequested, InputDefinition, dagster_type_loader, io_manager, pipeline, resource, solid

class Client:

    def __init__(self):
        self.n = 0

    def get(self):
        self.n += 1
        print('@ get', self.n)
        if self.n < 3:
            raise RetryRequested(max_retries=2)
        return self.n

@resource
def client(_):
    return Client()

@solid(required_resource_keys={'client'})
def fetch(context):
    return context.resources.client.get()

@solid
def show(_, x):
    print('@ show', x)

@pipeline(mode_defs=[ModeDefinition(resource_defs={'client': client})])
def p_client():
    show(fetch())

class Flaky(IOManager):

    def __init__(self):
        self.n = 0
        self.v = {}

    def handle_output(self, context, obj):
        self.n += 1
        if self.n == 1:
            raise RetryRequested()
        print('@ stored')
        self.v[context.name] = obj

    def load_input(self, context):
        self.n += 1
        print('@ load')
        if self.n == 3:
            raise RetryRequested()
        return self.v[context.upstream_output.name]

@io_manager
def flaky(_):
    return Flaky()

@solid
def one(_):
    print('@ one')
    return 1

@pipeline(mode_defs=[ModeDefinition(resource_defs={'io_manager': flaky})])
def p_io():
    show(one())
N = []

def check(_, v):
    N.append(v)
    if len(N) == 1:
        raise RetryRequested()
    return True
T = DagsterType(check, name='T')

@solid(output_defs=[OutputDefinition(T)])
def typed(_):
    print('@ typed')
    return 1

@pipeline
def p_type():
    typed()

@dagster_type_loader(int)
def load(_, v):
    N.append(v)
    if len(N) < 3:
        raise RetryRequested(3)
    return v
L = DagsterType(lambda c, v: True, name='L', loader=load)

@solid(input_defs=[InputDefinition('x', len(N))])
def loaded(_, x):
    print('@ loaded', x, len(N))

@pipeline
def p_load():
    loaded()

def deco(f):
    import functools

    @functools.wraps(f)
    def g(*a, **k):
        try:
            return f(*a, **k)
        except ValueError as e:
            raise RetryRequested(2) from e
    return g

@solid
@deco
def decorated(context):
    N.append(1)
    print('@ try', len(N))
    if len(N) < 3:
        raise ValueError()

@pipeline
def p_deco():
    made()

class C2:
    n = 0

    def get(self):
        self.n += 1
        print('@ get', self.n)
        if self.n < 2:
            raise RetryRequested()
        return 1
GLOBAL = C2()
G3 = C2()
TABLE = {'x': C2().get}
LIST = [C2()]

class Holder:
    client = C2()

    def __init__(self):
        self.c = C2()
HOLD = Holder()

@solid
def via_global(_):
    return GLOBAL.get()

@solid
def via_table(_):
    return TABLE['x']()

@solid
def via_list(_):
    return LIST[0].get()

@solid
def via_attr(_):
    return Holder.client.get()

@solid
def via_hold(_):
    return HOLD.c.get()

@solid(required_resource_keys={'c'})
def via_res(context):
    return context.resources.c.get()

def make(c):

    @solid(name='made')
    def made(_):
        return c.get()
    for _i in range(2):
        return made

@pipeline
def p_global():
    via_global()

@pipeline
def p_table():
    via_table()

@pipeline
def p_list():
    via_list()

@pipeline
def p_attr():
    via_attr()

@pipeline
def p_hold():
    via_hold()

@pipeline(mode_defs=[ModeDefinition(resource_defs={'c': ResourceDefinition.hardcoded_resource(G3)})])
def p_hard():
    via_res()
made = make(C2())

@pipeline
def p_made():
    made()

class Res:

    @staticmethod
    def make(_):
        return C2()

@resource
def inner(_):
    return C2()

@resource(required_resource_keys={'inner'})
def outer(context):
    return context.resources.inner

@pipeline(mode_defs=[ModeDefinition(resource_defs={'c': outer, 'inner': inner})])
def p_dep():
    via_res()

@pipeline(mode_defs=[ModeDefinition(resource_defs={'c': ResourceDefinition(Res.make)})])
def p_static():
    via_res()
import logging
REG = []

def register(f):
    REG.append(object())
    return f
import collections
LATE = collections.ChainMap(logging.root.__dict__ and {}, {})

def late(name):

    def add(f):
        LATE[context] = f
        return f
    return add

@register
def again():
    N.append(1)
    print('@ again', len(N))
    if len(N) < 2:
        raise RetryRequested()

@late('x')
def again2():
    N.append(1)
    print('@ again2', len(N))
    if len(N) < 2:
        raise RetryRequested()

@solid
def by_reg(_):
    REG[0]()

@solid
def by_late(_):
    LATE['x']()

@pipeline
def p_reg():
    by_reg()

@pipeline
def p_late():
    by_late()