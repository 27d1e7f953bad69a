"""The SQL of the models, which DuckDB reads as it stands, in the words of Spark.

SQLGlot knows how the two say the same thing: types, the order of nulls, QUALIFY, the names of
functions. What it does not know, or sees otherwise, is here. Constructs that no translation
could guess are macros with a form per engine, in macros/portable/.
"""

from __future__ import annotations

from typing import Any, ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.dialects.databricks import Databricks
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.spark import Spark

from spark import kinds, rewrite
from spark.errors import SparkError

# An instant is a TIMESTAMP in a session whose zone is UTC, an id is text in its canonical form:
# so they compare, sort and read as they do in DuckDB.
TYPES = {
    exp.DataType.Type.TIMESTAMP: "TIMESTAMP",
    exp.DataType.Type.TIMESTAMPNTZ: "TIMESTAMP",
    exp.DataType.Type.UUID: "STRING",
    exp.DataType.Type.UBIGINT: "DECIMAL(20, 0)",
    exp.DataType.Type.INT128: "DECIMAL(38, 0)",
}
MICROS = {"HOUR": 3600000000, "MINUTE": 60000000, "SECOND": 1000000, "MILLISECOND": 1000}
UNITS = ("YEAR", "MONTH", "DAY", *MICROS, "MICROSECOND")  # of date_diff


def ordered_list(generator: Any, expression: exp.ArrayAgg) -> str:
    """A list in an order: each item is packed behind what it is sorted by, and unpacked again."""
    inner = expression.this
    if not isinstance(inner, exp.Order):
        return str(generator.func("COLLECT_LIST", inner))
    keys = [
        f"{generator.sql(each.this)} AS key_{place}" for place, each in enumerate(inner.expressions)
    ]
    packed = ", ".join([*keys, f"{generator.sql(inner.this)} AS _item"])
    cases = " ".join(
        f"WHEN l.key_{place} IS NULL AND r.key_{place} IS NOT NULL THEN 1 "
        f"WHEN l.key_{place} IS NOT NULL AND r.key_{place} IS NULL THEN -1 "
        f"WHEN l.key_{place} {'>' if each.args.get('desc') else '<'} r.key_{place} THEN -1 "
        f"WHEN l.key_{place} <> r.key_{place} THEN 1"
        for place, each in enumerate(inner.expressions)
    )
    sorted_ = f"ARRAY_SORT(COLLECT_LIST(STRUCT({packed})), (l, r) -> CASE {cases} ELSE 0 END)"
    return f"TRANSFORM({sorted_}, each -> each._item)"


def boundaries_between(generator: Any, expression: exp.DateDiff) -> str:
    """How many boundaries of days, months or hours lie between: Spark counts whole ones."""
    ends = [generator.sql(expression.this), generator.sql(expression.expression)]
    unit = expression.text("unit").upper() or "DAY"
    if unit not in UNITS:
        raise SparkError(
            f"date_diff has no form for Spark in {unit.lower()}: take {', '.join(UNITS).lower()}"
        )
    if unit == "DAY":
        return "DATEDIFF({}, {})".format(*(f"CAST({end} AS DATE)" for end in ends))
    if unit in ("MONTH", "YEAR"):
        months = [
            f"YEAR({end}) * 12 + MONTH({end})" if unit == "MONTH" else f"YEAR({end})"
            for end in ends
        ]
        return "({} - ({}))".format(*months)
    counted = [f"UNIX_MICROS(CAST({end} AS TIMESTAMP))" for end in ends]
    if unit != "MICROSECOND":
        counted = [f"FLOOR({each} / {MICROS[unit]})" for each in counted]
    return "({} - {})".format(*counted)


def whole_number(generator: Any, expression: exp.Cast) -> str:
    """A fraction becomes the nearest whole number, where Spark would cut it off.

    Of two that are as near DuckDB takes the even one, but for a decimal the one further from 0.
    """
    if not (kinds.is_whole(expression.to) and kinds.is_fraction(expression.this)):
        return str(generator.cast_sql(expression))
    inner = generator.sql(expression.this)
    nearest = f"RINT({inner})"
    if kinds.is_exact(expression.this):
        nearest = f"IF(TYPEOF({inner}) LIKE 'decimal%', ROUND({inner}), {nearest})"
    return f"CAST({nearest} AS {generator.sql(expression, 'to')})"


def days_between(generator: Any, expression: exp.Sub) -> str:
    """The days from one date to another are a number, where Spark has an interval."""
    if kinds.is_date(expression.this) and kinds.is_date(expression.expression):
        return str(generator.func("DATEDIFF", expression.this, expression.expression))
    return str(generator.binary(expression, "-"))


def literal_map(generator: Any, expression: exp.ToMap) -> str:
    """A map that is written out, as Spark's function of keys and values in turn."""
    parts = [part for each in expression.this.expressions for part in (each.this, each.expression)]
    return str(generator.func("MAP", *parts))


def ranked_value(generator: Any, expression: Any) -> str:
    """A percentile, or a list of several."""
    wanted = expression.expression
    if isinstance(wanted, exp.Array):
        each = [
            type(expression)(this=expression.this, expression=one) for one in wanted.expressions
        ]
        return str(generator.func("ARRAY", *each))
    name = "PERCENTILE_DISC" if isinstance(expression, exp.PercentileDisc) else "PERCENTILE_CONT"
    return (
        f"{name}({generator.sql(wanted)}) WITHIN GROUP (ORDER BY {generator.sql(expression.this)})"
    )


