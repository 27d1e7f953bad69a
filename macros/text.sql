{#- A text without the blanks around it; null if nothing is left. -#}
{% macro clean_text(column) -%}
    nullif(trim({{ column }}), '')
{%- endmacro %}


{#- A name in small letters and without blanks around it, however it was sent. -#}
{% macro name_of(column) -%}
    lower({{ clean_text(column) }})
{%- endmacro %}


{#-
    A bandwidth such as 25mbps as a number, in one of the units in which devices send it; null
    if it isn't one.
-#}
{% macro megabits(column) -%}
    case
        when {{ column }} ilike '%kbps%'
            then
                round(try_cast(
                    replace(lower({{ column }}), 'kbps', '') as double
                ) / 1000)
        else
            try_cast(replace(replace(
                lower({{ column }}), 'mbps', ''
            ), 'mbit/s', '') as double)
    end::integer
{%- endmacro %}


{#- A name as its value set spells it; a name that is in none stays as it came, but for blanks. -#}
{% macro spelled_as(known, column) -%}
    coalesce({{ known }}, {{ clean_text(column) }})
{%- endmacro %}
