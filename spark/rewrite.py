"""Changes to a parsed query that keep what it says and use fewer constructs."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

KEPT = "_kept"  # whether a row passes QUALIFY
BEYOND = "_beyond"  # where the span of a row in an ASOF JOIN ends
OPPOSITE: dict[type[Any], type[Any]] = {
    exp.LT: exp.GTE, exp.LTE: exp.GT, exp.GT: exp.LTE, exp.GTE: exp.LT,
}  # fmt: skip
THOUSANDTH = exp.Literal.number("0.001")
SPANS = {"to_days": 0, "to_hours": 1, "to_minutes": 2, "to_seconds": 3}


def spell_out_windows(tree: Any) -> None:
    """Write each named window where it is used: Spark's can't build on one another."""
    for select in list(tree.find_all(exp.Select)):
        named = {each.name: each for each in select.args.get("windows") or []}
        if not named:
            continue
        for window in list(select.find_all(exp.Window)):
            if window.args.get("alias") and window.parent_select is select:
                fill(window, named)
        select.set("windows", None)


def fill(window: exp.Window, named: dict[str, exp.Window]) -> None:
    """Give a window what the named one that it builds on says."""
    base = window.args.get("alias")
    if base is None or base.name not in named:
        return
    below = named[base.name]
    fill(below, named)
    for part in ("partition_by", "order", "spec"):
        value = below.args.get(part)
        if value and not window.args.get(part):
            copied = [each.copy() for each in value] if isinstance(value, list) else value.copy()
            window.set(part, copied)
    window.set("alias", None)


def unite_by_place(tree: Any) -> None:
    """Write UNION BY NAME with the columns of each side in one order, and null where one lacks."""
    for union in list(tree.find_all(exp.SetOperation)):
        if union.args.get("by_name") and not isinstance(union.parent, exp.SetOperation):
            sides = list(branches(union))
            shown = [columns(each) for each in sides]
            names = list(dict.fromkeys(name for each in shown for name in each))
            for side, own in zip(sides, shown, strict=True):
                selected = [
                    exp.column(name) if name in own else exp.alias_(exp.null(), name)
                    for name in names
                ]
                side.replace(exp.select(*selected).from_(side.copy().subquery("_side")))
    for union in tree.find_all(exp.SetOperation):
        union.set("by_name", None)


def branches(query: Any) -> list[Any]:
    """The selects that a union puts together, in order."""
    if isinstance(query, exp.SetOperation):
        return [*branches(query.left), *branches(query.right)]
    return [query]


def columns(select: Any) -> list[str]:
    """The names of a select's columns, in a star those of the CTE that it reads; none if unknown."""
    names: list[str] = []
    for each in select.selects:
        if not each.is_star:
            names.append(each.alias_or_name)
            continue
        source = each.table if isinstance(each, exp.Column) else select.args["from_"].this.name
        found = columns_of_cte(select, source)
        if not found:
            return []
        names.extend(found)
    return names


def columns_of_cte(select: Any, name: str) -> list[str]:
    """The names of the columns of a CTE that a select reads; none if there is no such CTE."""
    tables = [each for each in select.find_all(exp.Table) if each.alias_or_name == name]
    if any(each.args.get("db") for each in tables):
        return []
    inside, own = select, []
    while inside is not None:
        own.append(id(inside))
        for cte in getattr(inside, "ctes", []):
            if cte.alias == name and id(cte) not in own:
                return columns(cte.this)
        inside = inside.parent
    return []


def is_alias(column: Any, named: dict[str, Any]) -> bool:
    """Whether a column is one that the select makes, and not one that it reads."""
    made = named.get(column.name)
    if column.table or made is None:
        return False
    return all(each.name != column.name for each in made.find_all(exp.Column))


