-- Every action of the days that a build may rewrite is the one at its place in
-- the list of its raw event.
{{ items_that_differ('fct_user_actions', 'user_action', 'action_number', {
    'content_id': 'content.id',
    'action_type': clean_text('item.action_type'),
    'old_quality': clean_text('item.old_quality'),
    'new_quality': clean_text('item.new_quality'),
    'duration_seconds': 'item.duration',
    'old_speed': 'item.old_speed',
    'new_speed': 'item.new_speed',
    'is_completion': 'coalesce(item.completed, false)',
    'action_at': 'item.timestamp',
}) }}
