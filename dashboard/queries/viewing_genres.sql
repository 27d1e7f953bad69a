-- What kind of title people watch, and how many plays reach the end; by the
-- genre that the title had when it was played.
select
    plays.period,
    plays.country,
    plays.plan,
    contents.genre,
    count(*) as plays,
    count(*) filter (where plays.is_completed) as completed,
    sum(plays.seconds) as seconds

from plays
inner join star.dim_content as contents
    on plays.content_version_key = contents.content_version_key
group by all
order by all
