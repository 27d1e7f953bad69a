"""What the translation of a query says to Spark, and what it refuses. No engine runs here."""

import pytest

from spark.dialect import translate
from spark.errors import SparkError


def words(expression):
    return " ".join(translate(f"select {expression} as x").split())


@pytest.mark.parametrize(
    "fraction",
    ["a / 2", "sqrt(a)", "pow(a, 2)", "median(a)", "quantile_cont(a, 0.5)", "avg(a) * 1.5",
     "round(a / 3, 1)"],
)  # fmt: skip
def test_a_fraction_is_rounded_before_it_is_a_whole_number(fraction):
    assert words(f"({fraction})::integer").startswith("SELECT CAST(RINT(")


@pytest.mark.parametrize("exact", ["a * 1.5", "-(a + 0.5)", "1.5", "a::decimal(9, 2)"])
def test_a_decimal_in_the_middle_goes_away_from_zero_where_spark_has_one(exact):
    assert ") LIKE 'decimal%', ROUND((" in words(f"({exact})::integer")


@pytest.mark.parametrize(
    "whole",
    ["a * 2", "'1.5'", "coalesce(a, 0.5)", "quantile_disc(a, 0.5)", "round(a / 2)", "a / 2 > 1",
     "case when a > 1.5 then 1 else 2 end"],
)  # fmt: skip
def test_what_shows_no_fraction_is_cast_as_it_is(whole):
    said = words(f"({whole})::integer")
    assert "RINT" not in said
    assert "TYPEOF" not in said


def test_a_unit_that_has_no_form_is_refused_with_those_that_have_one():
    with pytest.raises(SparkError) as refused:
        translate("select date_diff('week', a, b)")
    assert str(refused.value) == (
        "date_diff has no form for Spark in week: "
        "take year, month, day, hour, minute, second, millisecond, microsecond"
    )
