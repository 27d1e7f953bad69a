"""From one raw event to an answer: `make notebook` opens it, and every query can be changed."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="From one event to an answer")


@app.cell
def _():
    import marimo as mo

    from reelhouse import warehouse_file

    def ask(query, *values):
        """The rows of a query, each as a dictionary."""
        with warehouse_file.opened() as connection:
            found = connection.execute(query, values)
            columns = [column[0] for column in found.description]
            return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    return ask, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # From one event to an answer

    Somebody watched something. The player sent an event, and the network delivered it once or
    twice. This page follows that one play through the warehouse until it is a part of an answer:
    **how many hours was each genre watched on that day?**

    The figure to keep in mind is the number of seconds that were watched. It is in the raw row,
    and the last step finds it again.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## The play

    Any play would do. This one is worth following: it arrived more often than any other, and the
    most people watched its title that day.
    """)
    return


@app.cell
def _(ask, mo):
    (play,) = ask("""
        with

        arrivals as (

            select
                event_id,
                count(*) as arrivals
            from raw.raw_consumer_events
            group by event_id

        ),

        plays as (

            select
                *,
                count(*) over (partition by content_id, viewing_date) as plays_of_title
            from star.fct_events
            where event_type = 'content_play'

        )

        select
            event_id,
            content_id,
            viewing_date
        from plays
        inner join arrivals using (event_id)
        where play_duration_seconds > 0
        order by arrivals desc, plays_of_title desc, event_id
        limit 1
    """)
    mo.ui.table([play], selection=None)
    return (play,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 1. Raw: what arrived

    A row is an arrival, with nested groups as the player sent them. An event that was sent again
    is there again, with another `ingested_at`. Nothing is cleaned: a text may be untidy.
    """)
    return


@app.cell
def _(ask, mo, play):
    raw = ask(
        """
        select
            load_date,
            arrival_number,
            ingested_at,
            timestamp,
            device.type as device,
            content.title,
            content.genre,
            user_subscription.plan,
            event_details.play_duration
        from raw.raw_consumer_events
        where event_id = ?
        order by ingested_at, load_date, arrival_number
        """,
        play["event_id"],
    )
    mo.ui.table(raw, selection=None)
    return (raw,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 2. Staging: one row, judged

    Staging decides first whether an arrival is valid, and then keeps the first of the valid ones.
    The others are listed as duplicates; an invalid one would be in quarantine, with its reason.
    Texts are tidy, types are right, groups are columns.
    """)
    return


@app.cell
def _(ask, mo, play):
    staged = ask(
        """
        select
            viewing_date,
            event_at,
            device_type,
            content_title,
            content_genre,
            subscription_plan,
            play_duration_seconds,
            is_late,
            (
                select count(*)
                from staging.stg_consumer_events__duplicates as duplicates
                where duplicates.event_id = events.event_id
            ) as duplicates,
            (
                select count(*)
                from staging.stg_consumer_events__quarantine as quarantined
                where quarantined.event_id = events.event_id
            ) as quarantined
        from staging.stg_consumer_events__events as events
        where event_id = ?
        """,
        play["event_id"],
    )
    mo.ui.table(staged, selection=None)
    return (staged,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 3. Fact: the same row with keys of versions

    The fact no longer says what the title is called. It carries the key of the version of the
    title that was valid when the play began, and of the subscription. If the genre is corrected
    tomorrow, this play keeps the genre of its day; `is_current` says whether it still holds.
    """)
    return


@app.cell
def _(ask, mo, play):
    fact = ask(
        """
        select
            events.content_version_key,
            contents.title,
            contents.genre,
            contents.is_current as is_current_title,
            events.subscription_version_key,
            subscriptions.plan,
            subscriptions.is_current as is_current_plan,
            events.play_duration_seconds
        from star.fct_events as events
        left join star.dim_content as contents
            on events.content_version_key = contents.content_version_key
        left join star.dim_user_subscription as subscriptions
            on events.subscription_version_key = subscriptions.subscription_version_key
        where events.event_id = ?
        """,
        play["event_id"],
    )
    mo.ui.table(fact, selection=None)
    return (fact,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 4. Mart: a row for the title and the day

    `agg_content_daily` has added up all plays of a title on a day. Beside its row stand the same
    figures, added up here from the fact.
    """)
    return


