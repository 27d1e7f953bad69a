{#-
    Rows whose key leads nowhere. The ghost record, whose key is all zeros, has no parent;
    null passes. Where `arrives_with_it`, parents are looked for among those of the same
    days as the rows: a hub that grows with the events is large.
-#}
{% test has_parent(model, column_name, to, field=none, arrives_with_it=false) %}

with

children as (

    select {{ column_name }} as child_key
    from {{ model }}
    where
        {{ column_name }} is not null
        and {{ column_name }} <> unhex('{{ '00' * 16 }}')

),

parents as (

    select {{ field or column_name }} as parent_key
    from {{ get_where_subquery(to) if arrives_with_it else to }}

)

select children.child_key
from children
anti join parents on children.child_key = parents.parent_key

{% endtest %}
