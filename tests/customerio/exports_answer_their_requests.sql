-- Requests for data on which work has begun without an export, and exports that
-- differ from the answer or from the event of its delivery.

select
    requests.request_id,
    exports.export_id,
    exports.file_size_bytes,
    requests.response_size_bytes

from {{ ref('privacy_requests') }} as requests
full join {{ ref('data_exports') }} as exports
    on requests.request_id = exports.request_id
left join {{ ref('gdpr_compliance_events') }} as reports
    on
        requests.request_id = reports.request_id
        and reports.report_type = 'data_export'
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
            or exports.delivered_at is distinct from reports.event_timestamp
            or (
                reports.event_id is not null
                and (
                    exports.report_id, exports.export_format,
                    exports.export_format, exports.file_size_bytes,
                    exports.delivery_expires_at,
                    exports.delivery_method = 'email',
                    exports.delivery_method = 'postal_mail'
                ) is distinct from (
                    reports.report_id, reports.file_format,
                    requests.response_format, reports.file_size_bytes,
                    reports.delivery_properties.download_expires_at,
                    requests.response_method = 'email',
                    reports.delivery_method = 'postal_mail'
                )
            )
        )
    )
