{% snapshot snap_posts %}

select * from {{ ref('stg_platform__posts') }} -- noqa: AM04

{% endsnapshot %}
