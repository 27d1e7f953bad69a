"""Small drawings as SVG. They carry classes and no colors: the page, or the file, has the style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from html import escape

from catalog.project import Table

ROW = 22
HEAD = 28
GAP = 12
BOX = 290
BETWEEN = 150
MOST = 14  # boxes of one side; the page lists the rest
# of the layers in their drawing, such that few lines run behind a box
PLACES = {
    "seeds": (2, 2),
    "raw": (2, 150),
    "staging": (218, 150),
    "snapshots": (434, 250),
    "intermediate": (434, 90),
    "star": (650, 50),
    "vault": (650, 200),
    "creators": (866, 2),
    "customerio": (866, 130),
}
STYLE = """<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; fill: #24211c; }
.box { fill: #fffdfa; stroke: #a39c91; } .head { font-weight: 650; } .count { fill: #676159; }
.own { stroke: #10505a; stroke-width: 2; } .line { fill: none; stroke: #42898f; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  text { fill: #eeeae2; } .box { fill: #211f1c; stroke: #857e74; } .count { fill: #aaa398; }
  .own { stroke: #8ed6d9; } .line { stroke: #4a9aa0; }
}
</style>"""

Link = Callable[[str], str]


def keys(table: Table, tables: dict[str, Table], link: Link | None = None) -> str:
    """A table with its keys at the left, and at the right the tables that they lead to.

    A number says how many rows there a row here has: of a durable key all versions, `1..n`.
    """
    leading = {
        column.name: [
            each for each in column.leads_to if each[0] in tables and each[0] != table.name
        ]
        for column in table.columns.values()
    }
    shown = [name for name, led in leading.items() if led or table.columns[name].is_unique]
    targets: dict[str, list[str]] = {}
    for led in leading.values():
        for target, key in led:
            if key not in targets.setdefault(target, []):
                targets[target].append(key)
    if not targets:
        return ""
    others = len(table.columns) - len(shown)
    left = HEAD + ROW * (len(shown) + bool(others)) + 6
    right = sum(HEAD + ROW * len(held) + 6 + GAP for held in targets.values()) - GAP
    height = max(left, right) + 4
    parts: list[str] = []
    place: dict[tuple[str, str], int] = {}
    top = 2
    x = BOX + BETWEEN
    for target, held in targets.items():
        parts.append(_box(x, top, HEAD + ROW * len(held) + 6, target, link and link(target)))
        for number, key in enumerate(held):
            place[target, key] = top + HEAD + ROW * number + 8
            parts.append(_text(x + 12, place[target, key] + 4, key))
        top += HEAD + ROW * len(held) + 6 + GAP
    top = 2
    parts.append(_box(2, top, left, table.name, None, "own"))
    for number, name in enumerate(shown):
        y = top + HEAD + ROW * number + 8
        parts.append(_text(14, y + 4, name))
        for target, key in leading[name]:
            end = place[target, key]
            parts.append(_line(2 + BOX, y, x, end))
            most = "1" if tables[target].columns[key].is_unique else "n"
            least = "1" if table.columns[name].is_filled else "0"
            parts.append(
                _text(x - 8, end - 5, most if most == least else f"{least}..{most}", end=True)
            )
    if others:
        y = top + HEAD + ROW * len(shown) + 12
        words = f"and {others} other column{'s' if others > 1 else ''}"
        parts.append(_text(14, y, words, "count"))
    return _svg(x + BOX + 2, height, parts, f"{table.name} and what its keys lead to")


def neighbors(table: Table, link: Link) -> str:
    """What a table is made from, the table, and what is made from it."""
    sides = [_kept(table.parents), [table.name], _kept(table.children)]
    height = max(len(side) for side in sides) * (HEAD + GAP) - GAP + 4
    parts: list[str] = []
    middle = height // 2
    for number, side in enumerate(sides):
        x = 2 + number * (BOX + 60)
        top = 2 + (height - 4 - len(side) * (HEAD + GAP) + GAP) // 2
        for name in side:
            is_own, is_rest = number == 1, name.startswith("and ")
            parts.append(
                _box(x, top, HEAD, name, None if is_own or is_rest else link(name), "own" * is_own)
            )
            if number == 0:
                parts.append(_line(x + BOX, top + HEAD // 2, x + BOX + 60, middle))
            if number == 2:
                parts.append(_line(x - 60, middle, x, top + HEAD // 2))
            top += HEAD + GAP
    return _svg(3 * BOX + 124, height, parts, f"What {table.name} is made from, and what from it")


def layers(tables: dict[str, Table]) -> str:
    """The layers, and how many tables of one read from tables of another."""
    count = Counter(table.schema for table in tables.values())
    read = Counter(
        (tables[parent].schema, table.schema)
        for table in tables.values()
        for parent in table.parents
    )
    parts = []
    for (parent, child), number in sorted(read.items()):
        if parent != child and parent in PLACES and child in PLACES:
            (x, y), (to, end) = PLACES[parent], PLACES[child]
            wide = min(5.0, 1 + number / 15)
            if x == to:
                parts.append(_path(f"M{x + 68} {y + 48}V{end}", wide))
            else:
                parts.append(_line(x + 136, y + 24, to, end + 24, wide))
    for layer, (x, y) in PLACES.items():
        parts.append(
            f'<a href="#{layer}"><rect class="box" x="{x}" y="{y}" width="136" height="48" rx="8"/>'
            f"{_text(x + 12, y + 20, layer, 'head')}"
            f"{_text(x + 12, y + 37, f'{count[layer]} tables', 'count')}</a>"
        )
    return _svg(1004, 300, parts, "The layers, from seeds and raw to the marts")


def bars(days: dict[date, int], width: int = 720, height: int = 90) -> str:
    """Rows by day, a bar for each."""
    real = {day: rows for day, rows in days.items() if 1970 < day.year < 2200}
    if len(real) < 2:
        return ""
    first, last = min(real), max(real)
    span = (last - first).days + 1
    if span > 400:
        return ""
    most = max(real.values())
    step = width / span
    parts = [
        f'<rect class="bar" x="{number * step:.1f}" y="{height - tall:.1f}" '
        f'width="{max(step - 1, 0.6):.1f}" height="{tall:.1f}"><title>{day}: {rows:,}</title></rect>'
        for number in range(span)
        if (rows := real.get(day := first + timedelta(number), 0))
        and (tall := max(1.0, rows / most * height))
    ]
    title = f"Rows by day, {first} to {last}; {most:,} at most"
    return _svg(width, height, parts, title).replace("<svg", '<svg preserveAspectRatio="none"', 1)


def as_file(drawing: str) -> str:
    """A drawing that stands alone, with the colors of light and dark."""
    start, _, rest = drawing.partition(">")
    return f'{start} xmlns="http://www.w3.org/2000/svg">\n{STYLE}\n{rest}\n'


def _kept(names: list[str]) -> list[str]:
    if len(names) <= MOST:
        return names
    return [*names[: MOST - 1], f"and {len(names) - MOST + 1} more"]


def _svg(width: int, height: int, parts: list[str], title: str) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(title)}">\n{inner}\n</svg>'
    )


def _box(x: int, y: int, height: int, name: str, href: str | None, kind: str = "") -> str:
    drawn = (
        f'<rect class="{f"box {kind}".strip()}" x="{x}" y="{y}" width="{BOX}" height="{height}" '
        'rx="6"/>' + _text(x + 12, y + 18, name, "head")
    )
    return f'<a href="{escape(href)}">{drawn}</a>' if href else drawn


def _text(x: int, y: int, text: str, kind: str = "", *, end: bool = False) -> str:
    extra = f' class="{kind}"' if kind else ""
    extra += ' text-anchor="end"' if end else ""
    return f'<text x="{x}" y="{y}"{extra}>{escape(text)}</text>'


def _line(x: int, y: int, to: int, end: int, width: float = 0) -> str:
    bend = max(30, (to - x) // 2)
    return _path(f"M{x} {y}C{x + bend} {y} {to - bend} {end} {to} {end}", width)


def _path(shape: str, width: float) -> str:
    extra = f' stroke-width="{width:.1f}"' if width else ""
    return f'<path class="line"{extra} d="{shape}"/>'
