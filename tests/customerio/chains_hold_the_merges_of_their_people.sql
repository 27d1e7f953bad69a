-- People with second accounts whose chain does not hold exactly the merges that
-- end at them.

with

merges as (

    select
        ultimate_primary_user_id as root_user_id,
        count(*) as total_aliases,
        max(chain_depth) as chain_depth,
        list(alias_id order by alias_id) as alias_ids

    from {{ ref('user_aliases') }}
    group by all
    having max((alias_type = 'duplicate_consolidation')::integer) = 1

)

select
    merges.root_user_id,
    merges.total_aliases,
    chains.total_aliases,
    merges.chain_depth,
    chains.chain_depth

from merges
full join {{ ref('alias_chains') }} as chains
    on merges.root_user_id = chains.root_user_id
where
    merges.total_aliases is distinct from chains.total_aliases
    or merges.chain_depth is distinct from chains.chain_depth
    or merges.alias_ids <> list_sort(chains.alias_ids_in_chain)
    or not list_contains(chains.user_ids_in_chain, chains.root_user_id)
