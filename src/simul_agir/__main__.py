"""`python -m simul_agir`: the same as `simul-agir`."""

import sys

from simul_agir.cli import main

sys.exit(main())
