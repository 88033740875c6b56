"""The map: shapes with their names and numbers in them, as an SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from shapely import MultiPolygon, Point, Polygon, box, maximum_inscribed_circle, prepare
from shapely.affinity import affine_transform

from watling.figures.wording import MISSING
from watling.publishing.drawing import FONT, INK, PAPER, QUIET, ink_on, text_width, tint, wrapped

WIDTH, TALLEST = 480, 480
SIZES = (18, 17, 16, 15, 14, 13)
SHADES = (0.12, 0.3, 0.5, 0.75, 1.0)
PLAIN = 0.22
NOTE = "Schematic: which areas are neighbours, not their true shapes."

Shape: TypeAlias = Polygon | MultiPolygon


def region_map(
    title: str,
    shapes: Mapping[str, Shape],
    labels: Mapping[str, str],
    values: Mapping[str, str] | None,
    shades: Mapping[str, int] | None,
    accent: str,
    note: str = NOTE,
    touching: bool = False,
) -> str:
    """A map of shapes by code, north up, each with its name and, with ``values``, its number as it is shown.

    ``shades`` tints each area, 0 the lightest and 4 the accent itself. An area without a value, or without a shade,
    is white in a dashed outline; one without a value says "not available". Shapes that are ``touching``, as boundaries
    are, keep their edges and are parted by a white line; others are drawn in a little.

    Lettering is of one size, the largest at which every name fits its shape, in its largest part where it has several.
    A shape too small for its name has a number, and the name is listed below; where that befalls more than a quarter of
    them, all are listed.

    The drawing is 480 wide and made to shrink to the width of a phone. It has no ids.
    """
    in_order = {code: shapes[code] for code in sorted(shapes, key=lambda code: (labels[code], code))}
    drawn = _on_page(in_order, gap=0.0 if touching else 1.5)
    words = {code: (labels[code], "" if values is None else values.get(code, MISSING)) for code in drawn}
    for size in SIZES:
        fitted = {code: _fit(_largest(drawn[code]), *words[code], size) for code in drawn}
        if all(fitted.values()):
            break
    if sum(lettering is None for lettering in fitted.values()) > len(fitted) / 4:
        fitted = dict.fromkeys(fitted)
    listed = [code for code in drawn if fitted[code] is None]

    elements = []
    border = f' stroke="{PAPER}" stroke-width="1.2" stroke-linejoin="round"' if touching else ""
    for code, shape in drawn.items():
        missing = any(given is not None and code not in given for given in (values, shades))
        fill = PAPER if missing else tint(accent, PLAIN if shades is None else SHADES[shades[code]])
        outline = f' stroke="{QUIET}" stroke-width="1.5" stroke-dasharray="4 4"' if missing else border
        elements.append(f'<path d="{_path(shape)}" fill="{fill}" fill-rule="evenodd"{outline}/>')
        if lettering := fitted[code]:
            elements += lettering.drawn(ink_on(fill))
        else:
            middle = _middle(_largest(shape))
            number = str(listed.index(code) + 1)
            elements.append(_text(middle.x, middle.y + 5, number, 15, ink_on(fill), bold=True, centred=True))
    bottom = max((shape.bounds[3] for shape in drawn.values()), default=0.0) + 8
    entries = list(_list([words[code] for code in listed], bottom))
    elements += [element for element, _ in entries]
    bottom = max((y for _, y in entries), default=bottom)
    for line in wrapped(note, WIDTH, 14):
        bottom += 22
        elements.append(_text(0, bottom, line, 14, QUIET))
    height = round(bottom + 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{FONT}"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>{"".join(elements)}</svg>'
    )


def _list(words: Sequence[tuple[str, str]], top: float) -> Iterator[tuple[str, float]]:
    """Numbered names and values below the map, in two columns where they are short enough; each with its height."""
    widest = max((text_width(name, 15) + text_width(value, 15, bold=True) + 44 for name, value in words), default=0)
    columns = 2 if widest < WIDTH / 2 else 1
    rows = -(-len(words) // columns)
    for place, (name, value) in enumerate(words):
        left, y = place // rows * WIDTH / columns, top + 23 * (place % rows + 1)
        yield _text(left, y, str(place + 1), 15, bold=True), y
        yield _text(left + 28, y, name, 15), y
        if value:
            yield _text(left + 36 + text_width(name, 15), y, value, 15, bold=True), y


def _on_page(shapes: Mapping[str, Shape], gap: float) -> dict[str, Shape]:
    """Shapes as wide as the page or as tall as they may be, south down, a white gap around each."""
    if not shapes:
        return {}
    edges = [shape.bounds for shape in shapes.values()]
    west, south = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    east, north = max(edge[2] for edge in edges), max(edge[3] for edge in edges)
    scale = min(WIDTH / (east - west), TALLEST / (north - south))
    left = (WIDTH - scale * (east - west)) / 2
    placing = [scale, 0, 0, -scale, left - scale * west, scale * north]
    placed = {code: affine_transform(shape, placing) for code, shape in shapes.items()}
    return {code: shape.buffer(-gap) for code, shape in placed.items()} if gap else placed


@dataclass(frozen=True)
class _Lettering:
    """A name in lines, and below it a value, in bold, around a middle."""

    lines: Sequence[str]
    value: str
    size: int
    middle: Point

    @property
    def height(self) -> float:
        return self.size * (1.15 * len(self.lines) + (1.3 if self.value else 0))

    def fits(self, shape: Polygon) -> bool:
        width = max(
            *(text_width(line, self.size) for line in self.lines), text_width(self.value, self.size + 1, bold=True)
        )
        x, y = self.middle.x, self.middle.y
        return bool(shape.contains(box(x - width / 2, y - self.height / 2, x + width / 2, y + self.height / 2)))

    def drawn(self, ink: str) -> Iterator[str]:
        y = self.middle.y - self.height / 2 + self.size * 0.85
        for line in self.lines:
            yield _text(self.middle.x, y, line, self.size, ink, centred=True)
            y += 1.15 * self.size
        if self.value:
            yield _text(self.middle.x, y + 0.12 * self.size, self.value, self.size + 1, ink, bold=True, centred=True)


def _fit(shape: Polygon, name: str, value: str, size: int) -> _Lettering | None:
    """Words where they fit a shape, as near its middle as may be; None where they fit nowhere."""
    inner = shape.buffer(-2)
    prepare(inner)
    whole = text_width(name, size)
    ways = dict.fromkeys(tuple(wrapped(name, whole * share, size)) for share in (1, 0.62, 0.42, 0))
    tries = (_Lettering(lines, value, size, middle) for middle in _middles(shape) for lines in ways)
    return next((lettering for lettering in tries if lettering.fits(inner)), None)


def _middles(shape: Polygon) -> Iterator[Point]:
    """Places for words: the middle of the shape, then about it in widening steps."""
    centre = _middle(shape)
    yield centre
    west, north, east, south = shape.bounds
    grid = [
        Point(west + (east - west) * across / 12, north + (south - north) * down / 12)
        for across in range(1, 12)
        for down in range(1, 12)
    ]
    yield from sorted(grid, key=lambda point: (round(point.distance(centre), 3), point.x, point.y))


def _middle(shape: Polygon) -> Point:
    """Half way between the centre of gravity and the centre of the largest circle inside: where the eye puts it."""
    circle = Point(maximum_inscribed_circle(shape, tolerance=1).coords[0])
    return Point((shape.centroid.x + circle.x) / 2, (shape.centroid.y + circle.y) / 2)


def _largest(shape: Shape) -> Polygon:
    return max(shape.geoms, key=lambda part: part.area) if isinstance(shape, MultiPolygon) else shape


def _path(shape: Shape) -> str:
    parts = shape.geoms if isinstance(shape, MultiPolygon) else (shape,)
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.simplify(0.2).coords[:-1]) + "Z"
        for part in parts
        for ring in (part.exterior, *part.interiors)
    )


def _text(
    x: float, y: float, text: str, size: int, ink: str = INK, *, bold: bool = False, centred: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="middle"' if centred else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{ink}"{weight}{anchor}>{escape(text)}</text>'
