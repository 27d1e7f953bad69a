-- How much oftener have those left who have hardly watched since prices rose
-- than the others?
-- Far too often: whoever leaves watches less before, and nothing afterwards.
with

renewals as (

    select * from (
        {{ renewals() }}
    )
    where is_dearer

),

subscribers as (

    select
        renewals.user_id,
        renewals.has_left,
        count(sessions.session_id) <= 1 as is_light

    from renewals
    left join {{ ref('fct_sessions') }} as sessions
        on
            renewals.user_id = sessions.user_id
            and renewals.rises_on <= sessions.viewing_date
    group by all

),

compared as (
    {{ difference_of_means('subscribers', 'has_left::integer', 'is_light') }}
)

{{ interval('compared') }}
