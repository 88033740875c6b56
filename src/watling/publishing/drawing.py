"""What charts and maps have in common: the lettering, the colours, and a drawing as a picture."""

from __future__ import annotations

from collections.abc import Iterable

import vl_convert

FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
INK = "#0b0c0c"
QUIET = "#505a5f"
RULE = "#dfe3e5"
PAPER = "#ffffff"

# Advance widths of Arial (and of Helvetica and Liberation Sans, which were made to match), in thousandths of the size.
_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'’",
        222: "ijl",
        278: " !,./:;fIt\u00a0",
        333: "-()r[]‘",
        355: '"',
        500: "Jckvsxyz",
        556: "abdeghnopqu0123456789?$£_L–",
        584: "+<>=−",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "—…",
    }.items()
    for letter in letters
}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text, in the unit of ``size``, close enough to lay out by.

    >>> round(text_width("Milton Keynes", 16))
    100
    """
    regular = sum(_WIDTHS.get(letter, 600) for letter in text) * size / 1000
    return regular * 1.07 if bold else regular


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Text in as few lines as fit a width, the lines as even as they can be; a word is never broken.

    >>> wrapped("Bournemouth, Christchurch and Poole", 130, 16)
    ['Bournemouth,', 'Christchurch', 'and Poole']
    """
    widest_word = max((text_width(word, size, bold) for word in text.split()), default=0.0)
    lines = _filled(text, max(room, widest_word), size, bold)
    # Narrow the room until one line more would be needed: that evens the lines out.
    narrower = lines
    while len(narrower) == len(lines):
        lines = narrower
        widest = max((text_width(line, size, bold) for line in lines), default=0.0)
        if widest <= widest_word:
            break
        narrower = _filled(text, widest - 0.5, size, bold)
    return lines


def _filled(text: str, room: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def tint(colour: str, share: float) -> str:
    """A colour mixed with white: 1 is the colour itself, 0 is white.

    >>> tint("#1d70b8", 0.5), tint("#1d70b8", 1)
    ('#8eb8dc', '#1d70b8')
    """
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in _parts(colour))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(fill: str) -> str:
    """The colour of text on a fill, black or white: one of them has a contrast of 4.5 or more with any colour.

    >>> ink_on("#ffffff"), ink_on("#0b3a5e")
    ('#000000', '#ffffff')
    """
    return max(("#000000", PAPER), key=lambda ink: contrast(ink, fill))


def beside(accent: str) -> str:
    """A second colour that those who see few colours can tell from the accent: orange, or blue where that is warm.

    Both are of Okabe and Ito's palette (Color Universal Design, 2008).

    >>> beside("#1d70b8"), beside("#d4351c")
    ('#d55e00', '#0072b2')
    """
    red, _, blue = _parts(accent)
    return "#0072b2" if red > blue + 40 else "#d55e00"


def png(svg: str, scale: float = 2) -> bytes:
    """An SVG as a PNG, ``scale`` pixels to each of its units."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _parts(colour: str) -> Iterable[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
