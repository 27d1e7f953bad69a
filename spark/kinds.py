"""What an expression shows by itself: that it is a whole number, a fraction or a date."""

from __future__ import annotations

import re
from typing import Any

from sqlglot import exp

DATE = re.compile("(^|_)(date|day)(_|$)|_on$")
WHOLE = ("int", "bigint", "smallint", "tinyint")
FRACTIONS = (exp.Div, exp.Avg, exp.Sqrt, exp.Pow, exp.Median, exp.PercentileCont)
NO_FRACTIONS = (exp.Floor, exp.Ceil, exp.Round, exp.Predicate)
ARITHMETIC = (exp.Paren, exp.Neg, exp.Add, exp.Sub, exp.Mul)


def is_whole(type_: Any) -> bool:
    """Whether a type holds whole numbers."""
    return isinstance(type_, exp.DataType) and type_.is_type(*WHOLE)


def is_fraction(expression: Any) -> bool:
    """Whether an expression may have a fraction: a number with a point, one of FRACTIONS, or what is made of these."""
    if isinstance(expression, exp.Cast):
        return bool(expression.to.is_type("double", "decimal"))
    if isinstance(expression, exp.Literal):
        return bool(expression.is_number and not expression.is_int)
    if isinstance(expression, FRACTIONS):
        return True
    if isinstance(expression, NO_FRACTIONS) and not expression.args.get("decimals"):
        return False
    parts = expression.iter_expressions()
    if not isinstance(expression, ARITHMETIC):
        parts = (each for each in parts if not isinstance(each, exp.Literal))
    return any(map(is_fraction, parts))


def is_exact(expression: Any) -> bool:
    """Whether a fraction is a decimal, unless a column in it is a double."""
    return expression.find(*FRACTIONS) is None


def is_date(expression: Any) -> bool:
    """Whether an expression shows by itself that it is a date."""
    if isinstance(expression, (exp.Paren, exp.Min, exp.Max, exp.Window, exp.Lag, exp.Lead)):
        return is_date(expression.this)
    if isinstance(expression, exp.Cast):
        return bool(expression.to.is_type("date"))
    return isinstance(expression, exp.Column) and bool(DATE.search(expression.name))
