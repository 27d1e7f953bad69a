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
        list(aliases.alias_id order by aliases.alias_id) as alias_ids

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
    chained.total_aliases is distinct from chains.total_aliases
    or chained.chain_depth is distinct from chains.chain_depth
    or chained.traits is distinct from chains.consolidated_traits_count
    or chained.events is distinct from chains.consolidated_events_count
    or chained.alias_ids <> list_sort(chains.alias_ids_in_chain)