@app.cell
def _(ask, mo, play):
    of_title = "content_id = ? and viewing_date = ?"
    mart = ask(
        f"""
        select
            'agg_content_daily' as source,
            plays,
            watched_seconds
        from star.agg_content_daily
        where {of_title}

        union all

        select
            'added up from fct_events',
            count(*),
            sum(play_duration_seconds)
        from star.fct_events
        where {of_title} and event_type = 'content_play'
        """,
        *(play["content_id"], play["viewing_date"]) * 2,
    )
    mo.ui.table(mart, selection=None)
    return (mart,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 5. Question: how many hours was each genre watched on that day?

    The genre is that of the version that each play points at.
    """)
    return


@app.cell
def _(ask, mo, play):
    answer = ask(
        """
        select
            contents.genre,
            count(distinct events.user_id) as viewers,
            count(*) as plays,
            sum(events.play_duration_seconds) as seconds,
            round(sum(events.play_duration_seconds) / 3600, 1) as hours
        from star.fct_events as events
        inner join star.dim_content as contents
            on events.content_version_key = contents.content_version_key
        where
            events.event_type = 'content_play'
            and events.viewing_date = ?
        group by all
        order by seconds desc
        """,
        play["viewing_date"],
    )
    mo.ui.table(answer, selection=None)
    return (answer,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## By hand

    Is the play in there? The seconds of its genre are added up once more from the raw rows alone:
    the first arrival of each play of that day and genre that staging let pass. Both ways must give
    the same number of seconds.
    """)
    return


@app.cell
def _(answer, ask, fact, mart, mo, play, raw, staged):
    (by_hand,) = ask(
        """
        select sum(arrivals.event_details.play_duration) as seconds
        from raw.raw_consumer_events as arrivals
        inner join staging.stg_consumer_events__events as events
            on
                arrivals.load_date = events.load_date
                and arrivals.arrival_number = events.arrival_number
        inner join star.fct_events as facts
            on events.event_id = facts.event_id
        inner join star.dim_content as contents
            on facts.content_version_key = contents.content_version_key
        where
            events.event_type = 'content_play'
            and events.viewing_date = ?
            and contents.genre is not distinct from ?
        """,
        play["viewing_date"],
        fact[0]["genre"],
    )
    (of_genre,) = [row for row in answer if row["genre"] == fact[0]["genre"]]
    trace = [
        {"step": "raw: the play", "seconds": raw[0]["play_duration"]},
        {"step": "staging: the play", "seconds": staged[0]["play_duration_seconds"]},
        {"step": "fact: the play", "seconds": fact[0]["play_duration_seconds"]},
        {"step": "mart: its title on that day", "seconds": mart[0]["watched_seconds"]},
        {"step": "answer: its genre on that day", "seconds": of_genre["seconds"]},
        {"step": "by hand, from raw: its genre on that day", "seconds": by_hand["seconds"]},
    ]
    mo.ui.table(trace, selection=None)
    return (trace,)


@app.cell(hide_code=True)
def _(fact, mo, play, trace):
    mo.md(f"""
    The {trace[0]["seconds"]:,} seconds of this play are in the {trace[3]["seconds"]:,} of
    *{fact[0]["title"]}*, and these are in the {trace[4]["seconds"]:,} of {fact[0]["genre"]} on
    {play["viewing_date"]}, which are {trace[4]["seconds"] / 3600:.1f} hours.

    From here: `make ask` answers the questions that others had, `make metrics` any that can be
    put as figures and splits, and [docs/star.md](../docs/star.md) says what the tables hold.
    """)
    return


if __name__ == "__main__":
    app.run()
