with

services as (

    select * from {{ ref('services') }}

),

described as (

    select service from services

)

select * from described
