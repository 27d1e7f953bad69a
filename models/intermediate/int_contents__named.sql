with

events as (

    select * from {{ in_window(ref('stg_consumer_events__events')) }}

),

recommendations as (

    select * from {{ in_window(ref('stg_consumer_events__recommendations')) }}

),

named as (

    select
        content_id,
        load_date

    from events
    where content_id is not null
    union all
    select
        content_id,
        load_date

    from recommendations
    where content_id is not null

),

first_named as (

    select
        named.content_id,
        min(named.load_date) as load_date

    from named
    {%- if is_incremental() %}
    anti join {{ this }} as known on named.content_id = known.content_id
    {%- endif %}
    group by all

)

select * from first_named
