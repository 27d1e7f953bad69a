-- How much likelier than collaborative is hybrid among the lists that are
-- clicked?
-- By their lifts.
select
    max(lift) filter (where algorithm = 'hybrid')
    / max(lift) filter (where algorithm = 'collaborative') - 1 as truth

from {{ ref('algorithms') }}