def keep_by_condition(tree: Any) -> Any:
    """Write QUALIFY as a condition on a subquery that has its outcome as one more column."""
    for select in reversed(list(tree.find_all(exp.Select))):
        qualify = select.args.get("qualify")
        if not qualify:
            continue
        named = {each.alias: each.this for each in select.selects if isinstance(each, exp.Alias)}
        condition = qualify.this.copy()
        for column in list(condition.find_all(exp.Column)):
            if is_alias(column, named):
                column.replace(exp.paren(named[column.name].copy()))
        outer = exp.select(exp.Star(except_=[exp.to_identifier(KEPT)])).where(exp.column(KEPT))
        inner = select.copy()
        inner.set("qualify", None)
        for part in ("distinct", "order", "limit"):
            if inner.args.get(part):
                outer.set(part, inner.args[part].copy())
                inner.set(part, None)
        inner.select(exp.alias_(exp.paren(condition), KEPT), append=True, copy=False)
        outer = outer.from_(inner.subquery("_all"), copy=False)
        if select is tree:
            tree = outer
        else:
            select.replace(outer)
    return tree


def filter_inside_windows(tree: Any) -> None:
    """Write FILTER as a condition inside the aggregate where a window follows: Spark takes one."""
    for window in list(tree.find_all(exp.Window)):
        filtered = window.this
        if not isinstance(filtered, exp.Filter):
            continue
        aggregate, condition = filtered.this, filtered.expression.this
        by = "expression" if isinstance(aggregate, (exp.ArgMax, exp.ArgMin)) else "this"
        counted = aggregate.args[by]
        counted = exp.Literal.number(1) if isinstance(counted, exp.Star) else counted
        aggregate.set(by, exp.case().when(condition.copy(), counted.copy()))
        window.set("this", aggregate)


def join_the_next(tree: Any) -> None:
    """Write ASOF JOIN as one on the span between two rows: only the nearest row's holds it."""
    for join in list(tree.find_all(exp.Join)):
        if join.args.get("method") != "ASOF":
            continue
        table, on = join.this, join.args["on"]
        conditions: list[Any] = list(on.flatten()) if isinstance(on, exp.And) else [on]
        (nearest,) = [each for each in conditions if not isinstance(each, exp.EQ)]
        sides: list[Any] = [
            side for each in conditions if each is not nearest for side in (each.left, each.right)
        ]
        keys = [side.copy() for side in sides if side.table == table.alias_or_name]
        is_next = isinstance(nearest, (exp.LT, exp.LTE))
        by = nearest.right
        beyond = exp.Window(
            this=exp.Lag(this=by.copy()) if is_next else exp.Lead(this=by.copy()),
            partition_by=keys,
            order=exp.Order(expressions=[exp.Ordered(this=by.copy())]),
        )
        spans = exp.select("*", exp.alias_(beyond, BEYOND)).from_(table.copy())
        bound = exp.column(BEYOND, table=table.alias_or_name)
        outside = OPPOSITE[type(nearest)]
        within = exp.or_(
            exp.Is(this=bound, expression=exp.null()),
            outside(this=nearest.left.copy(), expression=bound.copy()),
        )
        join.set("this", spans.subquery(table.alias_or_name))
        join.set("on", exp.and_(on.copy(), within))
        join.set("method", None)


def replace_after_star(tree: Any) -> None:
    """Write STAR REPLACE with all columns where a CTE names them, in their order.

    Of others the star leaves out those that are made anew, and they follow it.
    """
    for star in list(tree.find_all(exp.Star)):
        made = {each.alias: each for each in star.args.get("replace") or []}
        select = star.parent_select
        if not made or select is None:
            continue
        shown = star.parent if isinstance(star.parent, exp.Column) else star
        source = shown.table if shown is not star else select.args["from_"].this.alias_or_name
        names = columns_of_cte(select, source)
        star.set("replace", None)
        if names:
            columns_ = [made.get(name) or exp.column(name, table=source) for name in names]
            listed = [each for each in select.expressions if each is not shown]
            place = next(n for n, each in enumerate(select.expressions) if each is shown)
            select.set("expressions", [*listed[:place], *columns_, *listed[place:]])
        else:
            left_out = [exp.to_identifier(name) for name in made]
            star.set("except_", [*(star.args.get("except_") or []), *left_out])
            for each in made.values():
                select.append("expressions", each)


