{%- set load_datetime = unique_load_datetime(
    'ingested_at', key='device_id', order_by='ingested_at, event_id'
) %}

with

staged as (

    {{ automate_dv.stage(
        include_source_columns=false,
        source_model='stg_consumer_events__events',
        derived_columns={
            'event_id': 'event_id',
            'user_id': 'user_id',
            'device_id': 'device_id',
            'device_type': 'device_type',
            'device_os': 'device_os',
            'device_os_version': 'device_os_version',
            'device_app_version': 'device_app_version',
            'device_model': 'device_model',
            'event_at': 'event_at',
            'load_date': 'load_date',
            'record_source': '!consumer_events',
            'load_datetime': load_datetime,
            'started_at': load_datetime,
            'ended_at': latest_timestamp(),
            'effective_from': load_datetime,
        },
        hashed_columns={
            'device_hk': 'device_id',
            'user_hk': 'user_id',
            'user_device_hk': ['user_id', 'device_id'],
            'device_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'device_type',
                    'device_os',
                    'device_os_version',
                    'device_app_version',
                    'device_model',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
