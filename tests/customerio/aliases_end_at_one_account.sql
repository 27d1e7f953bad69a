-- Merges whose chain ends at an account that was itself merged into another, or
-- has a link that leads elsewhere than to the account before.

with

aliases as (

    select * from {{ ref('user_aliases') }}

)

select
    aliases.alias_id,
    aliases.ultimate_primary_user_id,
    aliases.chain_depth,
    parents.chain_depth as depth_of_parent

from aliases
left join aliases as parents on aliases.parent_alias_id = parents.alias_id
left join aliases as further
    on aliases.ultimate_primary_user_id = further.secondary_user_id
where
    further.alias_id is not null
    or aliases.chain_depth <> 1 + coalesce(parents.chain_depth, 0)
    or parents.secondary_user_id is distinct from
    case
        when aliases.parent_alias_id is not null then aliases.primary_user_id
    end
    or aliases.ultimate_primary_user_id
    is distinct from
    coalesce(parents.ultimate_primary_user_id, aliases.primary_user_id)
