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

    {{ first_named('named', key='content_id') }}

)

select * from first_named
