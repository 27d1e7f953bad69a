{{ raw_from_landing('post_events') }}
