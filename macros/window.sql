{#-
    From which day a run rewrites what its tables hold; nothing else says so.

    Days from the first one that is not done are open. Events may be late by late_days, so
    the window opens that many days earlier; and since a viewing day begins on the date
    before in the far east, it opens a date earlier in UTC. Two things in a model's meta open
    it earlier still:

      follows_changes_of  subjects (user, content, post, subscription) whose versions the rows
                          point at: a change that arrives late moves versions from its own
                          instant on, however long ago that is
      shows_profiles      the rows show what dim_user says of a user: the first change
                          counts, too, and a profile may arrive profile_days() after its
                          user's first event
-#}


{#-
    The rows of a relation that this run writes, by a column of it; without `by`, by the day
    that the model replaces, or by the load day where it appends. All rows on a first build.
-#}
{% macro in_window(relation, by=none) -%}
    {%- set by = by or day_of_model() -%}
    {%- set first_day = rewritten_from(by) -%}
    {%- if first_day == earliest_date() -%}
    {{ relation }}
    {%- else -%}
    (
        select * from {{ relation }}
        where {{ by }} >= {{ first_day }}
    ) as {{ relation.identifier }}
    {%- endif -%}
{%- endmacro %}


{#-
    The first day that this run writes: a load day, a viewing day, or, by any other column, a
    date in UTC. A table of months is rewritten in whole months.
-#}
{% macro rewritten_from(by) %}
    {%- set first_day = first_new_day() if by == 'load_date' else window_opens_on() -%}
    {%- if first_day != earliest_date() -%}
        {%- if by not in ['load_date', 'viewing_date'] -%}
            {%- set first_day = '(' ~ first_day ~ ' - 1)' -%}
        {%- endif -%}
        {%- if day_of_model() == 'month_start_date' -%}
            {%- set first_day = month_of(first_day) -%}
        {%- endif -%}
    {%- endif -%}
    {{ return(first_day) }}
{% endmacro %}


{#- The first viewing day of the window, as a literal. -#}
{% macro window_opens_on() %}
    {%- set clock = clock_relation() if has_window() else none -%}
    {%- if clock is none -%}
        {{ return(earliest_date()) }}
    {%- endif -%}
    {%- set meta = model.config.meta -%}
    {{ return(date_from(opening_of_window(
        clock, meta.get('follows_changes_of', []), meta.get('shows_profiles')
    ))) }}
{% endmacro %}


{#-
    Whether a version, or what else has an end, may change in this run: for
    incremental_predicates. They are fixed when dbt parses, before meta is known, so the
    subjects are said again and the condition reads the clock when it runs.
-#}
{% macro reaches_into_window(end='valid_to', follows_changes_of=[]) -%}
    {%- set clock = relation_of_layer('raw', 'raw_clock') -%}
    {{ end }} >= (
        select day - 1
        from ({{ opening_of_window(clock, follows_changes_of) }}) as opening
    )
{%- endmacro %}


{#- The query for the first viewing day of the window, in a column `day`. -#}
{% macro opening_of_window(clock, follows_changes_of=[], shows_profiles=false) -%}
    {%- set first_day -%}
        {{ first_open_day() }} - coalesce(max(late_days), 0)::integer
        {%- if shows_profiles %}
        - greatest({{ profile_days() }} - max(late_days)::integer, 1)
        {%- endif %}
    {%- endset -%}
    {%- set days = [first_day] -%}
    {%- for subject in follows_changes_of -%}
        {%- do days.append('(' ~ day_of_first_change(clock, subject, shows_profiles) ~ ')') -%}
    {%- endfor -%}
    select
        {{ 'least(' ~ days | join(', ') ~ ')' if days | length > 1 else first_day }} as day
    from {{ clock }}
{%- endmacro %}


{#-
    The query for the day of the first change that the open days brought; null if there is
    none. The first change of all of a user or a content moves nothing, since first versions
    are backdated.
-#}
{% macro day_of_first_change(clock, subject, of_all=false) -%}
    select min(changed_at)::date - 1
    from {{ log_of_changes(subject) }}
    where
        load_date >= (select min(load_date) from {{ clock }} where not is_done)
        {%- if not of_all %}
        and change_kind not in ('create', 'arrive')
        {%- endif %}
{%- endmacro %}


{#- The first load day that is not done, from the clock. -#}
{% macro first_open_day() -%}
    coalesce(
        min(load_date) filter (where not is_done),
        max(load_date) + 1,
        {{ earliest_date() }}
    )
{%- endmacro %}


{#-
    The first load day that this table lacks, as a literal. A table that may stay empty shows
    no day itself: in its meta, `seen_by` names a model that all of its days pass through.
-#}
{% macro first_new_day() %}
    {%- if not has_window() -%}
        {{ return(earliest_date()) }}
    {%- endif -%}
    {%- set tables = [this] -%}
    {%- set seen_by = model.config.meta.get('seen_by') -%}
    {%- if seen_by -%}
        {%- set node = graph.nodes['model.' ~ project_name ~ '.' ~ seen_by] -%}
        {%- do tables.append(adapter.get_relation(node.database, node.schema, node.alias)) -%}
    {%- endif -%}
    {%- set days -%}
        {%- for table in tables | select %}
        select max(load_date) as day from {{ table }}
        {{- ' union all' if not loop.last }}
        {%- endfor %}
    {%- endset -%}
    {{ return(date_from(
        'select coalesce(max(day) + 1, ' ~ earliest_date() ~ ') as day from (' ~ days ~ ')'
    )) }}
{% endmacro %}


{#-
    The first load day that a stage of the vault hands over, as a literal: the first open one;
    all days in a full refresh, and while a table that the stage feeds is still missing.
-#}
{% macro stage_from() %}
    {%- set takes_all = not execute or flags.FULL_REFRESH or has_missing_target(model.unique_id) -%}
    {%- set clock = none if takes_all else clock_relation() -%}
    {%- if clock is none -%}
        {{ return(earliest_date()) }}
    {%- endif -%}
    {{ return(date_from('select ' ~ first_open_day() ~ ' as day from ' ~ clock)) }}
{% endmacro %}


{#- Whether this run writes a part of its table. A unit test has no clock to ask. -#}
{% macro has_window() %}
    {{ return(
        execute and model.resource_type != 'unit_test' and is_incremental() and has_its_history(this)
    ) }}
{% endmacro %}


{#- How many days after a user's first event the source hands over the profile at the latest. -#}
{% macro profile_days() -%}
    7
{%- endmacro %}


{#-
    The column that says which day a row of this model belongs to, and so what a run replaces.
    A unit test does not know it: one with a window says it in its overrides.
-#}
{% macro day_of_model() %}
    {%- set config = model.config -%}
    {{ return('load_date' if config.incremental_strategy == 'append' else config.unique_key) }}
{% endmacro %}


{#- A staged log of changes, by a name that needs no ref. -#}
{% macro log_of_changes(subject) %}
    {{ return(relation_of_layer('staging', 'stg_platform__' ~ subject ~ '_changes')) }}
{% endmacro %}


{#- The date that a query finds in its column `day`, as a literal. -#}
{% macro date_from(query) %}
    {{ return("date '" ~ run_query(query).rows[0]['day'] ~ "'") }}
{% endmacro %}


{#- Before everything: where a window opens that leaves out nothing. -#}
{% macro earliest_date() %}
    {{ return("date '1900-01-01'") }}
{% endmacro %}
