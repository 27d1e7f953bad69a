-- By what share does the arm large_artwork raise the sessions of those who
-- watched before it?
-- By none that can be told from chance.
with

viewers as (
    {{ viewers_by_arm() }}
),

-- chosen by what they did before the experiment could touch them
regular as (

    select * from viewers
    where
        arm in ('large_artwork', 'control')
        and sessions_before >= 4

),

compared as (
    {{ ratio_of_rates('regular', 'sessions_after', 'sessions_before',
        "arm = 'large_artwork'") }}
)

{{ interval_of_lift('compared') }}
