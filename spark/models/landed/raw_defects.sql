{{ raw_from_landing('defects') }}
