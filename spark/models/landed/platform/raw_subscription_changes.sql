{{ raw_from_landing('subscription_changes') }}