def rename_functions(tree: Any) -> None:
    """Give functions that SQLGlot does not know the names that they have in Spark."""
    for days in list(tree.find_all(exp.ToDays)):
        days.replace(exp.Anonymous(this="to_days", expressions=[days.this.copy()]))
    for function in list(tree.find_all(exp.Anonymous)):
        name, given = function.name.lower(), function.expressions
        if name == "row":
            function.replace(by_place(given))
        elif name == "hash":
            function.set("this", "XXHASH64")
            function.replace(exp.cast(function.copy(), "decimal(20, 0)"))
        elif name == "strlen":
            function.set("this", "OCTET_LENGTH")
        elif name == "list_sum":
            function.replace(added_up(given[0]))
        elif name == "generate_subscripts":
            function.replace(exp.Explode(this=places(given[0])))
        elif name == "to_milliseconds":
            span = exp.Mul(this=exp.paren(given[0].copy()), expression=THOUSANDTH.copy())
            zeros = [exp.Literal.number(0)] * 3
            function.replace(exp.Anonymous(this="MAKE_DT_INTERVAL", expressions=[*zeros, span]))
        elif name in SPANS:
            zeros = [exp.Literal.number(0)] * SPANS[name]
            function.replace(exp.Anonymous(this="MAKE_DT_INTERVAL", expressions=[*zeros, *given]))


def added_up(items: Any) -> exp.Anonymous:
    """The sum of a list of whole numbers; null if it has none."""
    total, each = exp.to_identifier("total"), exp.to_identifier("each")
    sum_ = exp.Add(
        this=exp.column("total"),
        expression=exp.func("COALESCE", exp.column("each"), exp.Literal.number(0)),
    )
    start = exp.cast(exp.Literal.number(0), "bigint")
    step = exp.Lambda(this=sum_, expressions=[total, each])
    found = exp.Anonymous(this="ARRAY_COMPACT", expressions=[items.copy()])
    some = exp.GT(this=exp.ArraySize(this=found), expression=exp.Literal.number(0))
    summed = exp.Anonymous(this="AGGREGATE", expressions=[items.copy(), start, step])
    return exp.Anonymous(this="IF", expressions=[some, summed, exp.null()])


def places(items: Any) -> exp.Anonymous:
    """The places of a list's items, from 1 on, as a list."""
    item, place = exp.to_identifier("item"), exp.to_identifier("place")
    next_ = exp.Add(this=exp.column("place"), expression=exp.Literal.number(1))
    counted = exp.Lambda(this=next_, expressions=[item, place])
    return exp.Anonymous(this="TRANSFORM", expressions=[items.copy(), counted])


def compare_by_place(tree: Any) -> None:
    """Compare rows as structs whose fields have the same names on both sides."""
    for row in list(tree.find_all(exp.Tuple)):
        if isinstance(row.parent, (exp.EQ, exp.NEQ, exp.NullSafeEQ, exp.NullSafeNEQ)):
            row.replace(by_place(row.expressions))


def by_place(values: list[Any]) -> exp.Anonymous:
    """A struct whose fields are numbered."""
    fields = [
        part
        for place, value in enumerate(values, 1)
        for part in (exp.Literal.string(f"_{place}"), value.copy())
    ]
    return exp.Anonymous(this="NAMED_STRUCT", expressions=fields)


def cast_before_unnesting(tree: Any) -> None:
    """Cast a list in place of its items: Spark takes a generator alone."""
    for cast in list(tree.find_all(exp.Cast)):
        if isinstance(cast.this, exp.Explode):
            items = exp.DataType(
                this=exp.DataType.Type.ARRAY, expressions=[cast.to.copy()], nested=True
            )
            cast.replace(exp.Explode(this=exp.cast(cast.this.this.copy(), items)))


