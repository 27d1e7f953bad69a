with

events as (

    select * from {{ in_window(ref('stg_consumer_events__events')) }}

),

subscription_changes as (

    select * from {{ in_window(ref('stg_platform__subscription_changes')) }}

),

post_changes as (

    select * from {{ in_window(ref('stg_platform__post_changes')) }}

),

post_events as (

    select * from {{ in_window(ref('stg_platform__post_events')) }}

),

named as (

    select
        user_id,
        load_date

    from events
    union all
    select
        user_id,
        load_date

    from subscription_changes
    union all
    select
        user_id,
        load_date

    from post_changes
    union all
    select
        user_id,
        load_date

    from post_events

),

first_named as (

    {{ first_named('named', key='user_id') }}

)

select * from first_named
