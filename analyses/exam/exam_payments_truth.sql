-- How likely is a renewal to fail at the first attempt?
-- By the constant of the world that sets it.
select {{ constant('billing.fails') }} as truth
