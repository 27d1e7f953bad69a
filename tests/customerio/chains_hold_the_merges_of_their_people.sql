-- People with second accounts whose chain does not hold exactly the merges that
-- end at them.

with

ended as (

    select
        ultimate_primary_user_id as root_user_id,
        count(*) as total_aliases,
        max(chain_depth) as chain_depth,
        sum((merge_statistics).traits_merged_count) as traits,
        sum((merge_statistics).events_migrated_count) as events,
        max((alias_type = 'duplicate_consolidation')::integer) as is_chain,
        list(alias_id order by alias_id) as alias_ids

    from {{ ref('user_aliases') }}
    group by all

),

chained as (

    select * from ended
    where is_chain = 1

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
