"""Benchmarks: figures measured on this machine, ratios side by side in one run.

Each module runs alone (``python -m bench.NAME``), prints what it measured and exits with
code 1 when a figure misses its goal; ``make bench`` runs them all.
"""
