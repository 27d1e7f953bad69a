{#- The dates to look from, each with whether the model's own table lacks it. -#}
{% macro as_of_dates(as_of_dates_table) -%}
{%- if is_incremental() -%}
select distinct
    dates.as_of_date,
    known.as_of_date is null as is_new

from {{ automate_dv_duckdb.relation_of(as_of_dates_table) }} as dates
left join (select distinct as_of_date from {{ this }}) as known
    on dates.as_of_date = known.as_of_date
{%- else -%}
select distinct
    as_of_date,
    true as is_new

from {{ automate_dv_duckdb.relation_of(as_of_dates_table) }}
{%- endif %}
{%- endmacro %}
