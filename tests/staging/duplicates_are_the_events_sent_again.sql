-- Duplicates are the events that were sent again, and no others.
{{ copies_that_differ(
    'raw_consumer_events', 'consumer_events', 'stg_consumer_events__duplicates'
) }}
