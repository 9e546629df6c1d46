from .dates import *
from .text import *
