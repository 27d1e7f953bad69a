"""Modules that hold curves print them when they are run."""

import re
import subprocess
import sys

import pytest

from customer_events.kit.charts import WIDTH
from reelhouse import settings

PACKAGE = settings.PROJECT / "python_models/customer_events"
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if "def _print_curves" in path.read_text()
]
POINT = re.compile(r"^  +\S.*? +([\d,.]+)\D* (#*)$", re.MULTILINE)


def test_they_are_the_ones_that_shape_the_world():
    rooms = {module.split(".")[1] for module in MODULES}
    assert rooms == {"world", "behaviour", "delivery"}
    assert {"growth", "catalog", "subscriptions"} <= {name.split(".")[-1] for name in MODULES}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_prints_its_curves(module):
    run = [sys.executable, "-W", "error", "-m", module]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert not done.stderr
    for curve in done.stdout.strip().split("\n\n"):
        points = [(float(value.replace(",", "")), bar) for value, bar in POINT.findall(curve)]
        if points:
            most, longest = max(points)
            assert len(longest) == WIDTH
            assert all(abs(len(bar) - WIDTH * value / most) < 2 for value, bar in points)
    assert "#" * WIDTH in done.stdout
