"""Periods: from what a table writes to ISO 8601, and from ISO 8601 to words.

The forms read, and what they become:

======================  ======================  ===================================
written                 ISO 8601                in words
======================  ======================  ===================================
``2020-11``             ``2020-11``             November 2020
``2019``                ``2019``                2019
``2019/20``             ``2019-08-01/P1Y``      academic year 2019/20
``2020-01/2020-12``     ``2020-01/2020-12``     January 2020 to December 2020
``2020-12-01/P1Y``      ``2020-12-01/P1Y``      year to 30 November 2021
``2022-01-31``          ``2022-01-31``          31 January 2022
======================  ======================  ===================================

An academic year runs from 1 August to 31 July (Department for Education).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

FORMS = {
    "month": re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
    "year": re.compile(r"\d{4}"),
    "academic year": re.compile(r"(\d{4})/(\d{2})"),
    "interval": re.compile(r"\d{4}-(0[1-9]|1[0-2])/\d{4}-(0[1-9]|1[0-2])"),
    "year from": re.compile(r"\d{4}-\d{2}-\d{2}/P1Y"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
}

EXAMPLES = {
    "month": "2020-11",
    "year": "2019",
    "academic year": "2019/20",
    "interval": "2020-01/2020-12",
    "year from": "2020-12-01/P1Y",
    "date": "2022-01-31",
}


def form_of(text: str) -> str | None:
    """The form a period is written in, or None where it is none of them.

    >>> form_of("2019/20"), form_of("2020-13")
    ('academic year', None)
    """
    return next((form for form, pattern in FORMS.items() if pattern.fullmatch(text)), None)


def to_iso(text: str) -> str:
    """A written period as ISO 8601. Raises ValueError with the reason.

    >>> to_iso("2019/20"), to_iso("2020-11")
    ('2019-08-01/P1Y', '2020-11')
    """
    form = form_of(text)
    if form is None:
        raise ValueError(f"'{text}' is not a period")
    if form == "academic year":
        first, second = int(text[:4]), int(text[5:])
        if (first + 1) % 100 != second:
            raise ValueError(f"'{text}' is not an academic year: {first}/{(first + 1) % 100:02d} would be")
        return f"{first}-08-01/P1Y"
    if form in ("date", "year from"):
        date.fromisoformat(text[:10])
    if form == "year from" and text[5:10] == "02-29":
        raise ValueError(f"'{text}' is not a year: it starts on 29 February, which the next year does not have")
    if form == "interval" and text[8:] < text[:7]:
        raise ValueError(f"'{text}' ends before it starts")
    return text


@cache
def last_day(iso: str) -> date:
    """The last day of a period; periods are put in order by it.

    >>> last_day("2019-08-01/P1Y"), last_day("2020-02")
    (datetime.date(2020, 7, 31), datetime.date(2020, 2, 29))
    """
    form = form_of(iso)
    if form == "year":
        return date(int(iso), 12, 31)
    if form == "date":
        return date.fromisoformat(iso)
    if form in ("month", "interval"):
        year, month = int(iso[-7:-3]), int(iso[-2:])
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if form == "year from":
        start = date.fromisoformat(iso[:10])
        return date(start.year + 1, start.month, start.day) - timedelta(days=1)
    raise ValueError(f"'{iso}' is not a period")


@cache
def label(iso: str) -> str:
    """A period in words.

    >>> label("2020-11"), label("2019-08-01/P1Y"), label("2020-12-01/P1Y")
    ('November 2020', 'academic year 2019/20', 'year to 30 November 2021')
    >>> label("2020-01/2020-12"), label("2022-01-31")
    ('January 2020 to December 2020', '31 January 2022')
    """
    form = form_of(iso)
    if form == "month":
        return f"{last_day(iso):%B %Y}"
    if form == "interval":
        return f"{last_day(iso[:7]):%B %Y} to {last_day(iso[8:]):%B %Y}"
    if form == "year from":
        start, end = date.fromisoformat(iso[:10]), last_day(iso)
        if (start.month, start.day) == (8, 1):
            return f"academic year {start.year}/{end.year % 100:02d}"
        return f"year to {end.day} {end:%B %Y}"
    if form == "date":
        day = date.fromisoformat(iso)
        return f"{day.day} {day:%B %Y}"
    return iso


@cache
def short(iso: str) -> str:
    """A period in few words, for a narrow column.

    >>> short("2020-01/2020-12"), short("2019-08-01/P1Y"), short("2021-11"), short("2020-12-01/P1Y")
    ('Jan 2020 to Dec 2020', '2019/20', 'Nov 2021', 'year to Nov 2021')
    """
    form = form_of(iso)
    if form == "month":
        return f"{last_day(iso):%b %Y}"
    if form == "interval":
        return f"{short(iso[:7])} to {short(iso[8:])}"
    if form == "year from":
        academic = label(iso).removeprefix("academic year ")
        return academic if academic != label(iso) else f"year to {last_day(iso):%b %Y}"
    return label(iso)


def earlier(iso: str, duration: str) -> str:
    """The period a whole number of years (``P1Y``) before another of the same form.

    >>> earlier("2021-11", "P1Y"), earlier("2020-08-01/P1Y", "P2Y"), earlier("2020-01/2020-12", "P1Y")
    ('2020-11', '2018-08-01/P1Y', '2019-01/2019-12')
    """
    years = re.fullmatch(r"P(\d+)Y", duration)
    if years is None:
        raise ValueError(f"'{duration}' is not a duration in whole years such as P1Y")
    return re.sub(r"\d{4}(?=-|$)", lambda year: str(int(year[0]) - int(years[1])), iso)
