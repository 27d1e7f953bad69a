{#-
    As `references`, for the hash keys of the vault: the key of the ghost record, all zeros,
    has no parent. A hub that grows with the events is large, so that the parents of a column
    in `arrives_with_it` are looked for among those of the same days as the rows.
-#}
{% test has_parents(model, keys, arrives_with_it=[]) %}

{%- set ghost = "unhex('" ~ '00' * 16 ~ "')" %}

{{ keys_without_parent(model, keys, arrives_with_it, but_for=ghost) }}

{% endtest %}
