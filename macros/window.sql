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


{#- The same for the facts of the star, which point at versions that logs tell. -#}
{% macro facts_repaired_from() %}
    {{ return(repair_from(changes_of=['user', 'content', 'subscription'])) }}
{% endmacro %}


{#-
    The first date in UTC that a build rewrites in the feed: its rows point at versions of
    users and show the creator, the age and the deletion of posts.
-#}
{% macro feed_repaired_from() -%}
    {{ repair_from_in_utc(changes_of=['user', 'post']) }}
{%- endmacro %}


{#- The same where rows show what dim_user says: its profile may arrive after a user's events. -#}
{% macro profiles_open_from() -%}
    least(
        {{ repair_from_in_utc(changes_of=['user', 'post'], attributes=true) }},
        {{ repair_from() }} - greatest({{ profile_days() }} - {{ parameter('late_days') }}, 1)
    )
{%- endmacro %}


{#- How many days after a user's first event the source hands over the profile at the latest. -#}
{% macro profile_days() -%}
    7
{%- endmacro %}


{#-
    The first load day that a stage hands over, as a literal: the running build's, which is
    the first that is not done. All days in a full refresh, and while one of the tables that
    the stage feeds has still to be made.
-#}
{% macro stage_from() %}
    {%- set takes_all = not execute or flags.FULL_REFRESH or has_missing_target(model.unique_id) -%}
    {%- set clock = none if takes_all else clock_relation() -%}
    {%- if clock is none -%}
        {{ return("date '1900-01-01'") }}
    {%- endif -%}
    {%- set query -%}
        select
            coalesce(
                min(load_date) filter (where not is_done),
                max(load_date) + 1,
                date '1900-01-01'
            ) as day
        from {{ clock }}
    {%- endset -%}
    {{ return("date '" ~ run_query(query).rows[0]['day'] ~ "'") }}
{% endmacro %}


{#-
    The first load day of which duplicates are judged, as a literal: the first new one and
    late_days more, since raw rows may be written again by mistake when their day is over.
    Where a day holds more rows than numbers, that has happened, and all from that day on is
    judged again.
-#}
{% macro judged_from(arrivals, seen_by=none) %}
    {%- set new_from = first_new_day(seen_by) -%}
    {%- if not (execute and is_incremental()) -%}
        {{ return(new_from) }}
    {%- endif -%}
    {%- set query -%}
        select least(min(load_date), {{ new_from }} - {{ parameter('late_days') }}) as day
        from (
            select load_date
            from {{ arrivals }}
            group by load_date
            having count(*) > max(arrival_number)
        )
    {%- endset -%}
    {{ return("date '" ~ run_query(query).rows[0]['day'] ~ "'") }}
{% endmacro %}


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


{#- An instant before all that a build may still find new, as a literal. -#}
{% macro window_opens(changes_of=[]) -%}
    {{ window_opens_at(repair_from(changes_of)) }}
{%- endmacro %}


{#-
    An instant before every event of a viewing day: far in the east, where clocks are up
    to 14 hours ahead of UTC, the day begins at 15:00 UTC on the day before.
-#}
{% macro window_opens_at(viewing_date) -%}
    ({{ viewing_date }} - 1)::timestamp
{%- endmacro %}


{#-
    Whether a version, or what else has an end, may change in this build. The condition is
    fixed when dbt parses, so it reads the clock when it runs.
-#}
{% macro reaches_into_window(end='valid_to', changes_of=[]) -%}
    {%- set clock = api.Relation.create(
        database=target.database, schema=generate_schema_name('raw'), identifier='raw_clock'
    ) -%}
    {{ end }} >= (
        select {{ window_opens_at('day') }}
        from ({{ query_of_first_day_in_reach(clock, changes_of) }}) as reach
    )
{%- endmacro %}
