"""What the documents and raw_clock say of the knobs, written from their declaration."""

from __future__ import annotations

from reelhouse import knobs

WIDTH = 100  # of a line of yml, less its indentation
NULL = {False: "", True: " Null for never."}
SHAPES = {False: "", True: " It shapes the world."}


def page() -> str:
    """A table of all knobs."""
    rows = ["| make variable | dbt var | default | range | effect |", "|---|---|---|---|---|"]
    for name, knob in knobs.KNOBS.items():
        default = "never" if knob.default is None else knob.default
        says = knob.metadata["says"] + SHAPES[knob.metadata["shapes_world"]]
        if knob.metadata["formerly"]:
            says += f" Once called {knob.metadata['formerly'].upper()}."
        rows.append(f"| {name.upper()} | {name} | {default} | {knobs.allowed(name)} | {says} |")
    return "\n".join(rows)


def columns() -> str:
    """The columns of raw_clock that keep the parameters of a day."""
    lines = []
    for name, data_type in knobs.sql_types().items():
        knob = knobs.KNOBS[name]
        begin = f"- {{name: {name}, data_type: {data_type},"
        text = f'description: "{knob.metadata["says"]}{NULL[knob.default is None]}"}}'
        fits = len(begin) + len(text) < WIDTH
        lines.append(f"{begin} {text}" if fits else f"{begin}\n   {text}")
    return "\n".join(lines)
