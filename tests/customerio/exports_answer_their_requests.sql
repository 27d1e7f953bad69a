-- Requests for data on which work has begun without an export, and exports that
-- differ from the answer.

select
    requests.request_id,
    exports.export_id,
    exports.file_size_bytes,
    requests.response_size_bytes

from {{ ref('privacy_requests') }} as requests
full join {{ ref('data_exports') }} as exports
    on requests.request_id = exports.request_id
where
    (
        requests.request_type in ('access', 'portability')
        and requests.started_processing_at is not null
    ) is distinct from (exports.export_id is not null)
    or (
        exports.export_id is not null
        and (
            exports.file_size_bytes
            is distinct from requests.response_size_bytes
            or exports.delivered_at is distinct from requests.completed_at
            or exports.user_id <> requests.user_id
        )
    )
