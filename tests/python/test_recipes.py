"""docs/extending.md: every recipe fits the files that it changes; test_extending builds with them."""

import shutil

import recipes

from reelhouse import settings

RECIPES = [
    "A value set",
    "A knob",
    "A field of the event",
    "A column",
    "A model",
    "A type of event",
    "A kind of corruption",
]


def test_the_page_has_these_recipes():
    headings = [line[3:] for line in recipes.PAGE.read_text().splitlines() if line[:3] == "## "]
    assert headings == RECIPES


def test_each_recipe_fits_the_files_after_those_before_it(tmp_path):
    steps = [step for title in RECIPES for step in recipes.steps(title)]
    for path in {step.path for step in steps if step.kind == "diff"}:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.PROJECT / path, tmp_path / path)
    for step in steps:
        assert step.kind == "diff" or not (settings.PROJECT / step.path).exists(), step.path
        recipes.follow(tmp_path, step)
