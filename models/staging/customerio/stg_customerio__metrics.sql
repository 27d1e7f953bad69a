{{ config(materialized="incremental") }}

{%- set first_day = rewritten_from('load_date') %}

with

source as (

    select * from {{ ref('raw_cio_metrics') }}
    where load_date >= {{ first_day }} - {{ parameter('late_days') }}

),

sound as (

    -- validity first: a broken first copy does not hide a sound second one
    select *
    from source
    where {{ metric_fault() }} is null

),

first_arrivals as (

    select
        *,
        metric = 'opened' and not prefetched as is_human_open,
        metric = 'clicked' and not machine as is_human_click

    from sound
    qualify row_number() over (
        partition by event_id order by {{ order_of_arrival() }}
    ) = 1

),

renamed as (

    select
        ---------- ids
        event_id as metric_id,
        delivery_id,
        workspace_id,
        link_id,

        ---------- attributes
        metric,
        reason,
        link_url,
        user_agent,
        email_client,
        inbox_domain,
        inbox_provider,
        mx_host,
        seq_num as sequence_number,
        arrival_number,

        ---------- flags
        proxied as is_proxied,
        prefetched as is_prefetched,
        machine as is_machine,
        synthetic as is_synthetic,
        is_human_open,
        is_human_click,

        ---------- timestamps
        created_at as metric_at,
        ingested_at,
        load_date

    from first_arrivals
    where load_date >= {{ first_day }}

)

select * from renamed
