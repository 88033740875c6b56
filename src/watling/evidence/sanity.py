"""Sanity: what a person must look at before a new release of a source is used.

A release is held against those before it. Four things are asked about:

- its values for one period are those published before for another: a heading or a date may be wrong;
- it goes back in time: its newest period lies before one already published (which is nothing to ask about where
  releases stand by period, for then it takes no newer period's place);
- values published before are revised by more than any release has ever revised them;
- values change from one period to the next by more than any area's ever have.

The last two need a history: a first release raises no question. Where only a few values change by more than ever, the
release is used and they are listed; anything else makes it wait until a person has decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from watling.methods import periods

SERIES = ["measure", "area", "breakdown"]
KEY = [*SERIES, "period"]

LEAST_AREAS = 20
"""Fewer areas than this do not show that the values of one period are another's."""

SAME = 0.95
"""From this share of equal values on, one period's values are another's."""

LEAST_CHANGES = 100
"""Fewer changes than this are no history of what a series does."""

FEW = 0.02
"""Up to this share of values may be revised more than ever before without a question."""

BEYOND = 1.5
"""A change is asked about that is so many times the greatest there has been."""

MANY = 0.05
"""From this share on, values that change by more than ever make a release wait."""

NAMED = 3
"""As many areas are named in a question."""


@dataclass(frozen=True)
class Question:
    """What a person must look at; a ``grave`` one makes the release wait."""

    text: str
    grave: bool = True


def questions(new: pd.DataFrame, before: pd.DataFrame, revisions: pd.Series, by_period: bool = False) -> list[Question]:
    """What a person must decide of a new release; empty where it is as one would expect.

    ``new`` and ``before`` are observations: those of the release, and those that stand without it. ``revisions`` are
    the sizes of the revisions made by releases before (an empty one where there was none). ``by_period`` says that of
    each period the newest release that has it stands.
    """
    if before.empty:
        return []
    new, before = _known(new), _known(before)
    back = () if by_period else _back_in_time(new, before)
    grave = [*_another_period(new, before), *back, *_revised(new, before, revisions)]
    return [*map(Question, grave), *_beyond(new, before)]


