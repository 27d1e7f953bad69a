{{ raw_from_landing('cio_api_responses') }}
