-- Layout, old files and statistics; for a job that runs every night.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

optimize main.customerio.people;

vacuum main.customerio.people retain 168 hours;

analyze table main.customerio.people compute statistics for columns user_id, created_at;

optimize main.customerio.people_events;

vacuum main.customerio.people_events retain 168 hours;

analyze table main.customerio.people_events compute statistics for columns event_id, user_id, event_timestamp;

optimize main.customerio.people_traits_history;

vacuum main.customerio.people_traits_history retain 168 hours;

analyze table main.customerio.people_traits_history compute statistics for columns history_id, user_id, changed_at;

optimize main.customerio.events;

vacuum main.customerio.events retain 168 hours;

analyze table main.customerio.events compute statistics for columns event_id, user_id, event_timestamp;

optimize main.customerio.page_views;

vacuum main.customerio.page_views retain 168 hours;

analyze table main.customerio.page_views compute statistics for columns page_view_id, user_id, viewed_at;

optimize main.customerio.screen_views;

vacuum main.customerio.screen_views retain 168 hours;

analyze table main.customerio.screen_views compute statistics for columns screen_view_id, user_id, viewed_at;

optimize main.customerio.event_sequences;

vacuum main.customerio.event_sequences retain 168 hours;

analyze table main.customerio.event_sequences compute statistics for columns sequence_id, user_id, sequence_start_time;

optimize main.customerio.ecommerce_events;

vacuum main.customerio.ecommerce_events retain 168 hours;

analyze table main.customerio.ecommerce_events compute statistics for columns event_id, user_id, event_timestamp;

optimize main.customerio.products;

vacuum main.customerio.products retain 168 hours;

analyze table main.customerio.products compute statistics for columns product_id;

optimize main.customerio.shopping_carts;

vacuum main.customerio.shopping_carts retain 168 hours;

analyze table main.customerio.shopping_carts compute statistics for columns cart_id, user_id, created_at;

optimize main.customerio.wishlists;

vacuum main.customerio.wishlists retain 168 hours;

analyze table main.customerio.wishlists compute statistics for columns wishlist_id, user_id, created_at;

optimize main.customerio.product_reviews;

vacuum main.customerio.product_reviews retain 168 hours;

analyze table main.customerio.product_reviews compute statistics for columns review_id, product_id, user_id;

optimize main.customerio.devices;

vacuum main.customerio.devices retain 168 hours;

analyze table main.customerio.devices compute statistics for columns device_id, user_id;

optimize main.customerio.device_events;

vacuum main.customerio.device_events retain 168 hours;

analyze table main.customerio.device_events compute statistics for columns event_id, device_id, user_id, event_timestamp;

optimize main.customerio.push_tokens;

vacuum main.customerio.push_tokens retain 168 hours;

analyze table main.customerio.push_tokens compute statistics for columns token_id, device_id, user_id;

optimize main.customerio.device_sessions;

vacuum main.customerio.device_sessions retain 168 hours;

analyze table main.customerio.device_sessions compute statistics for columns session_id, device_id, user_id, session_start;

optimize main.customerio.objects;

vacuum main.customerio.objects retain 168 hours;

analyze table main.customerio.objects compute statistics for columns object_id, object_type_id, created_by_user_id, created_at;

optimize main.customerio.relationships;

vacuum main.customerio.relationships retain 168 hours;

analyze table main.customerio.relationships compute statistics for columns relationship_id, user_id, object_id, object_type_id, created_by_user_id, created_at;

optimize main.customerio.object_events;

vacuum main.customerio.object_events retain 168 hours;

analyze table main.customerio.object_events compute statistics for columns event_id, object_id, object_type_id, user_id, event_timestamp;

optimize main.customerio.relationship_events;

vacuum main.customerio.relationship_events retain 168 hours;

analyze table main.customerio.relationship_events compute statistics for columns event_id, relationship_id, user_id, object_id, object_type_id, triggered_by_user_id, event_timestamp;

optimize main.customerio.object_types;

vacuum main.customerio.object_types retain 168 hours;

analyze table main.customerio.object_types compute statistics for columns object_type_id;

optimize main.customerio.video_events;

vacuum main.customerio.video_events retain 168 hours;

analyze table main.customerio.video_events compute statistics for columns event_id, user_id, event_timestamp;

optimize main.customerio.video_content;

vacuum main.customerio.video_content retain 168 hours;

