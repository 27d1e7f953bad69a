{#-
    When the law of a country wants a request answered, and what it is called, written out once
    more for tests: the body of a CTE.
-#}
{% macro laws_by_hand() -%}
    select
        laws.*,
        countries.country_code

    from {{ ref('countries') }} as countries
    inner join (
        values
        ('EU', 'GDPR', interval '1' month),
        ('UK', 'UK GDPR', interval '1' month),
        ('CCPA', 'CCPA', interval '45' day),
        ('LGPD', 'LGPD', interval '15' day),
        ('Other', 'own policy', interval '30' day)
    ) as laws (jurisdiction, regulation, answered_within)
        on
            laws.jurisdiction = case
                when countries.country_code = 'GB' then 'UK'
                when countries.country_code = 'US' then 'CCPA'
                when countries.country_code = 'BR' then 'LGPD'
                when countries.continent = 'Europe' then 'EU'
                else 'Other'
            end
{%- endmacro %}
