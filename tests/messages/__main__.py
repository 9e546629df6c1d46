"""`python -m tests.messages [--oracle PYTHON3.8]`: writes docs/messages.md."""

import argparse

from tests.messages.page import write

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--oracle", help="a Python with dagster 0.12.15, to ask it again")
write(parser.parse_args().oracle)
