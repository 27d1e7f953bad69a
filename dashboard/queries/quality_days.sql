-- What arrived on each load day, and what was wrong with it.
select
    loads.load_date,
    count(*) filter (where loads.fate = 'accepted') as accepted,
    count(*) filter (where loads.fate = 'late') as late,
    count(*) filter (where loads.fate = 'duplicate') as duplicates,
    count(*) filter (where loads.fate = 'quarantine') as quarantined

from (
    select
        load_date,
        case when is_late then 'late' else 'accepted' end as fate

    from star.fct_events

    union all

    select
        load_date,
        'duplicate' as fate

    from staging.stg_consumer_events__duplicates

    union all

    select
        load_date,
        'quarantine' as fate

    from staging.stg_consumer_events__quarantine
) as loads
group by all
order by all