def unnest_side_by_side(tree: Any) -> None:
    """Unnest several lists of a select at once, in the place of the first: Spark takes one.

    A list that is null has no items, as an empty one, and does not hide those of the others.
    """
    for select in list(tree.find_all(exp.Select)):
        unnested = [
            each
            for each in select.expressions
            if isinstance(each, exp.Alias) and isinstance(each.this, exp.Explode)
        ]
        if len(unnested) < 2:
            continue
        lists = [exp.func("COALESCE", each.this.this.copy(), exp.Array()) for each in unnested]
        zipped = exp.Anonymous(this="ARRAYS_ZIP", expressions=lists)
        names = [exp.to_identifier(each.alias) for each in unnested]
        rows = exp.Aliases(
            this=exp.Anonymous(this="INLINE", expressions=[zipped]), expressions=names
        )
        unnested[0].replace(rows)
        for each in unnested[1:]:
            each.pop()


def read_json_as_text(tree: Any) -> None:
    """Leave JSON the text that it is in Spark, and look for keys at a path in what lies there."""
    for cast in list(tree.find_all(exp.Cast)):
        if cast.to.is_type("json"):
            cast.replace(cast.this.copy())
    for keys in list(tree.find_all(exp.JSONKeys)):
        at = keys.expression
        if at is not None:
            there = exp.Anonymous(this="GET_JSON_OBJECT", expressions=[keys.this.copy(), at.copy()])
            keys.set("this", there)
            keys.set("expression", None)


def choose_between_intervals(tree: Any) -> None:
    """Give the intervals of a CASE one type: Spark keeps months and days apart in two."""
    units = ["YEAR", "MONTH", "WEEK", "DAY"]
    for interval in list(tree.find_all(exp.Interval)):
        if isinstance(interval.parent, (exp.If, exp.Case, exp.Tuple)):
            unit = interval.unit.name.upper()
            parts = [int(interval.this.name) if each == unit else 0 for each in units]
            numbers = [exp.Literal.number(part) for part in parts]
            interval.replace(exp.Anonymous(this="MAKE_INTERVAL", expressions=numbers))


def count_in_a_subquery(tree: Any) -> None:
    """Write range() after FROM as a select that unnests a sequence."""
    for table in list(tree.find_all(exp.Table)):
        alias = table.args.get("alias")
        if isinstance(table.this, exp.GenerateSeries) and alias and alias.columns:
            counted = exp.alias_(exp.Explode(this=table.this.copy()), alias.columns[0].name)
            table.replace(exp.select(counted).subquery(alias.name))


def set_apart_negations(tree: Any) -> None:
    """Put NOT behind a comparison in parentheses, without which Spark can't read it."""
    for negation in list(tree.find_all(exp.Not)):
        if isinstance(negation.parent, (exp.EQ, exp.NEQ, exp.NullSafeEQ, exp.NullSafeNEQ)):
            negation.replace(exp.paren(negation.copy()))


def spell_out_comprehensions(tree: Any) -> None:
    """Write a list that is made of another one with functions of its items."""
    for made in list(tree.find_all(exp.Comprehension)):
        items = made.args["iterator"].copy()
        for name, body in (("FILTER", made.args.get("condition")), ("TRANSFORM", made.this)):
            if body is not None:
                each = exp.Lambda(this=body.copy(), expressions=[made.expression.copy()])
                items = exp.Anonymous(this=name, expressions=[items, each])
        whole = made.parent if isinstance(made.parent, exp.Array) else made
        whole.replace(items)


def read_other_clocks(tree: Any) -> None:
    """Write the time in a zone of an instant in UTC, which DuckDB asks for in two steps."""
    for outer in list(tree.find_all(exp.Anonymous)):
        inner = outer.expressions[-1] if outer.expressions else None
        if outer.name.lower() == "timezone" and isinstance(inner, exp.Anonymous):
            instant, zone = inner.expressions[-1], outer.expressions[0]
            if inner.name.lower() == "timezone" and inner.expressions[0].name == "UTC":
                shown = exp.Anonymous(
                    this="FROM_UTC_TIMESTAMP", expressions=[instant.copy(), zone.copy()]
                )
                outer.replace(shown)
