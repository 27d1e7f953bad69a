with

providers as (

    select * from {{ ref('providers') }}

),

described as (

    select
        ---------- keys
        provider,
        service,

        ---------- flags
        service is null as is_own

    from providers

)

select * from described
