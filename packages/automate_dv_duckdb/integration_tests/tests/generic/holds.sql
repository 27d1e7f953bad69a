{#- That a table holds these rows, each a text of SQL, and no other but ghost records. -#}
{% test holds(model, columns, rows) %}
with

found as (

    select {{ columns }}
    from {{ model }}
    where {{ columns.split(', ') | last }} > timestamp '1900-01-01'

),

wanted as (

    select *
    from (
        values
        {%- for row in rows %}
        ({{ row }}){{ ',' if not loop.last }}
        {%- endfor %}
    ) as wanted ({{ columns }})

),

not_wanted as (

    select * from found
    except all
    select * from wanted

),

not_found as (

    select * from wanted
    except all
    select * from found

)

select 'not wanted' as fault, * from not_wanted
union all
select 'not found' as fault, * from not_found
{% endtest %}
