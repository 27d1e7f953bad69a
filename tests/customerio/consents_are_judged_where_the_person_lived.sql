-- Consents that are judged by another country than the one in which the person
-- lived as they were given or withdrawn: a move does not change the question
-- that was asked.
with

changes as (

    select
        user_id::varchar as user_id,
        country_code,
        changed_at,
        change_id

    from {{ ref('raw_user_changes') }}

),

consents as (

    select
        'question' as rule,
        consent_id as found,
        user_id,
        granted_at as decided_at,
        right(consent_language, 2) as country_code

    from {{ ref('consent_management') }}
    union all
    select
        'law' as rule,
        event_id as found,
        user_id,
        event_timestamp as decided_at,
        raw_properties['country'] as country_code

    from {{ ref('gdpr_compliance_events') }}
    where event_type = 'consent'

),

lived as (

    select
        consents.*,
        changes.country_code as country_of_residence

    from consents
    inner join changes
        on
            consents.user_id = changes.user_id
            and consents.decided_at >= changes.changed_at
    qualify row_number() over (
        partition by consents.rule, consents.found
        order by changes.changed_at desc, changes.change_id desc
    ) = 1

)

select * from lived
where country_code is distinct from country_of_residence
