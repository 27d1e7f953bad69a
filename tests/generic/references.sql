{#-
    Keys that lead nowhere, by column, with the number of rows that hold them; null passes.
    `keys` says of each column where it leads, as `model.column`.
-#}
{% test references(model, keys) %}

{{ keys_without_parent(model, keys) }}

{% endtest %}
