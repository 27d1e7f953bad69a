-- By what share does variant b raise the chance of an open?
-- By the constant of the world that sets it.
select value::double - 1 as truth

from {{ ref('behaviour') }}
where name = 'response.variant_b'
