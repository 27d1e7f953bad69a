{{ config(materialized='view') }}

select
    record_source,
    event_id,
    defect,
    detail,
    arrival_number,
    ingested_at,
    load_date

from {{ ref('raw_defects') }}