analyze table main.customerio.video_content compute statistics for columns video_id;

optimize main.customerio.video_sessions;

vacuum main.customerio.video_sessions retain 168 hours;

analyze table main.customerio.video_sessions compute statistics for columns session_id, user_id, video_id, session_start;

optimize main.customerio.video_advertising;

vacuum main.customerio.video_advertising retain 168 hours;

analyze table main.customerio.video_advertising compute statistics for columns ad_event_id, user_id, video_id, event_timestamp;

optimize main.customerio.gdpr_compliance_events;

vacuum main.customerio.gdpr_compliance_events retain 168 hours;

analyze table main.customerio.gdpr_compliance_events compute statistics for columns event_id, user_id, event_timestamp;

optimize main.customerio.privacy_requests;

vacuum main.customerio.privacy_requests retain 168 hours;

analyze table main.customerio.privacy_requests compute statistics for columns request_id, user_id;

optimize main.customerio.data_exports;

vacuum main.customerio.data_exports retain 168 hours;

analyze table main.customerio.data_exports compute statistics for columns export_id, request_id, user_id;

optimize main.customerio.consent_management;

vacuum main.customerio.consent_management retain 168 hours;

analyze table main.customerio.consent_management compute statistics for columns consent_id, user_id, created_at;

optimize main.customerio.batch_jobs;

vacuum main.customerio.batch_jobs retain 168 hours;

analyze table main.customerio.batch_jobs compute statistics for columns batch_job_id, created_at;

optimize main.customerio.batch_operations;

vacuum main.customerio.batch_operations retain 168 hours;

analyze table main.customerio.batch_operations compute statistics for columns operation_id, batch_job_id, user_id, created_at;

optimize main.customerio.batch_chunks;

vacuum main.customerio.batch_chunks retain 168 hours;

analyze table main.customerio.batch_chunks compute statistics for columns chunk_id, batch_job_id, created_at;

optimize main.customerio.batch_errors;

vacuum main.customerio.batch_errors retain 168 hours;

analyze table main.customerio.batch_errors compute statistics for columns error_id, batch_job_id, operation_id, chunk_id, occurred_at, user_id;

optimize main.customerio.batch_performance_metrics;

vacuum main.customerio.batch_performance_metrics retain 168 hours;

analyze table main.customerio.batch_performance_metrics compute statistics for columns metric_id, batch_job_id;

optimize main.customerio.user_aliases;

vacuum main.customerio.user_aliases retain 168 hours;

analyze table main.customerio.user_aliases compute statistics for columns alias_id, primary_user_id, secondary_user_id, parent_alias_id;

optimize main.customerio.alias_events;

vacuum main.customerio.alias_events retain 168 hours;

analyze table main.customerio.alias_events compute statistics for columns event_id, alias_id, primary_user_id, secondary_user_id, event_timestamp;

optimize main.customerio.anonymous_identity_resolution;

vacuum main.customerio.anonymous_identity_resolution retain 168 hours;

analyze table main.customerio.anonymous_identity_resolution compute statistics for columns resolution_id, resolved_user_id;

optimize main.customerio.alias_chains;

vacuum main.customerio.alias_chains retain 168 hours;

analyze table main.customerio.alias_chains compute statistics for columns chain_id, root_user_id;

optimize main.customerio.app_transactional_messages;

vacuum main.customerio.app_transactional_messages retain 168 hours;

analyze table main.customerio.app_transactional_messages compute statistics for columns delivery_id, sent_timestamp;

optimize main.customerio.app_broadcast_campaigns;

vacuum main.customerio.app_broadcast_campaigns retain 168 hours;

analyze table main.customerio.app_broadcast_campaigns compute statistics for columns trigger_id, created_at;

optimize main.customerio.app_push_notifications;

vacuum main.customerio.app_push_notifications retain 168 hours;

analyze table main.customerio.app_push_notifications compute statistics for columns delivery_id, sent_timestamp;

optimize main.customerio.app_message_performance;

vacuum main.customerio.app_message_performance retain 168 hours;

analyze table main.customerio.app_message_performance compute statistics for columns performance_id, customer_id, sent_timestamp;

optimize main.customerio.app_delivery_errors;

vacuum main.customerio.app_delivery_errors retain 168 hours;

analyze table main.customerio.app_delivery_errors compute statistics for columns error_id, occurred_at;
