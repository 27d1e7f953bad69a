{#-
    The rows of one relation that the other lacks, and the other way round: the body of a
    test that holds two models equal, column by column. `where` narrows both.
-#}
{% macro rows_that_differ(one, other, where='true') %}
    {%- set columns = [] -%}
    {%- if execute -%}
        {%- for column in adapter.get_columns_in_relation(one) -%}
            {%- do columns.append(column.name) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set columns = columns | join(', ') or '*' -%}
    with

    one as (

        select {{ columns }} from {{ one }}
        where {{ where }}

    ),

    other as (

        select {{ columns }} from {{ other }}
        where {{ where }}

    ),

    {{ only_in_one_of('one', 'other', one.identifier, other.identifier) | indent }}
{% endmacro %}


{#- The end of a test: the rows of one CTE that the other lacks, and the other way round. -#}
{% macro only_in_one_of(one, other, name=none, other_name=none) -%}
only_in_{{ one }} as (

    select * from {{ one }}
    except all
    select * from {{ other }}

),

only_in_{{ other }} as (

    select * from {{ other }}
    except all
    select * from {{ one }}

)

select
    '{{ name or one }}' as only_in,
    *

from only_in_{{ one }}
union all
select
    '{{ other_name or other }}' as only_in,
    *

from only_in_{{ other }}
{%- endmacro %}
