{{ config(materialized="view") }}

with

-- only identify and group calls have traits; to look for some in every body
-- is dear
calls as (

    select
        *,
        case when call_type in ('identify', 'group') then body end
            as body_with_traits

    from {{ ref('int_customerio__calls') }}

),

named as (

    select
        *,
        {{ json_text('body_with_traits', '$.traits.email') }} as email,
        nullif(concat_ws(
            ' ',
            {{ json_text('body_with_traits', '$.traits.first_name') }},
            {{ json_text('body_with_traits', '$.traits.last_name') }}
        ), '') as name,
        {{ json_text('body_with_traits', '$.traits.plan') }} as plan

    from calls

),

chunks as (

    select * from {{ ref('int_customerio__batch_chunks') }}

),

answered as (

    select
        named.*,
        chunks.status_code,
        chunks.reason,
        chunks.responded_at,
        named.body_bytes > {{ largest_call_bytes() }} as is_too_large,
        case
            when named.body_bytes > {{ largest_call_bytes() }} then 'skipped'
            when chunks.is_success then 'processed'
            else 'failed'
        end as status

    from named
    inner join chunks
        on
            named.batch_job_id = chunks.batch_job_id
            and named.chunk_index = chunks.chunk_index

),

shaped as (

    select
        ---------- keys
        message_id::varchar as operation_id,
        batch_job_id::varchar as batch_job_id,

        ---------- attributes
        chunk_index,
        operation_index,
        call_type as operation_type,
        user_id::varchar as user_id,
        {{ json_map('body_with_traits', '$.traits') }} as identify_traits,
        email as identify_email,
        name as identify_name,
        event_name,
        {{ json_map('body', '$.properties') }} as event_properties,
        body as raw_operation_data,
        body_bytes as operation_size_bytes,
        event_timestamp as custom_timestamp,
        is_historical,
        status as operation_status,
        case when status = 'processed' then responded_at end as processed_at,
        case when status = 'failed' then reason end as error_message,
        case when status = 'failed' then status_code end::varchar as error_code,
        case
            when is_too_large then ['larger than 32 KB']
        end as validation_errors,
        status_code as api_response_code,
        reason as api_response_body,
        is_too_large as has_large_data,
        false as data_truncated,
        {{ struct_of({
            'type': 'call_type',
            'userId': 'user_id::varchar',
            'email': 'email',
            'name': 'name',
            'plan': 'plan',
            'event': "case call_type when 'track' then event_name end",
            'source': source_system(),
            'index': 'operation_index',
            'method': "'POST'",
            'page': "case when call_type in ('page', 'screen') then event_name end",
            'segment': 'null::varchar',
            'backfill': 'is_historical',
            'large_data': 'null::varchar',
            'more_data': 'null::varchar',
        }) }} as operation_properties,

        ---------- timestamps
        sent_at as created_at,
        responded_at as updated_at

    from answered

)

select * from shaped
