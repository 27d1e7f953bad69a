-- Every search of the days that a build may rewrite is the one at its place in
-- the list of its raw event.
{{ items_that_differ('fct_search_history', 'search_history', 'search_number', {
    'search_id': 'item.search_id',
    'query': clean_text('item.query'),
    'results_count': 'item.results_count',
    'search_at': 'item.timestamp',
}) }}
