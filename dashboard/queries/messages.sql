-- What became of the messages, and how much people watched in the week after
-- them, beside those who were held out. Squares are for the standard error.
-- The week must be over for the comparison.
with bounds as (select max(viewing_date) as last_day from days)

select
    users.country,
    users.plan,
    paths.campaign,
    paths.channel,
    case
        when paths.send_date > bounds.last_day - 7 then 0
        when paths.send_date > bounds.last_day - 28 then 1
        else 2
    end as period,
    count(*) filter (where paths.is_treated) as sent,
    count(*) filter (where paths.is_delivered) as delivered,
    count(*) filter (where paths.is_opened) as opened,
    count(*) filter (where paths.is_clicked) as clicked,
    count(*) filter (where paths.is_unsubscribed) as unsubscribed,
    count(*) filter (where paths.is_final and paths.is_treated) as treated,
    count(*) filter (where paths.is_final and not paths.is_treated) as held,
    coalesce(sum(paths.sessions_after) filter (
        where paths.is_final and paths.is_treated
    ), 0) as treated_sessions,
    coalesce(sum(paths.sessions_after ** 2) filter (
        where paths.is_final and paths.is_treated
    ), 0)::bigint as treated_squares,
    coalesce(sum(paths.sessions_after) filter (
        where paths.is_final and not paths.is_treated
    ), 0) as held_sessions,
    coalesce(sum(paths.sessions_after ** 2) filter (
        where paths.is_final and not paths.is_treated
    ), 0)::bigint as held_squares

from customerio.fct_message_path as paths
inner join users on paths.user_id = users.user_id
cross join bounds
group by all
order by all
