-- Folded up, the events of an object are its row; series are those of the star,
-- with their episodes, and creators those who have published.
with

events as (

    select * from {{ ref('object_events') }}

),

objects as (

    select * from {{ ref('objects') }}

),

folded as (

    select
        object_id,
        object_type_id,
        min(event_timestamp) filter (where event_type = 'created')
            as created_at,
        max(event_timestamp) as updated_at,
        max(event_timestamp) filter (where event_type = 'deleted')
            as deleted_at

    from events
    group by all

),

expected as (

    select
        series_id::varchar as object_id,
        2 as object_type_id,
        title as name,
        episodes_on_offer as episode_count

    from {{ ref('dim_series') }}
    union all
    select
        user_id::varchar as object_id,
        3 as object_type_id,
        first_name || ' ' || last_name as name,
        null as episode_count

    from {{ ref('dim_user') }}
    where
        user_id::varchar not in (
            select people.user_id from {{ ref('people') }} as people
            where people.is_suppressed
        )
        and is_current
        and is_creator
        and not is_inferred

),

found as (

    select
        object_id,
        object_type_id,
        name,
        (traits_json::json ->> 'episode_count')::integer as episode_count

    from objects
    where
        object_type_id in (2, 3)
        and name is not null

),

{{ only_in_one_of('expected', 'found') }}
union all
select
    'fold' as only_in,
    coalesce(folded.object_id, objects.object_id) as object_id,
    coalesce(folded.object_type_id, objects.object_type_id) as object_type_id,
    null as name,
    null as episode_count

from folded
full join objects
    on
        folded.object_id = objects.object_id
        and folded.object_type_id = objects.object_type_id
where
    folded.created_at is distinct from objects.created_at
    or folded.updated_at is distinct from objects.updated_at
    or folded.deleted_at is distinct from objects.deleted_at
