-- How many times as likely is a click to fall on the first of five places as on
-- the fifth?
-- A click falls on the share of the list that a draw to the power of place_bias
-- has.
with

constants as (

    select {{ constant('shelves.place_bias') }} as place_bias

)

select 0.2 ^ (1 / place_bias) / (1 - 0.8 ^ (1 / place_bias)) as truth
from constants
