{#-
    The raw tables where dbt can run no Python: from the files of a landing folder, whose
    layout is in python_models/customer_events/landing/. REELHOUSE_LANDING says where it is.
    The statements here are Spark's own, since DuckDB's raw models are Python. On Databricks
    the folder is one of a Unity Catalog volume, such as /Volumes/main/landing/files.
-#}

{#-
    The rows of a table on the days that are not loaded yet. The columns and their types are
    those of the model's yml. Users, contents and posts change in place, so their tables are
    in no partitions. The load date comes last, and Delta keeps the lowest and highest value
    of the first 32 columns unless it is told.
-#}
{% macro raw_from_landing(table) %}
    {%- set day = none if table in ['users', 'content', 'posts'] else 'load_date' -%}
    {{- config(
        materialized='incremental', schema='truth' if table.startswith('truth_') else 'raw',
        partition_by=day, liquid_clustered_by=day,
        tblproperties={'delta.dataSkippingNumIndexedCols': 64} if day else {},
    ) -}}
    {%- set clock = ref('raw_clock') -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set days = [] if flags.EMPTY else days_to_land(clock) -%}
        {%- do show_landed(table, landed_files(table, days)) -%}
    {%- endif -%}
    select * from landed_{{ table }}
{%- endmacro %}


{#- The days that this model lacks, each with its row of the clock: all that are not done, where rows change in place. -#}
{% macro days_to_land(clock) %}
    {%- set condition = 'true' -%}
    {%- if is_incremental() and config.get('unique_key') -%}
        {%- set condition = 'not is_done or not exists (select 1 from ' ~ this ~ ')' -%}
    {%- elif is_incremental() -%}
        {%- set condition = "load_date > (select coalesce(max(load_date), date '1900-01-01') from " ~ this ~ ')' -%}
    {%- endif -%}
    {{ return(run_query('select * from ' ~ clock ~ ' where ' ~ condition ~ ' order by load_date').rows) }}
{% endmacro %}


{#- The folder in which days have landed. -#}
{% macro landing_folder() %}
    {%- set folder = env_var('REELHOUSE_LANDING', '') -%}
    {%- if not folder -%}
        {%- do exceptions.raise_compiler_error(
            'REELHOUSE_LANDING is not set: name the folder in which python -m messaging export or'
            ~ ' spark/generate.py has landed the days'
        ) -%}
    {%- endif -%}
    {{ return(folder) }}
{% endmacro %}


{#-
    The manifests of those of the days that are whole, by day. Threads share a session and its
    views, so that each reader has one of its own.
-#}
{% macro landed_days(days, reader) %}
    {%- if not days -%}
        {{ return({}) }}
    {%- endif -%}
    {%- set view = 'landed_days_of_' ~ reader -%}
    {%- do view_files(view, 'text', landing_folder() ~ '/days', options={
        'wholetext': 'true', 'pathGlobFilter': '{' ~ days | join(',') ~ '}.json'
    }) -%}
    {%- set found = {} -%}
    {%- for row in run_query('select value from ' ~ view).rows -%}
        {%- set manifest = fromjson(row['value']) -%}
        {%- do found.update({manifest.load_date: manifest}) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{#- Stop before a day is opened that has not landed. -#}
{% macro refuse_days_that_have_not_landed(days, reader) %}
    {%- set found = landed_days(days, reader) -%}
    {%- for day in days if day not in found -%}
        {%- do exceptions.raise_compiler_error(
            day ~ ' is not complete in ' ~ landing_folder() ~ ': let the feed or an export write it, then build'
        ) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{#-
    Before a whole build opens days, or goes on with open ones: have they landed, and were they
    made from what this build has? DuckDB makes days that have not landed.
-#}
{% macro check_landing(clock) %}
    {{ return(adapter.dispatch('check_landing')(clock)) }}
{% endmacro %}

{% macro duckdb__check_landing(clock) %}
    {{ return(none) }}
{% endmacro %}

{% macro spark__check_landing(clock) %}
    {%- set date = modules.datetime.date -%}
    {%- set opened = {} -%}
    {%- if is_first_load(clock) -%}
        {%- set first = date.fromisoformat(parameter('start_date') | string) -%}
    {%- elif clock.open_from -%}
        {%- set first = date.fromisoformat(clock.open_from) -%}
        {%- for row in run_query('select * from ' ~ clock_relation() ~ ' where not is_done').rows -%}
            {%- do opened.update({row['load_date'] | string: row}) -%}
        {%- endfor -%}
    {%- else -%}
        {%- set first = date.fromisoformat(clock.last_day) + modules.datetime.timedelta(1) -%}
    {%- endif -%}
    {%- set days = [] -%}
    {%- for number in range(days_ahead(clock)) -%}
        {%- do days.append((first + modules.datetime.timedelta(number)).isoformat()) -%}
    {%- endfor -%}
    {%- set ahead = dict(current_parameters(), seeds_digest=seeds_digest()) -%}
    {%- for day, manifest in refuse_days_that_have_not_landed(days, 'the_build').items() -%}
        {%- do refuse_another_world(manifest, opened.get(day, ahead)) -%}
    {%- endfor -%}
{% endmacro %}


{#-
    The `names` of a table's files on days of the clock, and how many `rows` they hold. A day
    that is not complete, or of another world, is refused.
-#}
{% macro landed_files(table, days) %}
    {%- set dates = [] -%}
    {%- for day in days -%}
        {%- do dates.append(day['load_date'] | string) -%}
    {%- endfor -%}
    {%- set manifests = refuse_days_that_have_not_landed(dates, table) -%}
    {%- set files = [] -%}
    {%- for day in days -%}
        {%- set manifest = manifests[day['load_date'] | string] -%}
        {%- do refuse_another_world(manifest, day) -%}
        {%- if table not in manifest.tables -%}
            {%- do exceptions.raise_compiler_error(
                landing_folder() ~ ' holds ' ~ manifest.load_date ~ ' without ' ~ table
                ~ ': python -m messaging export writes all tables'
            ) -%}
        {%- endif -%}
        {%- for file in manifest.tables[table].files -%}
            {%- do files.append(file.name | replace('.parquet', '')) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return({'names': files, 'rows': manifests.values() | map(attribute='tables')
        | map(attribute=table) | sum(attribute='rows')}) }}
{% endmacro %}


{#- A day must have been made from what the clock opened it with. -#}
{% macro refuse_another_world(manifest, day) %}
    {%- set fault = namespace(text=none) -%}
    {%- if manifest.seeds_digest and manifest.seeds_digest != day['seeds_digest'] -%}
        {%- set fault.text = 'it was made from other value sets than those of seeds/ here' -%}
    {%- endif -%}
    {%- for name, there in manifest.parameters.items() if name in day.keys() -%}
        {%- if fault.text is none and not is_same_value(there, day[name]) -%}
            {%- set fault.text = name ~ ' is ' ~ there ~ ' there and ' ~ day[name] ~ ' here' -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if fault.text -%}
        {%- set is_open = 'is_done' in day.keys() -%}
        {%- do exceptions.raise_compiler_error(
            manifest.load_date ~ ' in ' ~ landing_folder() ~ ' is a day of another world: ' ~ fault.text
            ~ ('; land it again' if is_open else '; build with what it was made from, or land it again')
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- Lay a view with the model's columns over files. Of rows with one key it shows the one that was written last. -#}
{% macro show_landed(table, landed) %}
    {%- set key = config.get('unique_key') -%}
    {%- set files = landed.names -%}
    {%- if files -%}
        {%- set folder = landing_folder() ~ '/' ~ ('data' if table == 'consumer_events' else table) -%}
        {%- do view_files(
            'landed_files_of_' ~ table, 'parquet', folder ~ '/{' ~ files | join(',') ~ '}.parquet',
            columns_of_files(table)
        ) -%}
        {%- do refuse_missing_files(table, landed.rows) -%}
    {%- endif -%}
    {%- set rows = 'landed_files_of_' ~ table if files else no_rows() -%}
    {%- if files and key -%}
        {%- set rows = '(select *, row_number() over (partition by ' ~ key
            ~ ' order by updated_at desc) as _turn from ' ~ rows ~ ') where _turn = 1' -%}
    {%- endif -%}
    {%- do run_query(
        'create or replace temporary view landed_' ~ table ~ ' as select '
        ~ (columns_from_files(table) | join(', ') if files else '*') ~ ' from ' ~ rows
    ) -%}
{% endmacro %}


{#- Spark reads the files that are there, whichever the manifests name. -#}
{% macro refuse_missing_files(table, rows) %}
    {%- set found = run_query('select count(*) as found from landed_files_of_' ~ table).rows[0]['found'] -%}
    {%- if found != rows -%}
        {%- do exceptions.raise_compiler_error(
            landing_folder() ~ ' holds ' ~ found ~ ' rows of ' ~ table ~ ' where its manifests count '
            ~ rows ~ ': a file is missing or was changed; land its day again'
        ) -%}
    {%- endif -%}
{% endmacro %}


{#-
    Lay a temporary view over files. On Databricks such a view takes a query alone, and
    read_files is how a SQL warehouse reads a volume.
-#}
{% macro view_files(name, format, path, columns=[], options={}) %}
    {%- if target.type == 'databricks' -%}
        {%- set arguments = ["'" ~ path ~ "'", "format => '" ~ format ~ "'"] -%}
        {%- for option, value in options.items() -%}
            {%- do arguments.append(option ~ " => '" ~ value ~ "'") -%}
        {%- endfor -%}
        {%- if columns -%}
            {%- do arguments.append("schema => '" ~ columns | join(', ') ~ "'") -%}
        {%- endif -%}
        {%- do run_query(
            'create or replace temporary view ' ~ name ~ ' as select * from read_files('
            ~ arguments | join(', ') ~ ')'
        ) -%}
    {%- else -%}
        {%- set listed = ["path '" ~ path ~ "'"] -%}
        {%- for option, value in options.items() -%}
            {%- do listed.append(option ~ " '" ~ value ~ "'") -%}
        {%- endfor -%}
        {%- do run_query(
            'create or replace temporary view ' ~ name ~ (' (' ~ columns | join(', ') ~ ')' if columns else '')
            ~ ' using ' ~ format ~ ' options (' ~ listed | join(', ') ~ ')'
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- The columns in the files, each with its type there. An id has 16 bytes; the groups of an event lie flat. -#}
{% macro columns_of_files(table) %}
    {%- set columns = [] -%}
    {%- for column in model.columns.values() -%}
        {%- set fields = fields_of_struct(column.data_type) -%}
        {%- if table == 'consumer_events' and fields and not is_list(column.data_type) -%}
            {%- for field, type in fields.items() -%}
                {%- do columns.append('`' ~ column.name ~ '_' ~ field ~ '` ' ~ type_in_files(type)) -%}
            {%- endfor -%}
        {%- else -%}
            {%- do columns.append('`' ~ column.name ~ '` ' ~ type_in_files(column.data_type)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}


{#- The model's columns, from those in the files. A group of an event is null where all of it is. -#}
{% macro columns_from_files(table) %}
    {%- set columns = [] -%}
    {%- for column in model.columns.values() -%}
        {%- set fields = fields_of_struct(column.data_type) -%}
        {%- set value -%}
            {%- if table == 'consumer_events' and fields and not is_list(column.data_type) -%}
                {%- set flat = [] -%}
                {%- set packed = [] -%}
                {%- for field, type in fields.items() -%}
                    {%- set name = '`' ~ column.name ~ '_' ~ field ~ '`' -%}
                    {%- do flat.append(name ~ ' is not null') -%}
                    {%- do packed.append("'" ~ field ~ "', " ~ value_from_files(name, type)) -%}
                {%- endfor -%}
                case when {{ flat | join(' or ') }} then named_struct({{ packed | join(', ') }}) end
            {%- else -%}
                {{ value_from_files('`' ~ column.name ~ '`', column.data_type) }}
            {%- endif -%}
        {%- endset -%}
        {%- do columns.append(value ~ ' as `' ~ column.name ~ '`') -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}


{#- A value as the model has it: ids as text, at any depth. -#}
{% macro value_from_files(value, type) %}
    {%- set type = type | trim -%}
    {%- set fields = fields_of_struct(type) -%}
    {%- if type == 'uuid' -%}
        {{ return(
            "lower(regexp_replace(hex(" ~ value ~ "), '(.{8})(.{4})(.{4})(.{4})(.{12})', '$1-$2-$3-$4-$5'))"
        ) }}
    {%- elif is_list(type) and 'uuid' in type -%}
        {%- if fields -%}
            {%- set packed = [] -%}
            {%- for field, inner in fields.items() -%}
                {%- do packed.append("'" ~ field ~ "', " ~ value_from_files('item.`' ~ field ~ '`', inner)) -%}
            {%- endfor -%}
            {{ return('transform(' ~ value ~ ', item -> named_struct(' ~ packed | join(', ') ~ '))') }}
        {%- endif -%}
        {{ return('transform(' ~ value ~ ', item -> ' ~ value_from_files('item', type[:-2]) ~ ')') }}
    {%- endif -%}
    {{ return(value) }}
{% endmacro %}


{#- A type of a yml, as Spark reads it in the files. -#}
{% macro type_in_files(type) %}
    {%- set spoken = {'varchar': 'string', 'uuid': 'binary', 'integer': 'int'} -%}
    {%- set type = type | trim -%}
    {%- set fields = fields_of_struct(type) -%}
    {%- if is_list(type) and not fields -%}
        {{ return('array<' ~ type_in_files(type[:-2]) ~ '>') }}
    {%- elif fields -%}
        {%- set inner = [] -%}
        {%- for field, field_type in fields.items() -%}
            {%- do inner.append('`' ~ field ~ '`: ' ~ type_in_files(field_type)) -%}
        {%- endfor -%}
        {%- set packed = 'struct<' ~ inner | join(', ') ~ '>' -%}
        {{ return('array<' ~ packed ~ '>' if is_list(type) else packed) }}
    {%- endif -%}
    {{ return(spoken.get(type, type)) }}
{% endmacro %}


{#- The fields of a struct or of a list of structs, as the yml spells it; none of any other type. -#}
{% macro fields_of_struct(type) %}
    {%- set found = modules.re.fullmatch('struct[(](.*)[)](\\[\\])?', type.split() | join(' ')) -%}
    {%- set fields = {} -%}
    {%- for field in (found.group(1).split(',') if found else []) -%}
        {%- set name, field_type = (field | trim).split(' ', 1) -%}
        {%- do fields.update({name: field_type | trim}) -%}
    {%- endfor -%}
    {{ return(fields) }}
{% endmacro %}


{% macro is_list(type) %}
    {{ return((type | trim).endswith('[]')) }}
{% endmacro %}


{#- The model's columns without a row. -#}
{% macro no_rows() %}
    {%- set columns = [] -%}
    {%- for column in model.columns.values() -%}
        {%- set type = type_in_files(column.data_type) | replace('binary', 'string') -%}
        {%- do columns.append('cast(null as ' ~ type ~ ') as `' ~ column.name ~ '`') -%}
    {%- endfor -%}
    {{ return('(select ' ~ columns | join(', ') ~ ' where false) as nothing') }}
{% endmacro %}
