{#- What stands in the way of this command on this database; called before anything is changed. -#}
{% macro check_clock(clock) %}
    {%- if clock.days == '0' -%}
        {%- set selected = selected_resources | map('truncate', 4, true, '', 0) | list -%}
        {%- set needs_days = flags.WHICH in ['run', 'test', 'snapshot', 'retry']
            or (flags.WHICH == 'build' and ('mode' in selected or 'snap' in selected)) -%}
        {%- if needs_days and not flags.EMPTY and not is_whole_build() -%}
            {%- set whose = '' if target.name == 'dev' else ' for target ' ~ target.name -%}
            {%- do exceptions.raise_compiler_error(
                warehouse_name() ~ ' holds no day yet' ~ whose ~ ': run ' ~ build_command()
                ~ ' first, for the whole project'
            ) -%}
        {%- endif -%}
    {%- elif not starts_again() -%}
        {%- do check_world(clock) -%}
    {%- endif -%}
{% endmacro %}


{#-
    An older layout can only be replaced, a newer one not even that. The version is read
    alone, since the other columns may be others, too.
-#}
{% macro check_version(clock) %}
    {%- set version = run_query('select max(warehouse_version) as version from ' ~ clock).rows[0]['version'] -%}
    {%- if version is not none and version | int > warehouse_version() -%}
        {%- do exceptions.raise_compiler_error(
            warehouse_name() ~ ' was written by a newer Reelhouse (warehouse version ' ~ version
            ~ '; this one knows up to ' ~ warehouse_version()
            ~ '): update the project, or choose another database'
        ) -%}
    {%- elif version is not none and version | int < warehouse_version() and not starts_again() -%}
        {%- do exceptions.raise_compiler_error(
            warehouse_name() ~ ' was written by an older Reelhouse (warehouse version ' ~ version
            ~ '; this one writes ' ~ warehouse_version()
            ~ '): start again with ' ~ full_refresh_command() ~ ', which keeps its parameters,'
            ~ ' or choose another database'
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- The world can't change its shape while it lives. -#}
{% macro check_world(clock) %}
    {%- set fault = other_world(said_by_guard().given, kept_parameters()) -%}
    {%- if fault -%}
        {%- do exceptions.raise_compiler_error(fault) -%}
    {%- endif -%}
    {%- if clock.seeds_digest != seeds_digest() and flags.WHICH in ['build', 'run', 'retry'] -%}
        {%- do exceptions.raise_compiler_error(
            'the value sets in seeds/ have another shape than those of the database: undo the'
            ~ ' change, or start again with ' ~ full_refresh_command()
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- What only the generator can judge: more events than the users could make, a day beyond the world's life. -#}
{% macro check_generator(clock) %}
    {%- set fault = ask_python('impossible_days', [
        tojson(current_parameters()),
        none if is_first_load(clock) else clock.last_day,
        'true' if clock.open_from else 'false'
    ]) -%}
    {%- if fault -%}
        {%- do exceptions.raise_compiler_error(fault) -%}
    {%- endif -%}
{% endmacro %}


{#- Three times what the new days will take at rest: the tables, the log of changes, a temporary copy. -#}
{% macro check_disk_space(clock) %}
    {%- set free = free_bytes() -%}
    {%- set values = current_parameters() -%}
    {%- set rows = days_ahead(clock) * (values.events_per_day | int)
        + ((values.users | int + values.titles | int + values.posts | int) if is_first_load(clock) else 0) -%}
    {%- set needed = 3 * 120 * rows -%}
    {%- if free is not none and free | int < needed -%}
        {%- do exceptions.raise_compiler_error(
            'no disk space for ' ~ warehouse_name() ~ ': this build needs about '
            ~ (needed // 1000000 + 1) ~ ' MB, ' ~ (free | int // 1000000) ~ ' MB are free'
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- Digest of the CSV columns that the generator reads; from reelhouse/guard.py. -#}
{% macro seeds_digest() %}
    {{ return(text_from_guard('seeds_digest')) }}
{% endmacro %}
