{#-
    What rows break, each with the number of rows that do; one scan counts all that a row
    shows by itself.

      not_null    columns that are never null; where a contract is enforced, its constraint
                  refuses nulls instead
      references  keys, each with the `model.column` that it leads to; null passes
      rules       expressions on a row, such as `likes between 0 and views`; where a rule is
                  null, it holds
      equal       columns, each with the expression that it always equals, nulls included
      empty       columns that hold nothing, since nothing here fills them
-#}
{% test rows_satisfy(model, not_null=[], references={}, rules=[], equal={}, empty=[]) %}
{%- set all_rules = [] -%}
{%- for column in not_null -%}
    {%- do all_rules.append(column ~ ' is not null') -%}
{%- endfor -%}
{%- do all_rules.extend(rules) -%}
{%- for column, expression in equal.items() -%}
    {%- do all_rules.append('(' ~ column ~ ') is not distinct from (' ~ expression ~ ')') -%}
{%- endfor -%}
{%- for column in empty -%}
    {%- do all_rules.append(column ~ ' is null') -%}
{%- endfor %}

{{ broken_rules(model, all_rules, references) }}

{% endtest %}
