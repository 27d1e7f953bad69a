{% snapshot snap_users %}

select * from {{ ref('stg_platform__users') }} -- noqa: AM04

{% endsnapshot %}
