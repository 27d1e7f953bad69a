{#-
    Rules that rows break, each with the number of rows that do. A rule is an expression on a
    row, such as `likes between 0 and views`; where it is null, it holds.
-#}
{% test rows_satisfy(model, rules) %}

with

counted as (

    select
        {%- for rule in rules %}
        count(*) filter (where not ({{ rule }})) as rule_{{ loop.index }}
        {{- ',' if not loop.last }}
        {%- endfor %}

    from {{ model }}

)
{% for rule in rules %}
select
    '{{ rule | replace("'", "''") }}' as rule,
    rule_{{ loop.index }} as rows_against_it
from counted
where rule_{{ loop.index }} > 0
{{ 'union all' if not loop.last }}
{%- endfor %}

{% endtest %}
