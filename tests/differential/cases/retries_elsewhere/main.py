import helpers.net
from helpers import net as other
from helpers.net import client
from dagster import solid, pipeline
@solid
def a(_): helpers.net.fetch()
@solid
def b(_): other.client.get()
@solid
def c(_): client.get()
from registry import LATE
import jobs
@solid
def d(_): LATE["x"]()
@pipeline
def p_d(): d()
@pipeline
def p_a(): a()
@pipeline
def p_b(): b()
@pipeline
def p_c(): c()
