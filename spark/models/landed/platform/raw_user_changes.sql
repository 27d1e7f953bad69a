{{ raw_from_landing('user_changes') }}
