with

countries as (

    select * from {{ ref('countries') }}

),

described as (

    select
        ---------- keys
        country_code,

        ---------- attributes
        country_name,
        continent,
        subcontinent,
        currency,
        language as main_language

    from countries

)

select * from described
