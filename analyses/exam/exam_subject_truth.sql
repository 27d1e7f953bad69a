-- By what share does variant b raise the chance of an open?
-- By the constant of the world that sets it.
select {{ constant('response.variant_b') }} - 1 as truth
