with

named as (

    select
        user_id,
        load_date

    from {{ in_window(ref('stg_consumer_events__events')) }}
    union all
    select
        user_id,
        load_date

    from {{ in_window(ref('stg_platform__subscription_changes')) }}
    union all
    select
        user_id,
        load_date

    from {{ in_window(ref('stg_platform__post_changes')) }}
    union all
    select
        user_id,
        load_date

    from {{ in_window(ref('stg_platform__post_events')) }}

),

first_named as (

    select
        named.user_id,
        min(named.load_date) as load_date

    from named
    {%- if is_incremental() %}
    anti join {{ this }} as known on named.user_id = known.user_id
    {%- endif %}
    group by all

)

select * from first_named
