-- Marketing e-mail to people who had not agreed to it when it was sent, or had
-- taken that back on a day before.

with

consents as (

    select
        user_id,
        min(changed_at) filter (where status = 'granted') as granted_at,
        max(greatest(changed_at::date, load_date)) filter (
            where status = 'withdrawn'
        ) as withdrawn_on

    from {{ ref('stg_customerio__consents') }}
    where consent_type = 'marketing'
    group by all

)

select
    deliveries.delivery_id,
    deliveries.created_at,
    consents.granted_at,
    consents.withdrawn_on

from {{ ref('stg_customerio__deliveries') }} as deliveries
left join consents on deliveries.user_id = consents.user_id
where
    deliveries.channel = 'email'
    and not deliveries.is_transactional
    and not coalesce(
        deliveries.created_at >= consents.granted_at
        and (
            consents.withdrawn_on is null
            or deliveries.load_date <= consents.withdrawn_on
        ),
        false
    )
