{#-
    Of a table of the vault, `columns` that are null or no md5 of 16 bytes in some rows, and
    the keys in `parents` that lead nowhere, each with the number of rows. `parents` says of a
    key where it leads, as `model.column`; the key of the ghost record, all zeros, has no
    parent. A hub that grows with the events is large, so that the parents of a column in
    `arrives_with_it` are looked for among those of the same days as the rows.
-#}
{% test hash_keys(model, columns, parents={}, arrives_with_it=[]) %}
{%- set rules = [] -%}
{%- for column in columns -%}
    {%- do rules.append('coalesce(octet_length(' ~ column ~ '), 0) = 16') -%}
{%- endfor %}

{{ broken_rules(
    model, rules, parents, arrives_with_it, but_for="unhex('" ~ '00' * 16 ~ "')"
) }}

{% endtest %}
