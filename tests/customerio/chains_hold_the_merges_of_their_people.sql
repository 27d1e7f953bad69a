-- People with second accounts whose chain does not hold exactly the merges that
-- end at them. Traits and events are counted in raw: the traits that a second
-- account ever had, the pages that a visitor saw.
with

traits as (

    select
        user_id,
        max((email is not null)::integer)
        + max((first_name is not null)::integer)
        + max((last_name is not null)::integer)
        + max((country_code is not null)::integer)
        + max((favorite_color is not null)::integer) as traits

    from {{ ref('raw_user_changes') }}
    group by all

),

merged as (

    select
        identities.identity_id::varchar as alias_id,
        identities.resolved_at,
        identities.confidence,
        greatest(
            date_trunc('hour', identities.resolved_at) + interval '1' hour,
            identities.load_date
        ) as told_at,
        coalesce(traits.traits, 0) as traits,
        coalesce(identities.events, 0) as events

    from {{ ref('raw_cio_identities') }} as identities
    left join traits on identities.other_user_id = traits.user_id

),

ended as (

    select
        aliases.ultimate_primary_user_id as root_user_id,
        count(*) as total_aliases,
        max(aliases.chain_depth) as chain_depth,
        sum(merged.traits) as traits,
        sum(merged.events) as events,
        bool_or(aliases.alias_type = 'duplicate_consolidation') as is_chain,
        list(aliases.alias_id order by aliases.alias_id) as alias_ids,
        list(aliases.secondary_user_id order by aliases.secondary_user_id)
            as user_ids,
        min(merged.confidence) as confidence,
        count(*) filter (where merged.confidence < 0.8) as weak_links,
        min(merged.resolved_at) as first_resolved_at,
        max(merged.resolved_at) as last_resolved_at,
        min(merged.told_at) as first_told_at,
        max(merged.told_at) as last_told_at

    from {{ ref('user_aliases') }} as aliases
    left join merged on aliases.alias_id = merged.alias_id
    group by all

),

chained as (

    select * from ended
    where is_chain

)

select
    chained.root_user_id,
    chained.total_aliases,
    chains.total_aliases as aliases_of_chain,
    chained.chain_depth,
    chains.chain_depth as depth_of_chain

from chained
full join {{ ref('alias_chains') }} as chains
    on chained.root_user_id = chains.root_user_id
where
    (
        chained.total_aliases, chained.chain_depth, chained.traits,
        chained.events, chained.alias_ids, chained.user_ids,
        chained.confidence, chained.weak_links, chained.first_resolved_at,
        chained.last_resolved_at, chained.first_told_at, chained.last_told_at
    ) is distinct from (
        chains.total_aliases, chains.chain_depth,
        chains.consolidated_traits_count, chains.consolidated_events_count,
        list_sort(chains.alias_ids_in_chain),
        list_sort(chains.user_ids_in_chain[2:]),
        chains.chain_confidence_score, chains.weak_links_count,
        chains.oldest_alias_date, chains.newest_alias_date,
        chains.chain_created_at, chains.chain_updated_at
    )
