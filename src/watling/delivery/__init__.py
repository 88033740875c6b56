"""Delivery: the strategy and its actions, and the projects that carry them out."""
