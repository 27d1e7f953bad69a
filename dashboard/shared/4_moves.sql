-- Every movement of recurring revenue, in cents, and of subscriptions. A
-- change of plan brings to one plan what it takes from the other. Moves from
-- before the first viewing day are in no period; their number is 3.
with

changes as (

    select
        changes.*,
        coalesce(users.country, 'unknown') as country

    from star.fct_subscription_changes as changes
    left join users on changes.user_id = users.user_id

),

moves as (

    select
        change_date,
        country,
        case movement when 'churn' then previous_plan else plan end as plan,
        movement,
        subscriptions_delta as subscriptions,
        mrr_delta_usd as amount_usd

    from changes

    union all

    select
        change_date,
        country,
        unnest([plan, previous_plan]) as plan,
        'transferred' as movement,
        unnest([1, -1]) as subscriptions,
        unnest([mrr_before_usd, -mrr_before_usd]) as amount_usd

    from changes
    where is_upgrade or is_downgrade

),

bounds as (

    select
        min(viewing_date) as first_day,
        max(viewing_date) as last_day

    from days

)

select
    moves.change_date,
    moves.country,
    moves.plan,
    moves.movement,
    moves.subscriptions,
    (100 * moves.amount_usd)::bigint as cents,
    case
        when moves.change_date < bounds.first_day then 3
        when moves.change_date > bounds.last_day - 7 then 0
        when moves.change_date > bounds.last_day - 28 then 1
        else 2
    end as period

from moves
cross join bounds
