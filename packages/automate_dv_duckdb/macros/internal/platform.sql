{#- What AutomateDV asks of a platform: types, casts, hashes. Its own SQL runs on DuckDB with
these alone; dbt resolves every dispatch of an installed package when it parses, so they are
needed before the first call. -#}

{% macro duckdb__type_binary(for_dbt_compare=false) -%}
    {{ return('BLOB') }}
{%- endmacro %}


{% macro duckdb__type_timestamp() -%}
    {{ return('TIMESTAMP') }}
{%- endmacro %}


{#- A text in quotes is a hash in hexadecimal digits; anything else is bytes already. -#}
{% macro duckdb__cast_binary(column_str, alias=none, quote=true) -%}
    {{ "unhex('" ~ column_str ~ "')" if quote else column_str }}{{ ' as ' ~ alias if alias }}
{%- endmacro %}


{% macro duckdb__cast_date(column_str, as_string=false, alias=none) -%}
    {%- set value = "'" ~ column_str ~ "'" if as_string else column_str -%}
    {{ dbt.cast(value, 'date') }}{{ ' as ' ~ alias if alias }}
{%- endmacro %}


{#- A text arrives in quotes already. -#}
{% macro duckdb__cast_datetime(
    column_str, as_string=false, alias=none, date_type=none
) -%}
    {{ dbt.cast(column_str, 'timestamp') }}{{ ' as ' ~ alias if alias }}
{%- endmacro %}


{% macro duckdb__get_escape_characters() -%}
    {{ return(('"', '"')) }}
{%- endmacro %}


{% macro duckdb__hash_alg_md5() -%}
    {{ return('unhex(md5([HASH_STRING_PLACEHOLDER]))') }}
{%- endmacro %}


{% macro duckdb__hash_alg_sha1() -%}
    {{ return('unhex(sha1([HASH_STRING_PLACEHOLDER]))') }}
{%- endmacro %}


{% macro duckdb__hash_alg_sha256() -%}
    {{ return('unhex(sha256([HASH_STRING_PLACEHOLDER]))') }}
{%- endmacro %}
