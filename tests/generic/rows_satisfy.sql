{#-
    What rows break, each with the number of rows that do.

      rules  expressions on a row, such as `likes between 0 and views`; where a rule is null,
             it holds
      equal  columns, each with the expression that it always equals, nulls included
      empty  columns that hold nothing, since nothing here fills them
-#}
{% test rows_satisfy(model, rules=[], equal={}, empty=[]) %}
{%- set all_rules = [] -%}
{%- for rule in rules -%}
    {%- do all_rules.append(rule) -%}
{%- endfor -%}
{%- for column, expression in equal.items() -%}
    {%- do all_rules.append('(' ~ column ~ ') is not distinct from (' ~ expression ~ ')') -%}
{%- endfor -%}
{%- for column in empty -%}
    {%- do all_rules.append(column ~ ' is null') -%}
{%- endfor %}

with

counted as (

    select
        {%- for rule in all_rules %}
        count(*) filter (where not ({{ rule }})) as rule_{{ loop.index }}
        {{- ',' if not loop.last }}
        {%- endfor %}

    from {{ model }}

)
{% for rule in all_rules %}
select
    '{{ rule | replace("'", "''") }}' as rule,
    rule_{{ loop.index }} as rows_against_it
from counted
where rule_{{ loop.index }} > 0
{{ 'union all' if not loop.last }}
{%- endfor %}

{% endtest %}
