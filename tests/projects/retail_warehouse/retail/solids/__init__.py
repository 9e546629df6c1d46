from .extract import *
from .load import *
from .transform import *
