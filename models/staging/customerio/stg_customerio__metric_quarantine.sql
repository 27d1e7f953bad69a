with

source as (

    select * from {{ ref('raw_cio_metrics') }}

),

judged as (

    select
        event_id,
        {{ metric_fault() }} as reason,
        arrival_number,
        {{ row_as_json('source') }} as raw_row,
        ingested_at,
        load_date

    from source

)

select * from judged
where reason is not null
