-- The arrivals of a batch are numbered from 1 on, so that a number that is
-- missing is an arrival that was lost.
{%- set first_day = tested_from() %}

{% for table in ['raw_cio_metrics', 'raw_consumer_events', 'raw_post_events'] %}
select
    '{{ table }}' as table_name,
    load_date,
    count(distinct arrival_number) as arrivals,
    min(arrival_number) as first_number,
    max(arrival_number) as last_number

from {{ ref(table) }}
where load_date >= {{ first_day }}
group by all
having
    min(arrival_number) <> 1
    or max(arrival_number) <> count(distinct arrival_number)
{{ 'union all' if not loop.last }}
{% endfor %}
