-- Each recommendation knows where and in how long a list its raw event showed
-- it; of each visit to the search page, the last search in raw is the last.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

shown as (

    select
        recommendations.recommendation_id as item_id,
        arrivals.event_id

    from {{ ref('fct_recommendations') }} as recommendations
    left join arrivals on recommendations.event_id = arrivals.event_id
    where
        recommendations.viewing_date >= {{ first_day }}
        and (
            recommendations.list_length
            is distinct from len(arrivals.recommendations)
            or (recommendations.surface = 'after_play')
            is distinct from (arrivals.event_type = 'content_play')
            or (recommendations.surface = 'browse_page')
            is distinct from (arrivals.event_type = 'browse')
        )

),

sought as (

    select
        searches.search_id as item_id,
        arrivals.event_id

    from {{ ref('fct_search_history') }} as searches
    left join arrivals on searches.event_id = arrivals.event_id
    where
        searches.viewing_date >= {{ first_day }}
        and searches.is_last_of_visit
        is distinct from (
            searches.search_id = arrivals.search_history[-1].search_id
        )

)

select * from shown
union all
select * from sought
