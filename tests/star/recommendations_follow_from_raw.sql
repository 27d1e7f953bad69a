-- Every recommendation of the days that a build may rewrite is the one at its
-- place in the list of its raw event.
{{ items_that_differ(
    'fct_recommendations', 'recommendations', 'recommendation_number', {
        'content_id': 'item.content_id',
        'algorithm': clean_text('item.algorithm'),
        'is_clicked': 'item.clicked',
    }
) }}
