{%- set of_users = {}.fromkeys(profile_traits(), 'string') %}
{%- set of_subscriptions = {
    'plan': 'string', 'billing_cycle': 'string',
    'subscription_status': 'string', 'connected_services': 'array',
} %}

with

suppressions as (

    {{ suppressions() | indent }}

),

user_changes as (

    select changes.*
    from {{ ref('stg_platform__user_changes') }} as changes
    anti join suppressions on changes.user_id = suppressions.user_id

),

subscription_changes as (

    select changes.*
    from {{ ref('stg_platform__subscription_changes') }} as changes
    anti join suppressions on changes.user_id = suppressions.user_id

),

-- a deleted account has no traits any more
user_states as (

    select
        user_id,
        change_kind,
        {%- for trait in of_users %}
        case when not is_deleted then {{ trait }} end as {{ trait }},
        {%- endfor %}
        changed_at,
        change_id

    from user_changes

),

subscription_states as (

    select
        user_id,
        change_kind,
        plan,
        billing_cycle,
        {{ subscription_status('change_kind') }} as subscription_status,
        nullif(array_to_string(services, ', '), '') as connected_services,
        changed_at,
        change_id

    from subscription_changes
    union all
    select
        user_id,
        change_kind,
        {%- for trait in of_subscriptions %}
        null as {{ trait }},
        {%- endfor %}
        changed_at,
        change_id

    from user_changes
    where is_deleted

),
{% for name, traits in {
    'user': of_users, 'subscription': of_subscriptions
}.items() %}
{{ name }}_neighbors as (

    select
        *,
        {%- for trait in traits %}
        lag({{ trait }}) over of_the_user as old_{{ trait }},
        {%- endfor %}
        {{ hash_key(['change_id']) }}::varchar as api_call_id

    from (
        select * from {{ name }}_states
        qualify changed_at is distinct from lead(changed_at) over (
            partition by user_id order by changed_at, change_id
        )
    )
    window of_the_user as (partition by user_id order by changed_at)

),
{% endfor %}
changed as (

    {% for name, traits in {
        'user': of_users, 'subscription': of_subscriptions
    }.items() -%}
    {%- set is_last_source = loop.last -%}
    {% for trait, type in traits.items() -%}
    select
        user_id,
        '{{ trait }}' as trait_name,
        old_{{ trait }} as old_value,
        {{ trait }} as new_value,
        '{{ type }}' as value_type,
        change_kind,
        changed_at,
        api_call_id

    from {{ name }}_neighbors
    where {{ trait }} is distinct from old_{{ trait }}
    {{ 'union all' if not (loop.last and is_last_source) }}
    {% endfor -%}
    {% endfor %}
),

named as (

    select
        ---------- keys
        {{ hash_key(['user_id', 'trait_name', 'changed_at']) }}::varchar
            as history_id,
        user_id::varchar as user_id,

        ---------- attributes
        trait_name,
        old_value,
        new_value,
        value_type,
        case
            when new_value is null then 'deleted'
            when old_value is null then 'created'
            else 'updated'
        end as change_type,
        case change_kind
            when 'create' then 'sign_up'
            when 'edit' then 'user_update'
            when 'move' then 'user_update'
            when 'delete' then 'account_deletion'
            when 'start' then 'subscription_start'
            when 'change' then 'subscription_change'
            when 'cancel' then 'cancellation'
            when 'resume' then 'resumption'
        end as change_reason,

        ---------- timestamps
        changed_at,
        changed_at as effective_from,
        lead(changed_at) over (
            partition by user_id, trait_name order by changed_at
        ) as effective_to,
        {{ source_system() }} as source_system,
        api_call_id

    from changed

)

select * from named
