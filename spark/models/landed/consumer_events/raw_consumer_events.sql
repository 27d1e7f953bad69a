{{ raw_from_landing('consumer_events') }}
