with

named as (

    select
        post_id,
        load_date

    from {{ in_window(ref('stg_platform__post_events')) }}

),

first_named as (

    select
        named.post_id,
        min(named.load_date) as load_date

    from named
    {%- if is_incremental() %}
    anti join {{ this }} as known on named.post_id = known.post_id
    {%- endif %}
    group by all

)

select * from first_named
