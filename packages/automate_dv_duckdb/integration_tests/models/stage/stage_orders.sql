{{ automate_dv.stage(
    include_source_columns=true,
    source_model='orders',
    derived_columns={
        'loaded_at': 'arrived_at',
        'effective_at': 'arrived_at',
        'started_at': 'arrived_at',
        'source': '!ORDERS',
        'details_satellite': '!SAT_CUSTOMER',
    },
    null_columns={'optional': ['color']},
    hashed_columns={
        'customer_hk': 'customer_id',
        'order_hk': 'order_id',
        'customer_order_hk': ['customer_id', 'order_id'],
        'customer_hashdiff': {
            'is_hashdiff': true, 'columns': ['customer_name', 'color'],
        },
        'item_hashdiff': {'is_hashdiff': true, 'columns': ['item']},
    },
    ranked_columns={
        'load_rank': {
            'partition_by': 'customer_id',
            'order_by': 'arrived_at',
            'dense_rank': true,
        },
    },
) }}
