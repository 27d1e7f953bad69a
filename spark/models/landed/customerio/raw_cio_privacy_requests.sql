{{ raw_from_landing('cio_privacy_requests') }}
