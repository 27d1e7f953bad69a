with

named as (

    select
        post_id,
        load_date

    from {{ in_window(ref('stg_platform__post_events')) }}

),

first_named as (

    {{ first_named('named', key='post_id') }}

)

select * from first_named
