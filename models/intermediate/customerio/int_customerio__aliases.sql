{{ config(materialized="table") }}

with {{ recursive() }}

identities as (

    select * from {{ ref('stg_customerio__identities') }}

),

users as (

    select
        user_id,
        min(created_at) as created_at,
        {%- for trait in profile_traits() %}
        (count({{ trait }}) > 0)::integer as has_{{ trait }}
        {%- if not loop.last %},{% endif %}
        {%- endfor %}

    from {{ ref('stg_platform__user_changes') }}
    group by all

),

-- a person is the second account of one other account at most
second_accounts as (

    select
        identity_id,
        user_id,
        other_user_id

    from identities
    where kind = 'duplicate'

),

-- from an account to the one it was merged into, until there is no further one
walk as (

    {{ walk('second_accounts', start='other_user_id', end='user_id') }}

),

roots as (

    select
        user_id,
        reached_user_id as root_user_id,
        steps

    from walk
    qualify row_number() over (partition by user_id order by steps desc) = 1

),

aliases as (

    select
        ---------- ids
        identities.identity_id as alias_id,
        identities.user_id as primary_user_id,
        coalesce(identities.other_user_id, identities.anonymous_id)
            as secondary_id,
        parents.identity_id as parent_alias_id,
        coalesce(roots.root_user_id, identities.user_id) as root_user_id,

        ---------- attributes
        identities.kind,
        identities.method,
        identities.confidence,
        1 + coalesce(roots.steps, 0) as depth,

        ---------- measures
        identities.visits,
        identities.events,
        {{ traits_of(['users']) }} as primary_traits,
        {{ traits_of(['others']) }} as secondary_traits,
        {{ traits_of(['users', 'others']) }} as common_traits,

        ---------- timestamps
        users.created_at as primary_created_at,
        others.created_at as secondary_created_at,
        identities.first_seen_at,
        identities.last_seen_at,
        identities.resolved_at,
        {{ next_sync('identities.resolved_at', 'identities.load_date') }}
            as received_at

    from identities
    left join second_accounts as parents
        on identities.user_id = parents.other_user_id
    left join roots on identities.user_id = roots.user_id
    left join users on identities.user_id = users.user_id
    left join users as others on identities.other_user_id = others.user_id

)

select * from aliases
