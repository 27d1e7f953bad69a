-- On what people watch, and how often a play stalls there.
select
    plays.period,
    plays.country,
    plays.plan,
    devices.device_type as device,
    count(*) as plays,
    sum(plays.seconds) as seconds,
    sum(plays.buffering_incidents) as stalls

from plays
inner join star.dim_device as devices
    on plays.device_version_key = devices.device_version_key
group by all
order by all
