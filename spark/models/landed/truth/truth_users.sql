{{ raw_from_landing('truth_users') }}