def similar(generator: Any, expression: exp.SimilarTo) -> str:
    """A pattern that the whole text is to follow."""
    pattern = exp.Literal.string(f"^({expression.expression.name})$")
    return f"{generator.sql(expression.this)} RLIKE {generator.sql(pattern)}"


def seconds(generator: Any, expression: exp.TimeToUnix) -> str:
    """Seconds since 1970, or of a span between two instants, with their fraction."""
    inner = expression.this.unnest()
    parts = [inner.left, inner.right] if isinstance(inner, exp.Sub) else [inner]
    return f"(({' - '.join(f'UNIX_MICROS({generator.sql(part)})' for part in parts)}) / 1000000.0D)"


def item_or_slice(generator: Any, expression: exp.Bracket) -> str:
    """An item, null where the list is shorter, or a part of a list from one place to another.

    SQLGlot has taken one off the number of an item, which Spark counts from 0 on.
    """
    items, place = expression.this, expression.expressions[0]
    if isinstance(place, exp.Neg) and place.is_int:
        from_end = exp.Literal.number(int(place.name or place.this.name) * -1 + 1)
        return str(generator.func("TRY_ELEMENT_AT", items, from_end))
    if place.is_int:
        return str(generator.func("GET", items, place))
    if not isinstance(place, exp.Slice):
        return str(generator.bracket_sql(expression))
    first = place.this or exp.Literal.number(1)
    if place.expression is None:
        return str(generator.func("SLICE", items, first, exp.ArraySize(this=items.copy())))
    count = exp.paren(exp.Sub(this=exp.Add(this=place.expression, expression=exp.Literal.number(1)),
                              expression=first.copy()))  # fmt: skip
    return str(generator.func("SLICE", items, first, count))


TRANSFORMS = {
    exp.Bracket: item_or_slice,
    exp.TimeToUnix: seconds,
    exp.DateDiff: boundaries_between,
    exp.PercentileCont: ranked_value,
    exp.PercentileDisc: ranked_value,
    exp.SimilarTo: similar,
    exp.ToMap: literal_map,
    exp.ArrayAgg: ordered_list,
    exp.Cast: whole_number,
    exp.Sub: days_between,
    exp.AnyValue: lambda generator, each: generator.func("ANY_VALUE", each.this, exp.true()),
}


class Models(DuckDB):
    """DuckDB as the models write it: len() is of a list, length() of a text.

    The names of relations are in backticks where dbt-databricks has put them in.
    """

    class Tokenizer(DuckDB.Tokenizer):
        """What encloses a name."""

        IDENTIFIERS: ClassVar[list[str | tuple[str, str]]] = ['"', "`"]

    class Parser(DuckDB.Parser):  # type: ignore[misc,valid-type]
        """What is read in another way than SQLGlot does."""

        FUNCTIONS: ClassVar[dict[str, Any]] = {
            **DuckDB.Parser.FUNCTIONS,
            "LEN": exp.ArraySize.from_arg_list,
        }


def portable(dialect: Any) -> Any:
    """A dialect of SQLGlot's that says these things in its own way."""
    generator = type(
        "Generator",
        (dialect.Generator,),
        {
            "EXPRESSIONS_WITHOUT_NESTED_CTES": set(),
            "TYPE_MAPPING": {**dialect.Generator.TYPE_MAPPING, **TYPES},
            "TRANSFORMS": {**dialect.Generator.TRANSFORMS, **TRANSFORMS},
        },
    )
    return type(f"Portable{dialect.__name__}", (dialect,), {"Generator": generator})


# In this order: a window is whole before a filter in it moves, names are known before a union.
STEPS = (
    rewrite.spell_out_windows,
    rewrite.spell_out_comprehensions,
    rewrite.choose_between_intervals,
    rewrite.filter_inside_windows,
    rewrite.join_the_next,
    rewrite.replace_after_star,
    rewrite.read_other_clocks,
    rewrite.rename_functions,
    rewrite.read_json_as_text,
    rewrite.compare_by_place,
    rewrite.set_apart_negations,
    rewrite.cast_before_unnesting,
    rewrite.unnest_side_by_side,
    rewrite.count_in_a_subquery,
    rewrite.unite_by_place,
)
DIALECTS = {"spark": portable(Spark), "databricks": portable(Databricks)}


def translate(sql: str, engine: str = "spark") -> str:
    """A query of the models in the words of an engine."""
    tree: Any = sqlglot.parse_one(sql, read=Models)
    for step in STEPS:
        step(tree)
    if engine == "spark":
        tree = rewrite.keep_by_condition(tree)
    return str(tree.sql(dialect=DIALECTS[engine], pretty=True))


def translate_type(type_: str, engine: str = "spark") -> str:
    """A type of a contract in the words of an engine, as Spark shows it."""
    return shown(exp.DataType.build(type_, dialect=DuckDB), engine)


def shown(type_: Any, engine: str) -> str:
    """A type without blanks, in small letters but for the names of fields."""
    inner = type_.expressions
    if type_.is_type("struct"):
        fields = [f"`{each.name}`:{shown(each.args['kind'], engine)}" for each in inner]
        return f"struct<{','.join(fields)}>"
    if type_.is_type("array", "map", "list"):
        name = "map" if type_.is_type("map") else "array"
        return f"{name}<{','.join(shown(each, engine) for each in inner)}>"
    return str(type_.sql(dialect=DIALECTS[engine])).lower().replace(", ", ",")
