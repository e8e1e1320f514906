"""Measurements as ratios taken in one run, printed as one table: ``python -m tests.benchmarks``."""
