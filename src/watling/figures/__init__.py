"""Figures: how definitions become figures, with interval, status, comparison, rating and lineage."""
