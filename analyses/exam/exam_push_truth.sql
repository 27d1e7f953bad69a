-- How many sessions did the pushes to continue watching add, for each that was
-- sent?
-- What messages added on a day is shared among those that acted, by what each
-- did to the rate.
{{ sessions_added_by('continue_watching') }}
