with

staged as (

    {{ automate_dv.stage(
        source_model='vstg_services_of_changes',
        hashed_columns={
            'connected_service_hashdiff': {
                'is_hashdiff': true,
                'columns': [
                    'service',
                    'service_count',
                ],
            },
        },
    ) }}

)

select * from staged
