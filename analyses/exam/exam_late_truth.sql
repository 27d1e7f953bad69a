-- What share of users' days is sent late?
-- The dial of the world.
select avg(late_rate) as truth

from {{ ref('raw_clock') }}
