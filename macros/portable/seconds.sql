{#- Whole seconds from one instant to a later one. -#}
{% macro seconds_between(earlier, later) -%}
    {{ dbt.datediff(earlier, later, 'second') }}::integer
{%- endmacro %}


{#- The instant so many seconds after another one. -#}
{% macro seconds_after(instant, seconds) -%}
    {{ dbt.dateadd('second', seconds, instant) }}
{%- endmacro %}


{#- Seconds from one instant to a later one, with their fraction. -#}
{% macro seconds_with_fraction(earlier, later) -%}
    {{ return(adapter.dispatch('seconds_with_fraction')(earlier, later)) }}
{%- endmacro %}

{% macro duckdb__seconds_with_fraction(earlier, later) -%}
    (epoch_us({{ later }}) - epoch_us({{ earlier }})) / 1000000.0::double
{%- endmacro %}

{% macro spark__seconds_with_fraction(earlier, later) -%}
    (unix_micros({{ later }}) - unix_micros({{ earlier }})) / 1000000.0::double
{%- endmacro %}


{#- The instant so many milliseconds after another one. -#}
{% macro milliseconds_after(instant, milliseconds) -%}
    {{ dbt.dateadd('millisecond', milliseconds, instant) }}
{%- endmacro %}
