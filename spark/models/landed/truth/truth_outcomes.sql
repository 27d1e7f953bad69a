{{ raw_from_landing('truth_outcomes') }}
