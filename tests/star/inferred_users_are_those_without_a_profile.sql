-- An orphan's profile has not arrived, and once it has, nobody is inferred.
with

profiles as (

    select user_id from {{ ref('stg_platform__users') }}

)

select dim_user.user_id
from {{ ref('dim_user') }} as dim_user
left join profiles on dim_user.user_id = profiles.user_id
where dim_user.is_inferred <> (profiles.user_id is null)
