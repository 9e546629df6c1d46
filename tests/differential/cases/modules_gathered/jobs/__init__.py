from . import nightly, weekly
