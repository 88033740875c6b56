"""Sector subject areas, tier 1, as the Department for Education writes them in its files."""

from __future__ import annotations

SUBJECTS = (
    "Agriculture, Horticulture and Animal Care",
    "Arts, Media and Publishing",
    "Business, Administration and Law",
    "Construction, Planning and the Built Environment",
    "Education and Training",
    "Engineering and Manufacturing Technologies",
    "Health, Public Services and Care",
    "History, Philosophy and Theology",
    "Information and Communication Technology",
    "Languages, Literature and Culture",
    "Leisure, Travel and Tourism",
    "Preparation for Life and Work",
    "Retail and Commercial Enterprise",
    "Science and Mathematics",
    "Social Sciences",
)
SHOWN = {"Total": "", **{one: one for one in SUBJECTS}, "Not Applicable/ Not Known": "Not applicable or not known"}
"""How each is shown; the total has no subject."""

HEADINGS = ("ssa_tier_1", "ssa_t1_desc")
"""What its column is headed, and was."""
