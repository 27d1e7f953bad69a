with

reviews as (

    select * from {{ ref('stg_customerio__reviews') }}

),

named as (

    select
        ---------- keys
        review_id::varchar as review_id,
        content_id::varchar as product_id,
        user_id::varchar as user_id,

        ---------- attributes
        rating,
        title as review_title,
        body as review_body,
        true as is_verified_purchase,
        null::integer as helpful_votes,
        null::integer as total_votes,
        status,
        case status when 'rejected' then 'against the house rules' end
            as moderation_notes,

        ---------- timestamps
        submitted_at,
        case status when 'approved' then moderated_at end as approved_at,
        moderated_at as updated_at

    from reviews

)

select * from named
