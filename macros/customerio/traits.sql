{#- The traits of a profile: each has a history, and a second account that is merged brings its own along. -#}
{% macro profile_traits() -%}
    {{ return(['email', 'first_name', 'last_name', 'country_code', 'favorite_color']) }}
{%- endmacro %}


{#-
    How many traits of the profile all the accounts have, as an expression on relations that
    hold for each trait a number has_<trait>, 1 or 0. A relation without a row has none.
-#}
{% macro traits_of(accounts) -%}
    {%- set counts = [] -%}
    {%- for trait in profile_traits() -%}
        {%- set factors = [] -%}
        {%- for account in accounts -%}
            {%- do factors.append(account ~ '.has_' ~ trait) -%}
        {%- endfor -%}
        {%- do counts.append('coalesce(' ~ factors | join(' * ') ~ ', 0)') -%}
    {%- endfor -%}
    {{ counts | join(' + ') }}
{%- endmacro %}
