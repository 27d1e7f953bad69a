-- Of people whose erasure was carried out nothing is left: no traits now or
-- before, no address on a message, no token that works.
with

erased as (

    select distinct user_id::varchar as user_id
    from {{ ref('raw_cio_privacy_requests') }}
    where
        request_type = 'deletion'
        and status = 'completed'

)

select
    'people' as table_name,
    erased.user_id

from erased
left join {{ ref('people') }} as people on erased.user_id = people.user_id
where
    not coalesce(people.is_suppressed, false)
    or coalesce(people.email, people.name, people.plan, people.location_city)
    is not null
    or people.custom_traits is not null
union all
select
    'people_traits_history' as table_name,
    user_id

from {{ ref('people_traits_history') }}
where user_id in (select erased.user_id from erased)
union all
select
    'people_events' as table_name,
    user_id

from {{ ref('people_events') }}
where
    user_id in (select erased.user_id from erased)
    and (previous_traits is not null or new_traits is not null)
union all
select
    'app_message_performance' as table_name,
    customer_id as user_id

from {{ ref('app_message_performance') }}
where
    customer_id in (select erased.user_id from erased)
    and recipient_email is not null
union all
select
    'user_aliases' as table_name,
    primary_user_id as user_id

from {{ ref('user_aliases') }}
where
    primary_user_id in (select erased.user_id from erased)
    and alias_properties.primary_email is not null
union all
select
    'privacy_requests' as table_name,
    user_id

from {{ ref('privacy_requests') }}
where
    user_id in (select erased.user_id from erased)
    and coalesce(requester_email, requester_name) is not null
union all
select
    'push_tokens' as table_name,
    user_id

from {{ ref('push_tokens') }}
where
    user_id in (select erased.user_id from erased)
    and is_active
