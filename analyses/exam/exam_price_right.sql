-- At what share of their renewals do monthly subscribers leave since prices
-- rose, beyond that of the 150 days before?
-- A tenth to a quarter, by the rise; only renewals ask for the price.
with

renewals as (
    {{ renewals() }}
),

compared as (
    {{ excess('renewals', 'has_left', 'is_dearer') }}
)

{{ interval('compared') }}
