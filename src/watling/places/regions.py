"""A region: any set of local authorities, at a stated vintage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watling.errors import WatlingError
from watling.places.areas import Area, areas, became, exists_on, find_area, in_words, plain_name, successors_on


@dataclass(frozen=True)
class Region:
    """A named set of areas. ``code`` is the pack's name; ``vintage`` the day whose areas the members are.

    ``comparators`` are areas the region is held against; ``aliases`` other names that tables give the region.
    """

    code: str
    title: str
    members: tuple[Area, ...]
    vintage: date
    comparators: tuple[Area, ...] = ()
    aliases: tuple[str, ...] = ()

    @classmethod
    def make(
        cls,
        code: str,
        title: str,
        members: Iterable[str],
        vintage: date,
        comparators: Iterable[str] = (),
        aliases: Iterable[str] = (),
    ) -> Region:
        """A region from codes or names, members kept in the order given.

        Raises UnknownArea for a code or a name that is no area's, and WatlingError for a member that was not alive
        at the vintage, stands twice, or lies inside another.

        >>> Region.make("pair", "The pair", ["E06000042", "Luton"], date(2022, 1, 1)).members[1].code
        'E06000032'
        >>> Region.make("old", "Old", ["Corby"], date(2022, 1, 1))
        Traceback (most recent call last):
            ...
        watling.errors.WatlingError: Corby (E07000150) ended on 31 March 2021 and cannot be a member of Old at
        1 January 2022. It became North Northamptonshire (E06000061): name that instead, or take an earlier vintage.
        """
        found = tuple(find_area(member, vintage) for member in members)
        if not found:
            raise WatlingError(f"{title} has no members. Name at least one local authority.")
        for area in found:
            if not exists_on(area, vintage):
                raise WatlingError(_not_alive(area, title, vintage))
            if found.count(area) > 1:
                raise WatlingError(f"{area.name} ({area.code}) stands twice among the members of {title}.")
            for larger in _ancestors(area):
                if larger in found:
                    raise WatlingError(
                        f"{area.name} ({area.code}) lies inside {larger.name} ({larger.code}); "
                        f"both are members of {title}, so it would be counted twice. Leave one out."
                    )
        return cls(code, title, found, vintage, tuple(find_area(area, vintage) for area in comparators), tuple(aliases))

    @property
    def slug(self) -> str:
        """The title as it stands in addresses and file names.

        >>> Region.make("E69000027", "South-East Midlands", ["Luton"], date(2023, 8, 1)).slug
        'south-east-midlands'
        """
        return re.sub(r"[^a-z0-9]+", "-", plain_name(self.title))

    def find(self, text: str) -> str:
        """The code of what a table calls an area: the region itself, a member, or any other area.

        Raises UnknownArea.

        >>> pair = Region.make("pair", "The Pair", ["E06000042", "Luton"], date(2022, 1, 1), aliases=["Both"])
        >>> pair.find("both"), pair.find("milton keynes"), pair.find("England")
        ('pair', 'E06000042', 'E92000001')
        """
        name = plain_name(text)
        if name in {plain_name(own) for own in (self.code, self.title, *self.aliases)}:
            return self.code
        return find_area(text, self.vintage).code

    def name_of(self, code: str) -> str:
        """The name of the region itself or of any area, by its code.

        >>> Region.make("pair", "The Pair", ["Luton"], date(2022, 1, 1)).name_of("E06000032")
        'Luton'
        """
        return self.title if code == self.code else areas()[code].name


def predecessors(region: Region) -> tuple[str, ...]:
    """Codes of the areas that had ended by the vintage and whose ground now lies wholly in the region, in order.

    A series that was published for them before may be restated for the region; a boundary change explains a gap.

    >>> predecessors(Region.make("north", "The north of it", ["E06000061"], date(2022, 1, 1)))
    ('E07000150', 'E07000152', 'E07000153', 'E07000156')
    """
    members = set(region.members)
    ended = (area for area in areas().values() if area.end is not None and area.end < region.vintage)
    return tuple(area.code for area in ended if members.issuperset(successors_on(area.code, region.vintage)))


def _ancestors(area: Area) -> Iterable[Area]:
    """The areas that an area lies in, nearest first."""
    while area.parent is not None:
        area = areas()[area.parent]
        yield area


def _not_alive(area: Area, title: str, vintage: date) -> str:
    """The sentence for a member that was not alive at the vintage."""
    cannot = f"cannot be a member of {title} at {in_words(vintage)}."
    if area.end is not None and area.end < vintage:
        remedy = f"{'name that instead, or ' if area.successors else ''}take an earlier vintage"
        ended = f"{area.name} ({area.code}) ended on {in_words(area.end)}"
        return f"{ended} and {cannot} {became(area, vintage)}: {remedy}."
    assert area.start is not None
    return f"{area.name} ({area.code}) began on {in_words(area.start)} and {cannot} Take a later vintage."
