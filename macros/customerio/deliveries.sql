{#-
    Deliveries with whom they went to, as the profile stood at the send: the body of a CTE
    with the columns of int_customerio__deliveries and those of the person. In an increment
    these are the deliveries that may show something else than before: those that were made
    or of which something was reported since the window opened, and those of users whose
    profile has changed since then, for a profile may arrive after its user's first message.
    Who is suppressed has none: what was sent before is redacted.

      where   which of the deliveries, a condition on them
-#}
{% macro deliveries_of(where='true') -%}
    {%- set opens_on = rewritten_from('event_at') -%}
    {%- set first_day = opens_on ~ ' - 1' -%}
    {%- set is_full = opens_on == earliest_date() -%}
    {%- set profile_changes = ref('stg_platform__user_changes') -%}
    {%- set subscription_changes = ref('stg_platform__subscription_changes') -%}
    with

    suppressions as (

        {{ suppressions() | indent(8) }}

    ),

    deliveries as (

        select *
        from {{ ref('int_customerio__deliveries') }}
        where
            {{ where }}
            {%- if not is_full %}
            and (
                greatest(load_date, last_metric_load_date) >= {{ first_day }}
                or user_id in (
                    select changes.user_id
                    from {{ profile_changes }} as changes
                    where changes.load_date >= {{ first_day }}
                )
                or user_id in (
                    select changes.user_id
                    from {{ subscription_changes }} as changes
                    where changes.load_date >= {{ first_day }}
                )
            )
            {%- endif %}

    ),

    profiles as (

        select
            users.user_id,
            users.first_name,
            users.first_name || ' ' || users.last_name as name,
            users.email,
            users.country_code,
            users.valid_from,
            users.valid_to

        from {{ ref('dim_user') }} as users
        anti join suppressions on users.user_id = suppressions.user_id

    ),

    subscriptions as (

        select
            user_id,
            plan,
            billing_cycle,
            valid_from,
            valid_to

        from {{ ref('dim_user_subscription') }}

    ),

    conversions as (

        select
            deliveries.delivery_id,
            changes.movement as conversion_event,
            changes.mrr_after_usd::double as conversion_value

        from deliveries
        inner join {{ ref('fct_subscription_changes') }} as changes
            on
                deliveries.user_id = changes.user_id
                and deliveries.converted_at = changes.changed_at
        qualify row_number() over (
            partition by deliveries.delivery_id order by changes.movement
        ) = 1

    )

    select
        deliveries.*,
        profiles.first_name,
        profiles.name,
        case deliveries.channel when 'email' then profiles.email end
            as recipient,
        profiles.email,
        profiles.country_code,
        subscriptions.plan,
        subscriptions.billing_cycle,
        case
            when deliveries.converted_at is not null
                then coalesce(conversions.conversion_event, 'reactivation')
        end as conversion_event,
        conversions.conversion_value,
        {{ hash_key(["'send'", 'deliveries.delivery_id']) }}::varchar
            as api_request_id

    from deliveries
    {{ join_version(
        'profiles', on=['user_id'], at='deliveries.created_at'
    ) | indent }}
    {{ join_version(
        'subscriptions', on=['user_id'], at='deliveries.created_at'
    ) | indent }}
    left join conversions
        on deliveries.delivery_id = conversions.delivery_id
{%- endmacro %}


{#- Whom a message went to, by every id that Customer.IO knows. -#}
{% macro recipient_identifiers() -%}
    {{ struct_of({
        'email': 'recipient',
        'id': 'user_id::varchar',
        'user_id': 'user_id::varchar',
    }) }}
{%- endmacro %}


{#- What somebody did that the message was meant to bring about, as a list; empty if nothing. -#}
{% macro conversion_events() -%}
    case
        when conversion_event is null then []::varchar[]
        else [conversion_event]
    end
{%- endmacro %}


{#- The code of a reason for which a message did not arrive. -#}
{% macro error_code(reason) -%}
    case {{ reason }}
        when 'no such mailbox' then 'hard_bounce'
        when 'mailbox was busy for three days' then 'soft_bounce'
        when 'token is no longer registered' then 'invalid_token'
        when 'address is suppressed' then 'esp_suppressed'
        when 'push service unavailable' then 'service_unavailable'
        when {{ reason }} then 'other'
    end
{%- endmacro %}


{#- The workspace as the App API shows it. -#}
{% macro workspace() -%}
    workspace_id::varchar
{%- endmacro %}
