-- How often does the creator feed repeat a like, or show what is deleted?
select
    fault,
    rule,
    is_counted,
    sum(faulty_events) as faulty_events,
    sum(events) as events_that_could_be,
    round(100.0 * sum(faulty_events) / nullif(sum(events), 0), 2) as fault_pct

from {{ ref('agg_post_fault_daily') }}
group by all
order by fault_pct desc, fault asc
