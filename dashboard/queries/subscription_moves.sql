-- What moved recurring revenue. Number 3 is what came before the first day.
select
    period,
    country,
    plan,
    movement,
    count(*) as changes,
    sum(subscriptions) as subscriptions,
    sum(cents) as cents

from moves
group by all
order by all
