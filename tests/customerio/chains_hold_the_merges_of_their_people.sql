-- People with second accounts whose chain does not hold exactly the merges that
-- end at them.

with

merges as (

    select
        ultimate_primary_user_id as root_user_id,
        count(*) as merges,
        max(chain_depth) as depth,
        list(alias_id order by alias_id) as alias_ids

    from {{ ref('user_aliases') }}
    group by all
    having bool_or(alias_type = 'duplicate_consolidation')

)

select
    merges.root_user_id,
    merges.merges,
    chains.total_aliases,
    merges.depth,
    chains.chain_depth

from merges
full join {{ ref('alias_chains') }} as chains
    on merges.root_user_id = chains.root_user_id
where
    merges.merges is distinct from chains.total_aliases
    or merges.depth is distinct from chains.chain_depth
    or merges.alias_ids <> list_sort(chains.alias_ids_in_chain)
    or chains.user_ids_in_chain[1] <> chains.root_user_id
