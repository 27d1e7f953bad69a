{% snapshot snap_contents %}

select * from {{ ref('stg_platform__contents') }} -- noqa: AM04

{% endsnapshot %}
