{#- On Spark, and so on Databricks, the tables are those of DuckDB: the project that runs there
translates their SQL. Arguments go through as they came. -#}

{% macro spark__stage() -%}
    {{ return(automate_dv_duckdb.duckdb__stage(**kwargs)) }}
{%- endmacro %}


{% macro spark__hub() -%}
    {{ return(automate_dv_duckdb.duckdb__hub(**kwargs)) }}
{%- endmacro %}


{% macro spark__link() -%}
    {{ return(automate_dv_duckdb.duckdb__link(**kwargs)) }}
{%- endmacro %}


{% macro spark__nh_link() -%}
    {{ return(automate_dv_duckdb.duckdb__nh_link(**kwargs)) }}
{%- endmacro %}


{% macro spark__sat() -%}
    {{ return(automate_dv_duckdb.duckdb__sat(**kwargs)) }}
{%- endmacro %}


{% macro spark__ma_sat() -%}
    {{ return(automate_dv_duckdb.duckdb__ma_sat(**kwargs)) }}
{%- endmacro %}


{% macro spark__eff_sat() -%}
    {{ return(automate_dv_duckdb.duckdb__eff_sat(**kwargs)) }}
{%- endmacro %}


{% macro spark__xts() -%}
    {{ return(automate_dv_duckdb.duckdb__xts(**kwargs)) }}
{%- endmacro %}


{% macro spark__ref_table() -%}
    {{ return(automate_dv_duckdb.duckdb__ref_table(**kwargs)) }}
{%- endmacro %}


{% macro spark__pit() -%}
    {{ return(automate_dv_duckdb.duckdb__pit(**kwargs)) }}
{%- endmacro %}


{% macro spark__bridge() -%}
    {{ return(automate_dv_duckdb.duckdb__bridge(**kwargs)) }}
{%- endmacro %}
