with

genres as (

    select * from {{ ref('genres') }}

),

described as (

    select genre from genres

)

select * from described
