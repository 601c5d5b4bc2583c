"""Pictures of our own as PNG: the mark for home screens, and cards for links that are shared."""

import io
import re
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import resvg_py
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""What a shared link's picture measures (Open Graph; 1.91 to 1)."""
MOST_KEPT = 200
"""So many cards are kept in memory, some 50 kB each; others are drawn again when asked for."""

_INK, _SOFT, _BUTTER, _PAGE, _SHEET = "#182125", "#525f65", "#ffdc62", "#f0f3f3", "#ffffff"
_LEFT, _TOP, _ROOM, _BOTTOM = 84, 92, 640, 470
"""Where a card's words stand, in pixels: from the left, from the top, how wide, how far down."""
_SIZES = (78, 66, 56, 48)
_SMALL, _GAP, _LINES_BELOW = 34, 18, 2
_LEADING = 1.12
_LONGEST = 160
_NO_LETTER = "\uffff"
_BOLD, _PLAIN = 800, 500
_PATH = re.compile(r"<path\b[^>]*>")
_BODY = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)
_SAFE = 0.8
"""A launcher may cut a maskable icon to a circle of four fifths (W3C, Web App Manifest)."""


@cache
def icon(size: int, *, maskable: bool) -> bytes:
    """Draw the shop's mark, `size` pixels wide; a maskable one fills its square to the edge."""
    drawing = _file("static", "mark.svg").read_text("utf-8")
    if maskable:
        glyph = _PATH.findall(drawing)[1]
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
            f'<path fill="{_BUTTER}" d="M0 0h32v32H0Z"/>'
            f'<g transform="translate(16 16) scale({_SAFE}) translate(-16 -16)">{glyph}</g></svg>'
        )
    return resvg_py.svg_to_bytes(
        svg_string=drawing, width=size, height=size, skip_system_fonts=True
    )


@lru_cache(maxsize=MOST_KEPT)
def card(pictogram: str, title: str, below: str) -> bytes:
    """Draw a card: a pictogram, a title in as many lines as fit, and a smaller text below it.

    The texts are drawn, never read as markup; what the shop's letters lack is left out.
    """
    picture = Image.open(io.BytesIO(_ground(pictogram))).convert("RGB")
    canvas = ImageDraw.Draw(picture)
    bold, lines = _fitted(" ".join(title.split())[:_LONGEST], bool(below))
    y = float(_TOP)
    for line in lines:
        canvas.text((_LEFT, y), line, font=bold, fill=_INK)
        y += bold.size * _LEADING
    small = _letters(_SMALL, _PLAIN)
    y += _GAP
    for line in _wrapped(" ".join(below.split())[:_LONGEST], small, most=_LINES_BELOW):
        canvas.text((_LEFT, y), line, font=small, fill=_SOFT)
        y += _SMALL * _LEADING
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


@lru_cache(maxsize=MOST_KEPT)
def _ground(pictogram: str) -> bytes:
    """Draw what is on a card besides words: the slip, the pictogram and the wordmark."""
    goods = _file("pictograms", f"{pictogram}.svg").read_text("utf-8")
    placed = goods.replace("<svg ", '<svg x="758" y="112" width="350" height="350" ', 1)
    wordmark = _BODY.search(_file("static", "wordmark.svg").read_text("utf-8"))
    letters = wordmark[1] if wordmark is not None else ""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill="{_PAGE}" d="M0 0h{WIDTH}v{HEIGHT}H0Z"/>'
        f'<rect x="36" y="36" width="1128" height="470" rx="28" fill="{_SHEET}"/>'
        f'<circle cx="933" cy="287" r="200" fill="{_PAGE}"/>{placed}'
        f'<g transform="translate(84 528) scale(1.75)" fill="{_BUTTER}" color="{_INK}">{letters}'
        "</g></svg>"
    )
    return resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True)


def _fitted(text: str, below: bool) -> tuple[FreeTypeFont, list[str]]:
    """Choose the largest letters in which a title fits above what is below it."""
    room = _BOTTOM - _TOP - (_GAP + _LINES_BELOW * _SMALL * _LEADING if below else 0)
    for size in _SIZES:
        font = _letters(size, _BOLD)
        most = int(room / (size * _LEADING))
        lines = _wrapped(text, font, most=most + 1)
        if len(lines) <= most:
            return font, lines
    font = _letters(_SIZES[-1], _BOLD)
    return font, _wrapped(text, font, most=int(room / (_SIZES[-1] * _LEADING)))


def _wrapped(text: str, font: FreeTypeFont, *, most: int) -> list[str]:
    """Break a text into lines; what does not fit into so many ends in an ellipsis."""
    lines: list[str] = []
    for word in _written(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(joined) <= _ROOM:
            lines[-1] = joined
        elif len(lines) == most:
            lines[-1] = _shortened(f"{joined} …", font)
            return lines
        else:
            lines.append(_shortened(word, font))
    return lines


def _shortened(text: str, font: FreeTypeFont) -> str:
    """Cut a text to what fits into a line."""
    if font.getlength(text) <= _ROOM:
        return text
    kept = text.removesuffix("…").rstrip()
    while kept and font.getlength(f"{kept}…") > _ROOM:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def _written(text: str) -> str:
    """Leave out what the letters lack, which would be drawn as empty boxes."""
    return "".join(each for each in text if each == " " or _shape(each) != _shape(_NO_LETTER))


@lru_cache(maxsize=1_000)
def _shape(letter: str) -> bytes:
    """Draw one letter small, to be held against another."""
    drawn = Image.new("L", (40, 40))
    ImageDraw.Draw(drawn).text((4, 4), letter, font=_letters(20, _PLAIN), fill=255)
    return drawn.tobytes()


def _letters(size: int, weight: int) -> FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(_voice()), size)
    font.set_variation_by_axes([weight])
    return font


@cache
def _voice() -> bytes:
    return _file("static", "fonts", "voice.woff2").read_bytes()


def _file(*path: str) -> Traversable:
    return resources.files("comptoir.surfaces.web").joinpath(*path)
