{{ raw_from_landing('content_changes') }}
