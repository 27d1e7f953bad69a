{#- The viewer's day, 05:00 to 05:00 on the clocks of the zone, that an instant belongs to. -#}
{% macro viewing_date(instant, timezone) -%}
    ({{ local_time(instant, timezone) }} - interval '5' hour)::date
{%- endmacro %}


{#-
    The first load day that this table does not have, as a literal, so that an increment
    reads a few days of a log and not its history. A table that may well stay empty shows
    no day itself: it names the model that is made from it, since the days that are there
    have passed through here.
-#}
{% macro first_new_day(seen_by=none) %}
    {%- if not (execute and is_incremental()) -%}
        {{ return("date '1900-01-01'") }}
    {%- endif -%}
    {%- set tables = [this] -%}
    {%- if seen_by -%}
        {%- set node = graph.nodes['model.reelhouse.' ~ seen_by] -%}
        {%- do tables.append(adapter.get_relation(node.database, node.schema, node.alias)) -%}
    {%- endif -%}
    {%- set query -%}
        select coalesce(max(last_day) + 1, date '1900-01-01') as day
        from (
            {%- for table in tables | select %}
            select max(load_date) as last_day from {{ table }}
            {{- " union all" if not loop.last }}
            {%- endfor %}
        )
    {%- endset -%}
    {{ return("date '" ~ run_query(query).rows[0]['day'] ~ "'") }}
{% endmacro %}


{#-
    The first viewing day that a build rewrites, as a literal: late events can reach as far
    back from the first day that is not done. Long ago, when everything is built.

    Where rows point at versions, `changes_of` names the logs that those come from: a change
    that arrives late shifts versions from its own instant on, however long ago that is, and
    what points there follows. The first change of a user or a content shifts none, since
    first versions are backdated; it counts with `attributes`, for tables that show what a
    dimension says.
-#}
{% macro repair_from(changes_of=[], attributes=false) %}
    {%- set clock = clock_relation() if execute and is_incremental() else none -%}
    {{ return(first_day_in_reach(clock, changes_of, attributes)) }}
{% endmacro %}


{#-
    The first date in UTC that a build rewrites: far in the east, a viewing day begins on
    the date before.
-#}
{% macro repair_from_in_utc(changes_of=[], attributes=false) -%}
    ({{ repair_from(changes_of, attributes) }} - 1)
{%- endmacro %}


{% macro first_day_in_reach(clock, changes_of=[], attributes=false) %}
    {%- if clock is none -%}
        {{ return("date '1900-01-01'") }}
    {%- endif -%}
    {%- set query = query_of_first_day_in_reach(clock, changes_of, attributes) -%}
    {{ return("date '" ~ run_query(query).rows[0]['day'] ~ "'") }}
{% endmacro %}


{% macro query_of_first_day_in_reach(clock, changes_of=[], attributes=false) -%}
    select
        least(
            coalesce(
                min(load_date) filter (where not is_done),
                max(load_date) + 1,
                date '1900-01-01'
            ) - coalesce(max(late_days), 0)::integer
            {%- for subject in changes_of %},
            ({{ first_day_of_changes(clock, subject, attributes) | indent(12) }})
            {%- endfor %}
        ) as day
    from {{ clock }}
{%- endmacro %}


{#- The same for the facts of the star, which point at versions that logs tell. -#}
{% macro facts_repaired_from() %}
    {{ return(repair_from(changes_of=['user', 'content', 'subscription'])) }}
{% endmacro %}


{#- The first viewing day that the changes reach which the open days brought; null if there are none. -#}
{% macro first_day_of_changes(clock, subject, attributes) -%}
    select min(changed_at)::date - 1
    from {{ log_of_changes(subject) }}
    where
        load_date >= (select min(load_date) from {{ clock }} where not is_done)
        {%- if not attributes %}
        and change_kind not in ('create', 'arrive')
        {%- endif %}
{%- endmacro %}


{#- A staged log of changes, by a name that needs no ref. -#}
{% macro log_of_changes(subject) %}
    {{ return(api.Relation.create(
        database=target.database,
        schema=generate_schema_name('staging'),
        identifier='stg_platform__' ~ subject ~ '_changes',
    )) }}
{% endmacro %}


{#-
    The last simulated day that is loaded or being loaded, as a literal; the first one
    while there is none. It reads the clock, so the model must come after raw_clock.
-#}
{% macro last_loaded_day() %}
    {%- set clock = clock_relation() if execute else none -%}
    {%- if clock is none -%}
        {{ return(parameter_literal('start_date')) }}
    {%- endif -%}
    {%- set day = run_query('select max(load_date) as day from ' ~ clock).rows[0]['day'] -%}
    {{ return("date '" ~ day ~ "'" if day else parameter_literal('start_date')) }}
{% endmacro %}


{#-
    An instant before every event of a viewing day: far in the east, where clocks are up
    to 14 hours ahead of UTC, the day begins at 15:00 UTC on the day before.
-#}
{% macro window_opens_at(viewing_date) -%}
    ({{ viewing_date }} - 1)::timestamp
{%- endmacro %}


{#- The instant, in UTC, at which the batch of a load day closes; a build looks at the sources then. -#}
{% macro batch_closes_at(load_date) -%}
    ({{ load_date }} + 1)::timestamp + interval '16' hour
{%- endmacro %}


{#- The minute of the day, from 0 at midnight, of a time on the viewer's clock. -#}
{% macro time_of_day_key(local_time) -%}
    (
        extract(hour from {{ local_time }}) * 60
        + extract(minute from {{ local_time }})
    )::integer
{%- endmacro %}


{#- The first day of the month that a date is in. -#}
{% macro month_of(date_day) -%}
    date_trunc('month', {{ date_day }})::date
{%- endmacro %}
