"""Draws the app's two icons, a grain of gold in a speech bubble: `python -m manifest.icons`."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent
FINER = 8  # drawn this many times larger, then scaled down: smooth edges

Points = Iterable[tuple[float, float]]

EARTH, PAPER, WHITE, CLEAR = "#8A6A12", "#FFF9E8", "#FFFFFF", "#FFFFFF00"
BUBBLE = (26, 26, 166, 138)
TAIL = ((56, 130), (50, 168), (96, 134))
SPARKLE = ((140, 38), (144, 50), (156, 54), (144, 58), (140, 70), (136, 58), (124, 54), (136, 50))
# The grain, facet by facet, with the light from the upper left.
FACETS = (
    ("#F2BE3A", ((52, 94), (62, 66), (82, 78), (80, 100))),
    ("#FFDD7A", ((62, 66), (88, 50), (108, 76), (82, 78))),
    ("#F7CC57", ((88, 50), (116, 58), (108, 76))),
    ("#E3A91F", ((116, 58), (136, 80), (116, 98), (108, 76))),
    ("#FFE9A8", ((82, 78), (108, 76), (116, 98), (80, 100))),
    ("#C48A10", ((136, 80), (132, 104), (114, 118), (116, 98))),
    ("#D99C16", ((80, 100), (116, 98), (114, 118), (84, 120))),
    ("#B97F0C", ((52, 94), (80, 100), (84, 120), (62, 112))),
)


class Canvas:
    """A square to draw on, in the units of the finished icon."""

    def __init__(self, size: int, background: str) -> None:
        self.size = size
        self.image = Image.new("RGBA", (size * FINER, size * FINER), background)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Points, colour: str) -> None:
        """Fill the polygon."""
        self.pen.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def box(self, corners: tuple[float, float, float, float], radius: float, colour: str) -> None:
        """Fill a box with round corners."""
        self.pen.rounded_rectangle([corner * FINER for corner in corners], radius * FINER, fill=colour)

    def finished(self) -> Image.Image:
        """The icon in its own size."""
        return self.image.resize((self.size, self.size), Image.Resampling.LANCZOS)


def colour_icon() -> Image.Image:
    """192 by 192, filled to the edges."""
    canvas = Canvas(192, EARTH)
    canvas.box(BUBBLE, 30, PAPER)
    canvas.polygon(TAIL, PAPER)
    for colour, corners in FACETS:
        canvas.polygon(corners, colour)
    canvas.polygon(SPARKLE, EARTH)
    return canvas.finished()


def outline_icon() -> Image.Image:
    """32 by 32, white lines on nothing, as Teams wants it."""
    canvas = Canvas(32, CLEAR)
    canvas.box((2, 3, 30, 25), 6, WHITE)
    canvas.box((4, 5, 28, 23), 4, CLEAR)
    canvas.polygon(((7, 24), (7, 30), (14, 24)), WHITE)
    canvas.polygon(((10, 16), (12, 10), (17, 8), (22, 12), (21, 18), (14, 20)), WHITE)
    return canvas.finished()


if __name__ == "__main__":
    colour_icon().save(FOLDER / "color.png", optimize=True)
    outline_icon().save(FOLDER / "outline.png", optimize=True)
