{% snapshot snap_subscriptions %}

select * from {{ ref('stg_platform__subscriptions') }} -- noqa: AM04

{% endsnapshot %}
