-- The last runs of dbt, the only table with the machine's own time.
select
    invocations.command,
    invocations.status,
    invocations.first_day,
    invocations.last_day,
    strftime(started_at, '%Y-%m-%d %H:%M') as started_at,
    round(epoch(invocations.finished_at - started_at))::integer as seconds

from runs.invocations
order by invocations.started_at desc
limit 12
