{#- Why a webhook about a message can't be trusted, the first reason that applies; null if it can. -#}
{% macro metric_fault() -%}
    case
        when delivery_id is null then 'missing_delivery'
        when
            metric not in (
                'attempted', 'sent', 'delivered', 'opened', 'clicked',
                'unsubscribed', 'spammed', 'bounced', 'dropped', 'failed',
                'converted'
            )
            then 'unknown_metric'
        when created_at > ingested_at then 'future_timestamp'
    end
{%- endmacro %}


{#-
    How many load days after a message something can still arrive about it: it is watched for
    three weeks (WATCHED_FOR in the generator), and the last webhook may be late.
-#}
{% macro days_of_metrics() -%}
    (22 + {{ parameter('late_days') }})
{%- endmacro %}
