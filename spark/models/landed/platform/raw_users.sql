{{ raw_from_landing('users') }}
