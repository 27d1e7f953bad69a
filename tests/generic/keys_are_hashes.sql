{#- Rows in which one of the columns is null or no md5 of 16 bytes. -#}
{% test keys_are_hashes(model, columns) %}

select {{ columns | join(', ') }}
from {{ model }}
where
    {%- for column in columns %}
    {{ 'or ' if not loop.first }}coalesce(octet_length({{ column }}), 0) <> 16
    {%- endfor %}

{% endtest %}