def revised(new: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The values of a release that were published before: the columns of KEY, ``value`` and ``value_before``."""
    both: pd.DataFrame = new[[*KEY, "value"]].merge(before[[*KEY, "value"]], on=KEY, suffixes=("", "_before"))
    return both


def _known(observations: pd.DataFrame) -> pd.DataFrame:
    return observations.loc[observations["value"].notna(), [*KEY, "value", "unit"]]


def _another_period(new: pd.DataFrame, before: pd.DataFrame) -> Iterator[str]:
    """Where the values of a period are those that stood for another."""
    for (measure, period), values in new.groupby(["measure", "period"], sort=True):
        pairs = values.merge(before, on=SERIES, suffixes=("", "_before"))
        own = pairs[pairs["period_before"] == period]
        if len(own) and np.isclose(own["value"], own["value_before"]).mean() >= SAME:
            continue
        for other, same in pairs[pairs["period_before"] != period].groupby("period_before", sort=True):
            alike = np.isclose(same["value"], same["value_before"])
            if len(same) >= LEAST_AREAS and same["value"].nunique() > LEAST_AREAS / 2 and alike.mean() >= SAME:
                yield (
                    f"{measure}: {alike.sum()} of {len(same)} values under {periods.label(str(period))} are those "
                    f"published before for {periods.label(str(other))}"
                )


def _back_in_time(new: pd.DataFrame, before: pd.DataFrame) -> Iterator[str]:
    for measure, values in new.groupby("measure", sort=True):
        stood = before[before["measure"] == measure]
        if stood.empty:
            continue
        newest = max(values["period"].unique(), key=periods.last_day)
        newest_before = max(stood["period"].unique(), key=periods.last_day)
        if periods.last_day(newest) < periods.last_day(newest_before):
            yield (
                f"{measure}: the newest period is {periods.label(newest)}, though {periods.label(newest_before)} "
                "was published before"
            )


def _revised(new: pd.DataFrame, before: pd.DataFrame, revisions: pd.Series) -> Iterator[str]:
    both = revised(new, before)
    most = float(revisions.max()) if len(revisions) else 0.0
    size = (both["value"] - both["value_before"]).abs()
    for measure, sizes in size.groupby(both["measure"], sort=True):
        more = sizes[sizes > most + 1e-9]
        if len(sizes) >= LEAST_AREAS and len(more) > FEW * len(sizes) and _is_large(more, both, before):
            ever = f"more than any release before did (at most {most:g})" if most else "though none before did"
            named = _named(both.loc[more.nlargest(NAMED).index])
            yield f"{measure}: {len(more)} of {len(sizes)} values published before are revised, {ever}: {named}"


def _is_large(sizes: pd.Series, both: pd.DataFrame, before: pd.DataFrame) -> bool:
    """Whether revisions are as large as half of what such values usually change from one period to the next."""
    usual = _changes(before)["change"].abs().median()
    of_value = both.loc[sizes.index, "value_before"].abs().median()
    return bool(sizes.median() > (0.5 * usual if usual > 0 else 0.01 * of_value))


def _changes(observations: pd.DataFrame) -> pd.DataFrame:
    """Each value's change on the period before, in the order of periods, as ``change``."""
    order = {period: periods.last_day(period).toordinal() for period in observations["period"].unique()}
    ordered = observations.assign(day=observations["period"].map(order)).sort_values([*SERIES, "day"])
    return ordered.assign(
        change=ordered.groupby(SERIES)["value"].diff(), before=ordered.groupby(SERIES)["value"].shift()
    )


def _relative(changes: pd.DataFrame) -> pd.DataFrame:
    """Changes of counts as shares of the value before; a change from nothing is none."""
    share = changes["change"] / changes["before"].where(changes["before"] != 0)
    percent = changes["unit"].eq("percent")
    return changes.assign(change=changes["change"].where(percent, share)).dropna(subset=["change"])


def _beyond(new: pd.DataFrame, before: pd.DataFrame) -> Iterator[Question]:
    """Where a value leaves the last before it by more than any area's value of its measure ever has: a percentage by
    points, a count by its share of the value before, since areas differ in size."""
    newer = new.merge(before[KEY], on=KEY, how="left", indicator=True)
    newer = newer[newer["_merge"] == "left_only"].drop(columns="_merge")
    if newer.empty:
        return
    ever = _relative(_changes(before))
    now = _relative(_changes(pd.concat([before, newer], ignore_index=True)).merge(newer[KEY], on=KEY))
    for (measure, breakdown), changes in now.groupby(["measure", "breakdown"], sort=True):
        known = ever.loc[(ever["measure"] == measure) & (ever["breakdown"] == breakdown), "change"]
        if len(known) < LEAST_CHANGES:
            continue
        least, most = (BEYOND * end for end in (min(known.min(), 0.0), max(known.max(), 0.0)))
        outside = changes[(changes["change"] > most) | (changes["change"] < least)]
        if len(outside):
            said = outside.rename(columns={"before": "value_before"})
            of = "" if breakdown == "{}" else f" {breakdown}"
            largest = said.loc[said["change"].abs().nlargest(NAMED).index]
            ends = (known.min(), known.max())
            span = "from {:g} to {:g}" if said["unit"].eq("percent").all() else "from {:+.0%} to {:+.0%}"
            values = "values change" if len(outside) > 1 else "value changes"
            yield Question(
                f"{measure}{of}: {len(outside)} {values} by more than any has before "
                f"({span.format(*ends)}): {_named(largest)}",
                grave=len(outside) >= MANY * len(changes),
            )


def _named(rows: pd.DataFrame) -> str:
    return ", ".join(
        f"{row['area']} in {periods.label(row['period'])} from {row['value_before']:g} to {row['value']:g}"
        for row in rows.to_dict("records")
    )
