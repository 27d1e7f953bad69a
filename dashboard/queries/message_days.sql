-- Messages by day and channel.
select
    paths.send_date as viewing_date,
    users.country,
    users.plan,
    paths.channel,
    count(*) filter (where paths.is_delivered) as delivered

from customerio.fct_message_path as paths
inner join users on paths.user_id = users.user_id
group by all
order by all
