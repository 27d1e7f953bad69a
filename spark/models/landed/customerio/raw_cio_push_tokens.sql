{{ raw_from_landing('cio_push_tokens') }}
