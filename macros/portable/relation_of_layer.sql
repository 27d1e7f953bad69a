{#- A relation by its layer and name, where a ref is not possible. Spark has no databases, Databricks calls them catalogs. -#}
{% macro relation_of_layer(layer, identifier) %}
    {{ return(api.Relation.create(
        database=target.database or target.catalog or none,
        schema=generate_schema_name(layer),
        identifier=identifier,
    )) }}
{% endmacro %}
