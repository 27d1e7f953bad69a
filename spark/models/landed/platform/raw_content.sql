{{ raw_from_landing('content') }}
