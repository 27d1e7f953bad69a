-- Each event of a person as the log of changes in raw has it, and each trait
-- beside the change that set it.
with

erased as (

    select
        user_id,
        max(request_id)::varchar as request_id,
        max(changed_at) as erased_at,
        max(load_date) as erased_on

    from {{ ref('raw_cio_privacy_requests') }}
    where
        request_type = 'deletion'
        and status = 'completed'
    group by all

),

changes as (

    select
        *,
        change_id::varchar as row_key,
        lower(trim(email)) as tidy_email,
        trim(first_name) as tidy_first_name,
        greatest(
            date_trunc('hour', changed_at) + interval '1' hour, load_date
        ) as told_at,
        row_number() over (
            partition by user_id order by changed_at, change_id
        ) as place,
        count(*) over (partition by user_id, changed_at) as changes_at_once

    from {{ ref('raw_user_changes') }}

),

-- of changes at one instant the last one counts
last_of_each_instant as (

    select * from {{ ref('raw_user_changes') }}
    qualify change_id = max(change_id) over (partition by user_id, changed_at)

),

subscription_changes as (

    select * from {{ ref('raw_subscription_changes') }}
    qualify change_id = max(change_id) over (partition by user_id, changed_at)

),

traits as (

    select
        history.*,
        users.kind as user_change,
        subscriptions.kind as subscription_change,
        case history.trait_name
            when 'email' then lower(trim(users.email))
            when 'first_name' then trim(users.first_name)
            when 'last_name' then trim(users.last_name)
            when 'country_code' then upper(trim(users.country_code))
            when 'favorite_color' then lower(trim(users.favorite_color))
            when 'plan' then subscriptions.plan
            when 'billing_cycle' then subscriptions.billing_cycle
            when 'subscription_status'
                then
                    if(subscriptions.kind = 'cancel', 'cancelled', 'active')
            else history.new_value
        end as value_in_raw,
        (history.api_call_id, history.user_id, history.changed_at) in (
            select
                events.api_call_id,
                events.user_id,
                events.event_timestamp

            from {{ ref('people_events') }} as events
        ) as is_call_of_person

    from {{ ref('people_traits_history') }} as history
    left join last_of_each_instant as users
        on
            history.user_id = users.user_id::varchar
            and history.changed_at = users.changed_at
            and (
                users.kind = 'delete'
                or history.trait_name in (
                    'email', 'first_name', 'last_name', 'country_code',
                    'favorite_color'
                )
            )
    left join subscription_changes as subscriptions
        on
            history.user_id = subscriptions.user_id::varchar
            and history.changed_at = subscriptions.changed_at
            and history.trait_name in (
                'plan', 'billing_cycle', 'subscription_status',
                'connected_services'
            )

)

select
    'people_events' as table_name,
    coalesce(changes.row_key, found.event_id) as row_key

from changes
full join {{ ref('people_events') }} as found
    on
        changes.user_id::varchar = found.user_id
        and changes.changed_at = found.event_timestamp
        and found.event_type <> 'suppressed'
        and (changes.kind = 'delete') = (found.event_type = 'deleted')
left join erased
    on
        coalesce(changes.user_id::varchar, found.user_id)
        = erased.user_id::varchar
left join changes as earlier
    on
        changes.user_id = earlier.user_id
        and changes.place = earlier.place + 1
where
    coalesce(changes.changes_at_once, 1) = 1
    and (
        case
            when changes.row_key is null then 'suppressed'
            when changes.kind = 'delete' then 'deleted'
            when changes.place = 1 then 'identified'
            else 'updated'
        end,
        if(
            erased.user_id is null,
            earlier.tidy_email,
            found.previous_traits['email']
        ),
        case
            when changes.kind = 'delete' then null
            when erased.user_id is null then changes.tidy_email
        end,
        case
            when changes.kind = 'delete' then null
            when erased.user_id is null then changes.tidy_first_name
        end,
        if(
            changes.row_key is null or changes.kind = 'delete',
            erased.request_id,
            null
        ),
        coalesce(
            changes.told_at,
            greatest(
                date_trunc('hour', erased.erased_at) + interval '1' hour,
                erased.erased_on
            )
        )
    ) is distinct from (
        found.event_type, found.previous_traits['email'],
        found.new_traits['email'], found.new_traits['first_name'],
        found.gdpr_request_id, found.received_at
    )
union all
select
    'people_traits_history' as table_name,
    history_id as row_key

from traits
where
    new_value is not null and new_value <> value_in_raw
    or change_reason is distinct from case if(
        user_change = 'delete',
        'delete',
        coalesce(subscription_change, user_change)
    )
        when 'create' then 'sign_up'
        when 'delete' then 'account_deletion'
        when 'start' then 'subscription_start'
        when 'change' then 'subscription_change'
        when 'cancel' then 'cancellation'
        when 'resume' then 'resumption'
        else 'user_update'
    end
    or user_change is not null
    and not is_call_of_person
    or api_call_id is null
union all
select
    'people_events' as table_name,
    min(event_id) as row_key

from {{ ref('people_events') }}
where api_call_id is not null
group by api_call_id
having count(*) > 1
