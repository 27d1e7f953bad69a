-- Messages of campaigns that are no step of a journey of their user through
-- that campaign: the split before has drawn whether it is held out, and the
-- branch is its variant.
with

messages as (

    select * from {{ ref('stg_customerio__outputs') }}
    where output_type = 'message'

),

splits as (

    select
        journey_id,
        action_id,
        count(*) as splits,
        max(split_test_index) as split_test_index

    from {{ ref('stg_customerio__outputs') }}
    where output_type = 'split_test'
    group by all

),

exits as (

    select
        journey_id,
        min(created_at) as left_at

    from {{ ref('stg_customerio__outputs') }}
    where output_type = 'exit'
    group by all

),

campaign_deliveries as (

    select * from {{ ref('stg_customerio__deliveries') }}
    where not is_transactional

)

select
    deliveries.delivery_id,
    messages.output_id,
    deliveries.journey_id,
    messages.journey_id as journey_of_step

from campaign_deliveries as deliveries
full join messages on deliveries.delivery_id = messages.delivery_id
left join {{ ref('stg_customerio__subjects') }} as journeys
    on deliveries.journey_id = journeys.journey_id
left join splits
    on
        messages.journey_id = splits.journey_id
        and messages.action_id = splits.action_id
left join exits on messages.journey_id = exits.journey_id
where
    (
        deliveries.journey_id, deliveries.action_id, deliveries.created_at,
        deliveries.variant = 'b', not deliveries.is_treated, 1
    ) is distinct from (
        messages.journey_id, messages.action_id, messages.created_at,
        messages.branch_index = 1, splits.split_test_index = 1, splits.splits
    )
    or (
        deliveries.user_id, deliveries.campaign_id,
        deliveries.trigger_event_id, deliveries.trigger_id,
        deliveries.trigger_id is not null
    ) is distinct from (
        journeys.user_id, journeys.campaign_id, journeys.trigger_event_id,
        journeys.trigger_id, journeys.campaign_type = 'broadcast'
    )
    or journeys.started_at > deliveries.created_at
    or exits.left_at < deliveries.created_at
