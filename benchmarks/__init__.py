"""What the speed of simul_agir is, as ratios within one run: `python -m benchmarks`."""
