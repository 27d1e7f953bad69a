-- On which networks and devices does playback stall most?
select
    events.network_type,
    devices.device_type,
    count(*) as plays,
    round(
        sum(events.buffering_incidents)
        / nullif(sum(events.play_duration_seconds) / 3600, 0),
        2
    ) as stalls_an_hour,
    round(median(events.bandwidth_mbps), 1) as median_bandwidth_mbps,
    round(100 * count(*) filter (where events.is_completed) / count(*), 1)
        as completed_pct

from {{ ref('fct_events') }} as events
inner join {{ ref('dim_device') }} as devices
    on events.device_version_key = devices.device_version_key
where events.event_type = 'content_play'
group by all
order by stalls_an_hour desc
