{%- set load_datetime = unique_load_datetime(
    'ingested_at', key='user_id', order_by='ingested_at, event_id'
) %}

with

staged as (

    {{ automate_dv.stage(
        include_source_columns=false,
        source_model='stg_consumer_events__events',
        derived_columns={
            'event_id': 'event_id',
            'user_id': 'user_id',
            'location_country': 'location_country',
            'location_city': 'location_city',
            'location_region': 'location_region',
            'location_timezone': 'location_timezone',
            'event_at': 'event_at',
            'load_date': 'load_date',
            'satellite_name': '!sat_user_location',
            'record_source': '!consumer_events',
            'load_datetime': load_datetime,
        },
        hashed_columns={
            'user_hk': 'user_id',
            'location_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'location_country',
                    'location_city',
                    'location_region',
                    'location_timezone',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
