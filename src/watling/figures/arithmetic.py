"""The arithmetic of compositions as expressions: ratios and their intervals, a column at a time.

The rules and their sources are those of watling.methods (bounds, intervals), which tests hold these to. Missing is
null. An interval that came of sampling is combined by the handbook's formulae where both sides are of a sample, or the
other is exact; where one side is only bounded (rounded, derived, in parts) the ends of both are combined, which is
never narrower. What later columns use again is made in a stage of its own, so that the engine's text stays short.
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, NumericValue, StringValue, Table

from watling.figures.frames import GRAVITY

MISSING = GRAVITY.index("x")


def gravity(status: StringValue) -> NumericValue:
    """How grave a status is."""
    return status.cases(*((name, rank) for rank, name in enumerate(GRAVITY)), else_=MISSING).cast("int8")


def status(gravity: NumericValue) -> StringValue:
    """The status of a gravity."""
    return gravity.cases(*enumerate(GRAVITY), else_="x")


def exact(value: NumericValue) -> NumericValue:
    """A number as a decimal, so that a sum is the same in whatever order its parts are added."""
    return value.cast("decimal(38, 9)")


def joined(first: StringValue, second: StringValue) -> StringValue:
    """Two notes as one."""
    return ibis.cases(((second == "") | (first == second), first), (first == "", second), else_=first + "; " + second)


def releases_of_both(first: StringValue, second: StringValue) -> StringValue:
    """The releases of two rows, each text a sorted list divided by blanks."""
    return ibis.ifelse(first == second, first, in_order((first + " " + second).split(" ")))


def in_order(words: Any) -> StringValue:
    """Words, each once and sorted, divided by blanks."""
    ordered: StringValue = words.unique().sort().join(" ")
    return ordered


def none() -> NumericValue:
    """A number that is not there."""
    return ibis.null("float64")


def divided(numerator: NumericValue, denominator: NumericValue) -> NumericValue:
    """Numerator over denominator; null where that is zero or less."""
    return numerator / ibis.ifelse(denominator > 0, denominator, none())


def with_ratio(pairs: Table, scale: float | NumericValue, part: bool | BooleanValue) -> Table:
    """Pairs with ``ratio``, ``ratio_lower`` and ``ratio_upper``: ``scale`` times the first value over the second.

    The first's columns are ``value``, ``lower``, ``upper`` and ``interval``, the second's the same with ``_2``. Where
    the first is ``part`` of the second, the formula of a proportion is used. There is no bound where both are exact,
    nor where it would be infinite. The interval of a ratio of estimates that are not negative does not go below zero,
    nor that of a part of a whole above ``scale``.
    """
    return _ended(_bounded(_sided(pairs, scale, part)))


def _sided(pairs: Table, scale: float | NumericValue, part: bool | BooleanValue) -> Table:
    """Both sides with their ends, each the value itself where it is missing, and half their widths."""
    bounded, bounded_2 = (pairs[f"lower{side}"].notnull() | pairs[f"upper{side}"].notnull() for side in ("", "_2"))
    sampled, sampled_2 = (pairs[f"interval{side}"] == "sampling" for side in ("", "_2"))
    few = ibis.coalesce(pairs.lower_2, pairs.value_2)
    many = ibis.coalesce(pairs.upper_2, pairs.value_2)
    usable = (few >= 0) & (many > 0)
    return pairs.mutate(
        above=pairs.value * scale,
        least=ibis.coalesce(pairs.lower, pairs.value) * scale,
        greatest=ibis.coalesce(pairs.upper, pairs.value) * scale,
        half=ibis.coalesce((pairs.upper - pairs.lower) / 2, 0.0) * scale,
        below=ibis.ifelse(pairs.value_2 > 0, pairs.value_2, none()),
        few=ibis.ifelse(usable, few, none()),
        many=ibis.ifelse(usable, many, none()),
        half_2=ibis.coalesce((pairs.upper_2 - pairs.lower_2) / 2, 0.0),
        is_exact=~bounded & ~bounded_2,
        is_sampled=(sampled & (sampled_2 | ~bounded_2)) | (sampled_2 & ~bounded),
        is_part=part,
        most=scale,
    )


def _bounded(sides: Table) -> Table:
    """The ratio, its bounds by interval arithmetic (bounds.ratio_bounds), the squares that a half width is made of."""
    taken = sides.above / sides.below * sides.half_2
    return sides.mutate(
        ratio=sides.above / sides.below,
        bound_lower=sides.least / ibis.ifelse(sides.least < 0, sides.few, sides.many).nullif(0),
        bound_upper=sides.greatest / ibis.ifelse(sides.greatest > 0, sides.few, sides.many).nullif(0),
        own=sides.half * sides.half,
        taken=taken * taken,
    )


def _ended(ratios: Table) -> Table:
    """The interval where both sides are of a sample, or one is and the other exact; else the bounds.

    As intervals.proportion_half_width and intervals.ratio_half_width.
    """
    under = ibis.ifelse(
        ratios.is_part & (ratios.own > ratios.taken), ratios.own - ratios.taken, ratios.own + ratios.taken
    )
    ends = ratios.mutate(width=under.sqrt() / ratios.below)
    low, high = ends.ratio - ends.width, ends.ratio + ends.width
    low = ibis.ifelse((ends.ratio >= 0) & (low < 0), 0.0, low)
    high = ibis.ifelse(ends.is_part & (ends.ratio <= ends.most) & (high > ends.most), ends.most, high)
    sampled = ends.is_sampled & ends.ratio.notnull()
    return ends.mutate(
        ratio_lower=ibis.cases((ends.is_exact, none()), (sampled, low), else_=ends.bound_lower),
        ratio_upper=ibis.cases((ends.is_exact, none()), (sampled, high), else_=ends.bound_upper),
    )


def paired(pairs: Table) -> Table:
    """Pairs that have a ratio, as rows of a frame: it, ``less`` a number, and what the two sides have in common."""
    return pairs.mutate(
        value=pairs.ratio - pairs.less,
        lower=pairs.ratio_lower - pairs.less,
        upper=pairs.ratio_upper - pairs.less,
        interval=ibis.greatest(pairs.interval, pairs.interval_2),
        gravity=ibis.greatest(pairs.gravity, pairs.gravity_2),
        unit=pairs.unit_of,
        note=joined(pairs.note, pairs.note_2),
        releases=releases_of_both(pairs.releases, pairs.releases_2),
        made=ibis.literal(""),
    )


def added_up(parts: Table, by: list[str]) -> Table:
    """Parts added up: what their sum is made from, for :func:`with_sum`.

    ``parts`` have the columns of a frame and ``place``, the number of the part among those that should be there.
    """
    staged = parts.mutate(
        known=parts.value.notnull(),
        sampled=parts.interval == "sampling",
        low=ibis.coalesce(parts.lower, parts.value),
        high=ibis.coalesce(parts.upper, parts.value),
        half=(parts.upper - parts.lower) / 2,
        noted=parts.note != "",
        silent=parts.note.contains(SILENT[0]) | parts.note.contains(SILENT[1]),
    )
    return staged.group_by(by).aggregate(
        rows=_.count(),
        known=_.known.sum(),
        have=_.place.collect(where=_.known | _.silent),
        value=exact(_.value).sum(),
        low=exact(_.low).sum(),
        high=exact(_.high).sum(),
        highs=_.high.count(),
        one_lower=_.lower.min(),
        one_upper=_.upper.min(),
        bounded=_.lower.count() + _.upper.count(),
        squares=exact(_.half * _.half).sum(where=_.sampled),
        less=exact(_.value - _.low).sum(where=~_.sampled),
        more=exact(_.high - _.value).sum(where=~_.sampled),
        bare=(_.interval == "").sum(),
        interval=_.interval.max(),
        gravity=_.gravity.max(),
        unit=_.unit.min(),
        other_unit=_.unit.max(),
        notes=_.note.collect(where=_.known & _.noted, distinct=True),
        reasons=_.note.collect(where=~_.known & _.noted, distinct=True),
        releases=_.releases.collect(distinct=True),
        order=_.order.min(),
    )


def with_sum(added: Table, parted_by: str) -> Table:
    """What was added up, with the sum's value, interval and note, and whether it is ``whole``.

    ``added`` has besides what :func:`added_up` gives the ``size`` (how many parts there should be) and ``names`` of
    the parts. The sum is there where all of them are; else what is known is what it is at least, and at most where each
    part has an upper bound. Intervals of a sample go together by the root of the sum of their squares, bounds by
    addition, and to an interval of a mixture the bounds are added; where a part of a sample has no interval, the sum
    has none. Parts in several units are not added up.
    """
    return _noted(_summed(_staged(added)), parted_by)


SILENT = ("not available", "not added up")
"""What a note says that tells already why a part is missing."""

MANY = 5
"""More notes than these are counted and not told."""


def _staged(added: Table) -> Table:
    """Which kind of sum it is, and its numbers as floats, empty lists for none."""
    added = added.mutate(
        all_known=added.known == added.size,
        mixed=added.unit != added.other_unit,
        **{name: added[name].cast("float64") for name in ("value", "low", "high", "squares")},
        **{name: ibis.coalesce(added[name].cast("float64"), 0.0) for name in ("less", "more")},
        **{name: ibis.coalesce(added[name], ibis.literal([], type=added[name].type())) for name in LISTS},
    )
    sampled = added.all_known & (added.interval == "sampling")
    return added.mutate(
        single=added.all_known & (added.rows == 1),
        sampled=sampled,
        unknown=(sampled & (added.bare > 0)) | (added.all_known & (added.bounded == 0)),
        spread=added.squares.sqrt(),
        whole=added.all_known & ~added.mixed,
    )


LISTS = ("have", "notes", "reasons")


def _summed(added: Table) -> Table:
    """The value and the interval of a sum."""
    bare = added.sampled & added.unknown & ~added.single
    return added.mutate(
        value=ibis.ifelse(added.whole, added.value, none()),
        lower=ibis.cases(
            (added.mixed, none()),
            (added.single, added.one_lower),
            (added.unknown, none()),
            (added.sampled, added.value - added.spread - added.less),
            else_=added.low,
        ),
        upper=ibis.cases(
            (added.mixed, none()),
            (added.single, added.one_upper),
            (added.unknown, none()),
            (added.sampled, added.value + added.spread + added.more),
            (added.highs == added.size, added.high),
            else_=none(),
        ),
        interval=ibis.cases((~added.whole, "parts"), (bare, ""), else_=added.interval),
    )


def _noted(added: Table, parted_by: str) -> Table:
    """What is said of a sum: which parts are missing, and what is said of these and of those that are there."""
    have, names = added.have, added.names
    places = ibis.range(names.length()).filter(lambda place: ~have.contains(place.cast("int32")))
    absent = places.map(lambda place: names[place]).filter(lambda name: name != "")
    said = ibis.ifelse(added.all_known, added.notes, added.notes.concat(added.reasons).unique())
    staged = added.mutate(
        absent=ibis.ifelse(added.all_known, "", absent.join(parted_by)),
        said=said.sort(),
        releases=in_order(added.releases.join(" ").split(" ")),
    )
    counted = staged.said.length().cast("string") + " notes on its parts; see them there"
    told = ibis.ifelse(staged.said.length() > MANY, counted, staged.said.join("; "))
    missing = ibis.ifelse(staged.absent == "", "", "not available for " + staged.absent)
    units = "its parts are in " + staged.unit + " and " + staged.other_unit + ", and are not added up"
    return staged.mutate(note=ibis.ifelse(staged.mixed, units, joined(told, missing)))
