{#-
    Whom Customer.IO refuses since a request for erasure was carried out, and since when: the
    body of a CTE. The account is deleted with it, the history redacted.
-#}
{% macro suppressions() -%}
    select
        user_id,
        max_by(request_id, changed_at) as request_id,
        max_by(country_code, changed_at) as country_code,
        max_by(load_date, changed_at) as load_date,
        max(changed_at) as suppressed_at

    from {{ ref('stg_customerio__privacy_requests') }}
    where
        request_type = 'deletion'
        and status = 'completed'
    group by all
{%- endmacro %}
