"""`python -m simul_agir` does what `simul-agir` does."""

import sys

from simul_agir.cli import main

if __name__ == "__main__":  # workers of a sweep load this module under another name
    sys.exit(main())
