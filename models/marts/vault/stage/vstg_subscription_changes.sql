{%- set load_datetime = unique_load_datetime(
    'changed_at', key='user_id', order_by='changed_at, change_id'
) %}

with

staged as (

    {{ automate_dv.stage(
        source_model='stg_platform__subscription_changes',
        derived_columns={
            'plan_name': "case change_kind when 'cancel' then 'none' else plan end",
            'status': subscription_status('change_kind'),
            'event_at': 'changed_at',
            'satellite_name': '!sat_user_subscription',
            'record_source': '!subscription_changes',
            'load_datetime': load_datetime,
            'started_at': load_datetime,
            'ended_at': latest_timestamp(),
            'effective_from': load_datetime,
        },
        hashed_columns={
            'user_hk': 'user_id',
            'plan_hk': 'plan_name',
            'user_plan_hk': ['user_id', 'plan_name'],
            'subscription_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'plan',
                    'billing_cycle',
                    'services',
                    'status',
                    'start_date',
                ],
            },
        },
    ) }}

)

select * from staged
where load_date >= {{ stage_from() }}
