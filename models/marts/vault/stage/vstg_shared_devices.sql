with

staged as (

    {{ automate_dv.stage(
        source_model='bv_shared_devices',
        derived_columns={'record_source': '!link_user_device'},
        hashed_columns={
            'shared_device_hk': ['device_id', 'user_id', 'other_user_id'],
        },
    ) }}

)

select * from staged
