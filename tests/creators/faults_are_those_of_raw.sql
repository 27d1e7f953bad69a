-- Of every day that a build may rewrite: the faults, each counted from raw.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

judged as (

    {{ judged_post_events(first_day) | indent }}

),

kinds as (

    select known.*
    from (
        values
        ('repeated like', 'like', false, '%every further one does not%'),
        ('like without view', 'like', true, '%not in the like ratio%'),
        ('like after deletion', 'like', false, '%no like counts%'),
        ('view after deletion', 'view', false, '%no view counts%')
    ) as known (fault, event_type, is_counted, rule)

),

counted as (

    select
        kinds.fault,
        kinds.is_counted,
        judged.event_date,
        true as has_its_rule,
        count(*) as events,
        count(*) filter (
            where case kinds.fault
                when 'repeated like' then judged.is_repeated_like
                when 'like without view' then judged.is_like_without_view
                else judged.is_after_deletion
            end
        ) as faulty_events

    from judged
    inner join kinds on judged.event_type = kinds.event_type
    group by all

),

expected as (

    select
        *,
        round(100 * faulty_events / events, 6) as fault_pct

    from counted

),

found as (

    select
        faults.fault,
        faults.is_counted,
        faults.event_date,
        faults.events,
        faults.faulty_events,
        round(faults.fault_pct, 6) as fault_pct,
        faults.rule like kinds.rule as has_its_rule

    from {{ ref('agg_post_fault_daily') }} as faults
    left join kinds on faults.fault = kinds.fault
    where faults.event_date >= {{ first_day }}

),

{{ rows_that_differ_by('event_date', keys=['fault'], columns=[
    'events', 'faulty_events', 'fault_pct', 'is_counted', 'has_its_rule',
]) }}
