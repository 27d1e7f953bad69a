"""Figures of recommendations and searches: what viewers are shown, and what they ask for."""

from __future__ import annotations

from bench.measure import Measure


def spread(measured: str, among: str, by: str) -> str:
    """The largest of some groups' measures, over the smallest."""
    return f"select max(m) / min(m) from (select {measured} as m from {among} group by {by})"


RECOMMENDATIONS = (
    Measure(
        "clicks a title shown",
        "0.01-0.05",
        "select avg(clicked::int) from shown",
    ),
    Measure(
        "clicks of partners' titles / own",
        "0.85-1.2",
        """
        select avg(clicked::int) filter (not is_own) / avg(clicked::int) filter (is_own)
        from (select *, provider not in ('Netflix', 'Amazon Prime', 'Disney+', 'HBO Max', 'Hulu')
            as is_own from shown)
        """,
    ),
    Measure(
        "unclicked series shown by their first episode",
        "0.1-0.4",
        """
        select avg((season = 1 and episode = 1)::int) from shown
        where not clicked and season is not null
        """,
    ),
    Measure(
        "clicks of place 1 / place 5",
        "3-6",
        """
        select avg(clicked::int) filter (place = 1) / avg(clicked::int) filter (place = 5)
        from shown where len = 5
        """,
    ),
    Measure(
        "clicks by algorithm, best / worst",
        "1.2-2",
        spread("avg(clicked::int)", "shown", "algorithm"),
    ),
    Measure(
        "algorithms in a list",
        "1",
        "select avg(n) from (select count(distinct algorithm) as n from shown"
        " where len > 1 group by event_id)",
    ),
    Measure(
        "genre of what is shown / chance",
        "1.5-3",
        """
        with tastes as (
            select user_id, genre, count(*) / sum(count(*)) over (partition by user_id) as share,
                sum(count(*)) over (partition by user_id) as plays
            from plays group by user_id, genre
        ),
        genres as (select genre, count(*) / sum(count(*)) over () as share from plays group by genre),
        lists as (
            select user_id, genre from shown where not clicked
            and user_id in (select user_id from tastes where plays >= 20)
        )
        select avg(coalesce(tastes.share, 0)) / avg(genres.share)
        from lists join genres using (genre) left join tastes using (user_id, genre)
        """,
    ),
    Measure(
        "own language among shown / elsewhere",
        "3-10",
        """
        select avg((language = 'German')::int) filter (country = 'DE')
            / avg((language = 'German')::int) filter (country <> 'DE')
        from shown where not clicked
        """,
    ),
)

SEARCHES = (
    Measure(
        "queries of a day with more than one count",
        "0",
        """
        select avg((counts > 1)::int) from (
            select count(distinct entry.results_count) as counts
            from asked group by entry.query, viewing_date having count(*) > 1
        )
        """,
    ),
    Measure(
        "exact titles that find nothing",
        "0",
        """
        select avg((entry.results_count = 0)::int) from asked
        where entry.query in (select lower(title) from content)
        """,
    ),
    Measure(
        "last queries for a genre, before a play / in vain",
        "0.5-1.5",
        """
        with last as (
            select search_history[-1].query as query, coalesce(lead(event_type) over (
                partition by session_id order by happened_at, event_id
            ) = 'content_play', false) as finds, event_type
            from events
        )
        select avg((query in (select lower(genre) from content))::int) filter (finds)
            / avg((query in (select lower(genre) from content))::int) filter (not finds)
        from last where event_type = 'search'
        """,
    ),
    Measure(
        "queries that are misspelled or begun",
        "0.05-0.15",
        """
        with known as (
            select lower(title) as query from content
            union select lower(genre) from content
            union select unnest(string_split(lower(title), ' ')) from content
        )
        select avg((entry.query not in (select query from known))::int) from asked
        """,
    ),
)

MEASURES = {
    "recommendations": RECOMMENDATIONS,
    "searches": SEARCHES,
}
