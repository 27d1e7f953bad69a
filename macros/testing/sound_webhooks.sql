{#- Raw webhooks about messages, each once and none that was broken on purpose, for tests: the body of a CTE. -#}
{% macro sound_webhooks() -%}
    select arrivals.*
    from {{ ref('raw_cio_metrics') }} as arrivals
    anti join {{ ref('raw_cio_defects') }} as broken
        on
            arrivals.load_date = broken.load_date
            and arrivals.arrival_number = broken.arrival_number
            and broken.defect = 'invalid'
    qualify row_number() over (
        partition by arrivals.event_id
        order by
            arrivals.ingested_at, arrivals.load_date, arrivals.arrival_number
    ) = 1
{%- endmacro %}


{#- What the webhooks of a CTE of that name tell of each message, for tests: the body of a CTE. -#}
{% macro sums_of_webhooks() -%}
    select
        delivery_id,
        max(inbox_provider) as inbox_provider,
        count(*) filter (where metric = 'opened') as opens,
        count(*) filter (where metric = 'clicked') as clicks,
        count(*) filter (where metric = 'opened' and not prefetched)
            as human_opens,
        count(*) filter (where metric = 'clicked' and not machine)
            as human_clicks,
        count(*) filter (where metric = 'unsubscribed') as unsubscribes,
        count(*) filter (where metric = 'spammed') as complaints,
        count(*) filter (where metric = 'attempted') as retries,
        max(reason) filter (where metric in ('bounced', 'dropped', 'failed'))
            as reason,
        coalesce(
            max(metric) filter (where metric = 'delivered'),
            max(metric) filter (
                where metric in ('bounced', 'dropped', 'failed')
            ),
            'sent'
        ) as status,
        min(created_at) filter (where metric = 'sent') as sent_at,
        min(created_at) filter (where metric = 'delivered') as delivered_at,
        min(created_at) filter (where metric = 'opened') as opened_at,
        max(created_at) filter (where metric = 'opened') as last_opened_at,
        min(created_at) filter (where metric = 'clicked') as clicked_at,
        max(created_at) filter (where metric = 'clicked') as last_clicked_at,
        min(created_at) filter (where metric = 'opened' and not prefetched)
            as human_opened_at,
        min(created_at) filter (where metric = 'clicked' and not machine)
            as human_clicked_at,
        min(created_at) filter (where metric = 'converted') as converted_at,
        max(created_at) filter (where metric <> 'attempted') as last_told_at

    from webhooks
    group by all
{%- endmacro %}
