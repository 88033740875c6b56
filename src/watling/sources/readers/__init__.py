"""Readers: what several sources of one publisher or one form share."""
