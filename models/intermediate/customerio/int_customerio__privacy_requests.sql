{{ config(materialized="table") }}

{%- set kept_days = 30 %}
{%- set rights = ['access', 'rectification', 'deletion', 'portability'] %}

with

states as (

    select * from {{ ref('stg_customerio__privacy_requests') }}

),

requests as (

    select
        ---------- ids
        request_id,
        user_id,

        ---------- attributes
        request_type,
        source,
        verification_method,
        min_by(country_code, changed_at) as country_code,
        max_by(status, changed_at) as status,

        ---------- measures
        max(response_bytes) as response_bytes,

        ---------- timestamps
        min(changed_at) filter (where status = 'received') as received_at,
        min(changed_at) filter (where status = 'verified') as verified_at,
        min(changed_at) filter (where status = 'processing') as processing_at,
        min(changed_at) filter (where status = 'completed') as completed_at,
        min(changed_at) filter (where status = 'rejected') as rejected_at,
        min(load_date) filter (where status = 'received') as received_load_date,
        min(load_date) filter (where status = 'completed')
            as completed_load_date

    from states
    group by all

),

judged as (

    select
        *,
        'report-' || request_id::varchar as report_id,
        case request_type
            when 'access' then 'csv'
            when 'portability' then 'json'
        end as file_format,
        case when response_bytes is not null then completed_at end
        + interval '{{ kept_days }}' day as file_expires_at,
        {{ kept_days }} as file_kept_days,
        {{ privacy_law('country_code', 'jurisdiction') | indent(8) }}
            as jurisdiction,
        {{ privacy_law('country_code', 'regulation') | indent(8) }}
            as regulation,
        case request_type
            {%- for right in rights %}
            when '{{ right }}'
                then {{ privacy_law('country_code', right) | indent(16) }}
            {%- endfor %}
        end as passage,
        received_at
        + {{ privacy_law('country_code', 'answered_within') | indent(8) }}
            as due_at

    from requests

)

select * from judged
