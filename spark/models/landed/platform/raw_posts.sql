{{ raw_from_landing('posts') }}
