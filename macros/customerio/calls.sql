{#-
    What a call of the Pipelines API is made of. A call says what a row of staging says and
    nothing that a later row may change, so that calls are appended by load day.
-#}


{#-
    Calls with their envelope: the body of a CTE with the columns of int_customerio__calls.

      rows     the CTE with what the calls say: message_id, source_id (of the row of staging),
               user_id, call_type, event_name (of a page or screen, its name), place (among
               the calls of that row), about (its properties or traits as JSON), context (as
               JSON), event_timestamp, arrived_at (when the warehouse got to know), load_date
      others   columns of the spine that the rows have, too; the rest is null
-#}
{% macro calls(rows, others=[]) %}
    {%- set optional = {
        'anonymous_id': 'varchar',
        'session_id': 'uuid',
        'content_id': 'uuid',
        'group_id': 'varchar',
        'previous_id': 'varchar',
        'object_type_id': 'integer',
        'position_seconds': 'integer',
    } %}
    with

    identified as (

        select
            message_id,
            source_id,
            '{{ call_source() }}' as call_source,
            user_id,
            {%- for column, type in optional.items() %}
            {{ column if column in others else 'null::' ~ type }} as {{ column }},
            {%- endfor %}
            call_type,
            event_name,
            place,
            about,
            context,
            event_timestamp,
            {{ next_sync('arrived_at', 'load_date') | indent(12) }} as sent_at,
            load_date

        from {{ rows }}

    ),

    written as (

        select
            *,
            {{ json_object(
                quoted={
                    'type': 'call_type',
                    'messageId': 'message_id',
                    'userId': 'user_id',
                    'anonymousId': 'anonymous_id',
                    'previousId': 'previous_id',
                    'groupId': 'group_id',
                    'event': "case call_type when 'track' then event_name end",
                    'name': "case when call_type in ('page', 'screen') then event_name end",
                    'timestamp': iso_instant('event_timestamp'),
                },
                plain={
                    'properties': "case when call_type in ('track', 'page', 'screen') then about end",
                    'traits': "case when call_type in ('identify', 'group') then about end",
                    'context': 'context',
                },
            ) | indent(12) }} as body

        from identified

    ),

    measured as (

        select
            *,
            {{ bytes_of('body') }} as body_bytes,
            event_timestamp < sent_at - interval '1' day as is_historical,
            sent_at as received_at,
            {{ hash_key(['call_source', 'load_date', 'sent_at']) }}
                as batch_job_id

        from written

    ),

    in_order as (

        select
            *,
            (row_number() over earlier)::integer as operation_index,
            floor(
                (
                    sum(body_bytes + 1) over (
                        earlier rows between unbounded preceding and current row
                    )
                    - 1
                )
                / {{ chunk_bytes() }}
            )::integer as chunk_index

        from measured
        window earlier as (
            partition by batch_job_id order by event_timestamp, source_id, place
        )

    )

    select
        {{ call_columns() | join(',\n        ') }}

    from in_order
{%- endmacro %}


{#- The columns of the spine. -#}
{% macro call_columns() %}
    {{ return([
        'message_id', 'source_id', 'user_id', 'anonymous_id', 'session_id', 'content_id',
        'group_id', 'previous_id', 'call_source', 'call_type', 'event_name', 'object_type_id', 'place',
        'body', 'batch_job_id', 'chunk_index', 'operation_index', 'position_seconds', 'body_bytes',
        'is_historical', 'event_timestamp', 'sent_at', 'received_at', 'load_date',
    ]) }}
{% endmacro %}


{#- The kind of source that a model of calls reads: plays, visits, people. -#}
{% macro call_source() -%}
    {{ model.name | replace('int_customerio__', '') | replace('_calls', '') }}
{%- endmacro %}


{#-
    How many bytes of calls make a chunk: Customer.IO's clients cut at 475,000, of which
    32,780 are left for the call that reaches over the edge and for the envelope.
-#}
{% macro chunk_bytes() -%}
    442220
{%- endmacro %}


{#-
    When Customer.IO hears of what the warehouse learns at an instant, in UTC: the sync runs at
    each full hour, and takes nothing of a load day before that day begins. Without a load day,
    what is told is known at once.
-#}
{% macro next_sync(arrived_at, load_date=none) -%}
    {%- set next_hour = "date_trunc('hour', " ~ arrived_at ~ ") + interval '1' hour" -%}
    {%- if load_date -%}
    greatest({{ next_hour }}, {{ load_date }}::timestamp)
    {%- else -%}
    {{ next_hour }}
    {%- endif -%}
{%- endmacro %}


{#-
    The context of what was done on a device, from columns of stg_consumer_events__events. The
    product knows devices of iOS and Android; televisions and desktops tell their system only.
-#}
{% macro device_context() -%}
    {{ json_object(
        quoted={
            'channel': "case when device_type = 'desktop' then 'browser' when "
                ~ is_app_device() ~ " then 'mobile' else 'server' end",
        },
        plain={
            'app': json_object(
                texts={'name': "'Reelhouse'", 'version': 'device_app_version'}
            ),
            'device': "case when " ~ is_app_device() ~ " then " ~ json_object(
                quoted={'id': 'device_id', 'type': 'lower(device_os)'},
                texts={'model': 'device_model'},
            ) ~ " end",
            'os': json_object(
                texts={'name': 'device_os', 'version': 'device_os_version'}
            ),
            'network': json_object(plain={
                'wifi': "(network_type = 'WiFi')",
                'cellular': "(network_type = 'Mobile')",
            }),
        },
    ) }}
{%- endmacro %}


{#- Whether Customer.IO takes a device for one: phones and tablets, no televisions. -#}
{% macro is_app_device(device_type='device_type') -%}
    {{ device_type }} in ('mobile', 'tablet')
{%- endmacro %}


{#- Where the pages of the company are: a domain that is reserved for examples. -#}
{% macro website() -%}
    https://www.reelhouse.example
{%- endmacro %}


{#- How many bytes of a call Customer.IO takes; it drops what is larger without a word. -#}
{% macro largest_call_bytes() -%}
    32768
{%- endmacro %}
