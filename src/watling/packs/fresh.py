"""A fresh pack: the least that builds, with a place for each thing that is to come."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from watling.errors import WatlingError
from watling.places.areas import areas, find_area
from watling.places.ready import KINDS, find_ready, members_on, newest_vintage
from watling.places.regions import Region

CHAPTERS = (
    ("1", "Foreword", "foreword"),
    ("2", "The skills panel", "skills-panel"),
    ("3", "Skills strengths and needs", "strengths-and-needs"),
    ("4", "Skills strategy", "strategy"),
    ("5", "Skills action plan", "action-plan"),
    ("6", "Assessment of progress", "assessment-of-progress"),
    ("7", "Case studies", "case-studies"),
    ("8", "Looking forward", "looking-forward"),
    ("Annex A", "Core indicators", "annex-a-core-indicators"),
    ("Annex B", "Sources", "annex-b-sources"),
)
INCLUDED = {
    "strengths-and-needs": ("labour-demand", "labour-supply", "skills-and-learning", "business"),
    "strategy": ("strategy",),
    "action-plan": ("plan",),
    "assessment-of-progress": ("progress",),
    "case-studies": ("projects",),
    "annex-a-core-indicators": ("core-indicators",),
    "annex-b-sources": ("sources",),
}


def make_pack(name: str, members: Sequence[str], title: str | None, into: Path, vintage: date | None = None) -> Path:
    """Write a fresh pack below ``into`` and return its folder.

    Members are GSS codes or names of local authorities, at ``vintage`` or that of the newest of them, or regions that
    come ready, whose members of today are meant. Raises WatlingError for a name that is not one, a folder that exists,
    or a member that is no area's.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise WatlingError(
            f"'{name}' cannot be a pack's name: use small letters, digits and hyphens, as in west-yorkshire."
        )
    folder = into / name
    if folder.exists():
        raise WatlingError(f"{folder} is already there. Choose another name, or take the folder away first.")
    title = title or name.replace("-", " ").title()
    codes = list(dict.fromkeys(code for member in members if member.strip() for code in _authorities(member.strip())))
    region = Region.make(name, title, codes, vintage or _vintage(codes), ["E92000001"])
    words = folder / "words" / "report"
    words.mkdir(parents=True)
    (folder / "tables").mkdir()
    (folder / "pack.toml").write_text(_settings(region), "utf-8")
    (folder / "words" / "home.md").write_text(_home(region), "utf-8")
    for _number, chapter, file in CHAPTERS:
        text = f"{chapter} of {title}: to be written in words/report/{file}.md.\n"
        text += "".join(f'\n{{{{ include "{page}" }}}}\n' for page in INCLUDED.get(file, ()))
        (words / f"{file}.md").write_text(text, "utf-8")
    return folder


def _authorities(member: str) -> list[str]:
    """A member as it is written or, where it is a region that comes ready (lsip:cumbria, E47000007), its members."""
    area = None if ":" in member else find_area(member)
    if area is None or area.level in KINDS:
        area = areas()[find_ready(member).code]  # of several regions of one name none is chosen without a word
    return [member] if area.level == "lad" else [one.code for one in members_on(area.code, newest_vintage())]


def _home(region: Region) -> str:
    *most, last = (member.name for member in region.members)
    names = f"{', '.join(most)} and {last}" if most else last
    return f"This site is being built up. It covers {names}. Where a page has no figures yet, it says so.\n"


def _vintage(members: Sequence[str]) -> date:
    """The day the newest of the members began, and not before April 2021."""
    starts = [area.start for member in members if (area := areas().get(member.upper())) and area.start]
    return max([date(2021, 4, 1), *starts])


def _settings(region: Region) -> str:
    quoted = json.dumps
    chapters = "".join(
        f"    {{ number = {quoted(number)}, title = {quoted(title)}, words = {quoted(f'report/{file}')} }},\n"
        for number, title, file in CHAPTERS
    )
    members = "".join(f'    "{member.code}", # {member.name}\n' for member in region.members)
    return f"""title = {quoted(region.title, ensure_ascii=False)}
summary = {quoted(f"Evidence on skills and the labour market in {region.title}.", ensure_ascii=False)}

[region]
vintage = "{region.vintage.isoformat()}"
comparators = ["E92000001"] # England
members = [
{members}]

[look]
accent = "#1d5b79"
accent_dark = "#123a4d"

# Each document that a table comes from, for example:
# [documents.local-skills-report]
# title = "Local Skills Report"
# publisher = "Who published it"
# published = "2022-01"
# licence = "Open Government Licence v3.0"

[report]
title = "Local Skills Report"
subtitle = {quoted(region.title, ensure_ascii=False)}
publisher = {quoted(region.title, ensure_ascii=False)}
date = "{region.vintage.year}"
chapters = [
{chapters}]
"""
