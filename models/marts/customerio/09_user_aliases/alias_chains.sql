{%- set weak_below = 0.8 %}

with

aliases as (

    select * from {{ ref('int_customerio__aliases') }}

),

-- visitors belong to chains, too, but only a second account makes one
chained as (

    select
        *,
        depth - (kind = 'anonymous')::integer as accounts_deep

    from aliases
    qualify bool_or(kind = 'duplicate') over (partition by root_user_id)

),

chains as (

    select
        root_user_id,
        max(depth)::integer as chain_depth,
        count(*)::integer as total_aliases,
        max(accounts_deep) as accounts_deep,
        list(secondary_id::varchar order by depth, secondary_id)
            as secondary_ids,
        list(alias_id::varchar order by depth, alias_id) as alias_ids_in_chain,
        min(resolved_at) as oldest_alias_date,
        max(resolved_at) as newest_alias_date,
        sum(coalesce(events, 0))::integer as consolidated_events_count,
        sum(secondary_traits)::integer as consolidated_traits_count,
        min(confidence) as chain_confidence_score,
        count(*) filter (where confidence < {{ weak_below }})::integer
            as weak_links_count,
        min(received_at) as chain_created_at,
        max(received_at) as chain_updated_at

    from chained
    group by all

),

named as (

    select
        ---------- keys
        {{ hash_key(["'alias_chain'", 'root_user_id']) }}::varchar as chain_id,
        root_user_id::varchar as root_user_id,

        ---------- attributes
        chain_depth,
        total_aliases,
        case
            when total_aliases = chain_depth then 'linear'
            when accounts_deep = 1 then 'tree'
            else 'complex'
        end as chain_type,
        [root_user_id::varchar] || secondary_ids as user_ids_in_chain,
        alias_ids_in_chain,
        oldest_alias_date,
        newest_alias_date,
        datediff('day', oldest_alias_date, newest_alias_date)::integer
            as chain_formation_duration_days,
        'completed' as consolidation_status,
        consolidated_events_count,
        consolidated_traits_count,
        chain_confidence_score,
        weak_links_count,
        weak_links_count > 0 as validation_required,
        true as auto_created,
        false as manually_verified,
        {{ source_system() }} as created_by_system,

        ---------- timestamps
        chain_created_at,
        chain_updated_at,
        chain_updated_at as last_validation_at

    from chains

)

select * from named
