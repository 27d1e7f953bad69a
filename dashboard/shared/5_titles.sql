-- Every play with its title as it is called now. A series is one title, and a
-- number stands for it, which takes less of the page than its id.
with

titles as (

    select
        content_id,
        title,
        content_type,
        genre,
        dense_rank() over (
            order by coalesce(series_id, content_id)
        ) as title_number

    from star.dim_content
    where is_current

)

select
    plays.user_id,
    plays.viewing_date,
    plays.period,
    plays.country,
    plays.plan,
    plays.seconds,
    plays.is_completed,
    titles.title_number,
    titles.title,
    titles.content_type,
    titles.genre

from plays
inner join star.dim_content as contents
    on plays.content_version_key = contents.content_version_key
inner join titles on contents.content_id = titles.content_id
