{{ raw_from_landing('cio_defects') }}
