"""Judging: which releases of a source wait for a person's decision, and the decisions themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pandas as pd

from watling.errors import WatlingError
from watling.evidence.kept import Kept, Shelf, standing
from watling.evidence.official import observations_of
from watling.evidence.sanity import KEY, questions, revised
from watling.evidence.workspace import Workspace
from watling.sources import find_source

COLUMNS = [*KEY, "value", "unit"]


def judge(source: str, workspace: Workspace) -> list[Kept]:
    """Hold each release of a source against those before it. Returns those with questions that nobody has decided.

    A release with a grave question waits; one with others is used, and they are listed.

    The whole row of releases is gone through anew, so that the order in which they were added does not matter. What a
    person has decided stays.
    """
    by_period = find_source(source).by_period
    if find_source(source).observe is None:
        return []
    shelf, open_questions = Shelf(workspace.evidence), []
    releases = [release for release in shelf.releases(source) if release.state != "refused"]
    if len(releases) < 2:
        return []  # a first release has nothing to be held against
    earlier: list[Kept] = []
    sizes: list[pd.Series] = []
    frame = _reader(workspace)
    for release in releases:
        before = [frame(one) for one in standing(earlier)]
        stood = pd.concat(before, ignore_index=True) if before else pd.DataFrame(columns=COLUMNS)
        now = frame(release)
        if not release.reason:
            asked = questions(now, stood, pd.concat(sizes) if sizes else pd.Series(dtype=float), by_period)
            state: Literal["waiting", "accepted"] = "waiting" if any(one.grave for one in asked) else "accepted"
            texts = tuple(one.text for one in asked)
            if (state, texts) != (release.state, release.questions):
                release = release.model_copy(update={"state": state, "questions": texts})
                shelf.write(release)
        if release.questions and not release.reason:
            open_questions.append(release)
        if release.state == "accepted" and len(stood):
            both = revised(now, stood)
            change = (both["value"] - both["value_before"]).abs()
            sizes.append(change[change > 0])
        earlier.append(release)
    return open_questions


def _reader(workspace: Workspace) -> Callable[[Kept], pd.DataFrame]:
    """Reads the observations of a release, each once."""
    read: dict[tuple[str, tuple[str, ...]], pd.DataFrame] = {}

    def frame(release: Kept) -> pd.DataFrame:
        key = (release.sha256, release.stands_for)
        if key not in read:
            file = observations_of(release, workspace)
            assert file is not None
            read[key] = pd.read_parquet(file, columns=COLUMNS)
        return read[key]

    return frame


def decide(name: str, state: Literal["accepted", "held"], reason: str, workspace: Workspace) -> Kept:
    """Write down a person's decision on a release: to use it, or to hold it back. Raises WatlingError."""
    if not reason.strip():
        raise WatlingError("A decision needs a reason. Give it with --reason.")
    shelf = Shelf(workspace.evidence)
    release = shelf.find(name)
    if release.state == "refused":
        raise WatlingError(
            f"{release.name} does not meet its contract and cannot be decided on: {release.questions[0]}"
        )
    decided = release.model_copy(update={"state": state, "reason": reason.strip()})
    shelf.write(decided)
    judge(release.source, workspace)
    return decided
