-- All tables of Customer.IO; each statement may run again.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.people (
    user_id string not null comment 'Key of the person; the user\'s durable key in dim_user.',
    anonymous_id string comment 'The person\'s latest id as an anonymous visitor before the sign-up; null for a person who was no visitor before.',
    email string comment 'E-mail address in lower case, at a domain that is reserved for examples.',
    first_name string comment 'Given name.',
    last_name string comment 'Family name.',
    name string comment 'Given name and family name.',
    plan string comment 'Plan of the current subscription, or the last plan once it is cancelled. Plans are those of dim_user_subscription.',
    user_type string comment 'creator for a person who has published a post, else viewer; null for a deleted account.',
    status string comment 'active while a subscription runs, else inactive. Nobody is suspended.',
    age int comment 'Always null: not collected.',
    location_city string comment 'City in which the person watches; null for a person who has not watched yet.',
    location_country string comment 'Country of the profile, ISO 3166-1 alpha-2.',
    location_full struct<city: string, country: string, state: string, postal_code: string, timezone: string> comment 'City, country, state and time zone in which the person watches. The postal code is not collected.',
    interests array<string> comment 'Genres of the titles that the person played in the last 28 viewing days, at most three. They are ordered by the seconds that the person has ever watched of these titles, then by name. The genre is the one that the catalog has now. Null without a play.',
    tags array<string> comment 'What the person is to the company: creator, subscriber or former subscriber; a creator can be either of the others, too.',
    engagement_score double comment 'Hours watched in the last 28 viewing days, divided by 28, but at most 1.',
    activity_score double comment 'Share of the last 28 viewing days on which the person has events, from 0 to 1.',
    scores struct<engagement: double, activity: double, retention: double, satisfaction: double> comment 'Four scores from 0 to 1. engagement and activity are engagement_score and activity_score. retention is the share of the last four weeks with a visit. satisfaction is the share of the plays in these weeks that were watched to the end, null without a play.',
    gdpr_consent boolean comment 'Whether the person agrees now to the processing of personal data; taken from the consent to analytics.',
    marketing_consent boolean comment 'Whether the person agrees now to marketing e-mail; taken from the consent to marketing.',
    is_suppressed boolean default false comment 'Whether Customer.IO refuses the id because a request for erasure was carried out. The person then has no traits.',
    suppressed_at timestamp comment 'UTC time at which the id was last suppressed; null if it never was.',
    unsuppressed_at timestamp comment 'UTC time at which a suppressed id was accepted again. Always null: that never happens.',
    custom_traits map<string, string> comment 'Further traits as texts: favorite_color, billing_cycle, subscription_status, start_date and connected_services. The services are joined by commas, null without any.',
    profile_data struct<age: int, interests: array<string>, location: struct<city: string, country: string>, preferences: map<string, string>> comment 'Interests, location and preferences as one nested trait. favorite_color is the only preference. The age is not collected.',
    unicode_name string comment 'The name if it has characters beyond ASCII, else null.',
    special_description string comment 'Always null: not collected.',
    registered_at timestamp comment 'UTC time of the sign-up; null while the profile has not arrived.',
    upgraded_at timestamp comment 'UTC time of the latest upgrade to a higher plan; null without one.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the person was created; equal to registered_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the profile or the subscription.',
    identified_at timestamp default current_timestamp() comment 'UTC time at which the profile was last reported to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the person to Customer.IO. Always warehouse_sync.',
    batch_id string comment 'Always null: the batch of each call is in batch_operations.',
    constraint people_pk primary key (user_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one person whom Customer.IO knows. Every user is a person. The row shows the profile, the subscription, the location and the consents as they are now. A deleted account and a suppressed person keep their row, so that their events still have a parent, but every column that describes the person is null. The status and the timestamps stay.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'user_id,created_at',
    'quality.expectation.1' = 'email is null or email rlike \'^[^@]+@[^@]+\\.[^@]+$\''
);

create table if not exists main.customerio.people_events (
    event_id string not null comment 'Key of the event; hash of the person, the kind of event and the instant.',
    user_id string not null comment 'The person; key of the table people.',
    event_type string not null comment 'identified, updated, deleted or suppressed. No suppression is ever undone.',
    event_name string comment 'Name of the event. User Deleted and User Suppressed are names that Customer.IO reserves.',
    event_properties struct<deletion_reason: string, suppression_reason: string, suppression_type: string, unsuppression_reason: string, unsuppression_type: string, deletion_method: string, processed_at: timestamp, confirmation_id: string> comment 'Why and how the person was deleted or suppressed, when Customer.IO had processed it, and an id that confirms it.',
    previous_traits map<string, string> comment 'Traits before the event, as texts. Null for the first event, and for people whose history was redacted.',
    new_traits map<string, string> comment 'Traits after the event, as texts. Null once the person is deleted, and for people whose history was redacted.',
    gdpr_request_id string comment 'The formal request that the event follows from; key of privacy_requests. Null for events without one.',
    compliance_type string comment 'The passage of the law that the request invoked, such as GDPR Article 17. Null without a request.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processed_timestamp timestamp default current_timestamp() comment 'UTC time at which Customer.IO had processed the event; equal to received_at.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the call to Customer.IO. Always warehouse_sync.',
    api_call_id string comment 'The call that reported the event; message_id of int_customerio__calls. Null for a suppression, which is not reported by a call.',
    constraint people_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a person in Customer.IO. The person is identified at the sign-up, updated when the profile changes, deleted with the account, and suppressed by a request for erasure.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'identified\', \'deleted\', \'suppressed\', \'unsuppressed\', \'updated\')'
);

create table if not exists main.customerio.people_traits_history (
    history_id string not null comment 'Key of the change; hash of the person, the trait and the instant.',
    user_id string not null comment 'The person; key of the table people.',
    trait_name string not null comment 'Name of the trait: email, first_name, last_name, country_code, favorite_color, plan, billing_cycle, subscription_status or connected_services.',
    old_value string comment 'Value before the change, as text; null for the first value.',
    new_value string comment 'Value after the change, as text; null once the trait is deleted.',
    value_type string comment 'Type of the value that the text stands for: string, or array for a list joined by commas.',
    change_type string not null comment 'created, updated or deleted.',
    change_reason string comment 'What caused the change: sign_up, user_update, subscription_start, subscription_change, cancellation, resumption or account_deletion.',
    changed_at timestamp default current_timestamp() comment 'UTC time of the change.',
    effective_from timestamp default current_timestamp() comment 'UTC time from which the new value is valid; equal to changed_at.',
    effective_to timestamp comment 'UTC time of the trait\'s next change, until which the value is valid. Null while the value is valid.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    api_call_id string comment 'The call that reported the change; message_id of int_customerio__calls.',
    constraint people_traits_history_pk primary key (history_id)
)
using delta
cluster by (changed_at, user_id)
comment 'Grain: one change of one trait of a person. The traits are those of the profile and of the subscription. The intervals of a trait follow each other without a gap, and the last one is open. Suppressed people have no rows, since their history is redacted.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'history_id,changed_at,user_id'
);

create table if not exists main.customerio.events (
    event_id string not null comment 'Key of the event: the messageId of the call that reports it.',
    user_id string not null comment 'The person; key of the table people.',
    anonymous_id string comment 'Always null: these calls are about people who are known.',
    event_name string not null comment 'Name of the event: Application Opened, Products Searched, Product Clicked or Playback Speed Changed.',
    event_type string default 'track' comment 'Kind of call. Always track.',
    properties struct<product_id: string, category: string, price: double, quantity: int, app_version: string, platform: string, source: string, title: string, description: string, url: string, button_id: string, page: string, plan: string, location: string, priority: string, test_type: string, integration: boolean, batch: string, index: int> comment 'Properties of the event, in fields that all events share. title and category are the name and genre of product_id, the title that was played or clicked. page is the type of the event that the call reports (content_play, search or browse), platform the operating system, location the viewer\'s country. app_version and plan are the ones at the time of the event. source and index are the algorithm and the position of the recommendation that was clicked. description is the query of a search. batch is the job that sent the call. integration is false. The other fields are null.',
    nested_properties struct<location: string, priority: string, metadata: map<string, string>> comment 'The viewer\'s country, and the context of the call: app, device, system and network.',
    tags array<string> comment 'Always null: not collected.',
    raw_properties map<string, string> comment 'Properties sent with the call, as a map from name to value. All values are texts.',
    raw_properties_json string comment 'Properties as they were sent with the call, in JSON.',
    unicode_text string comment 'The query of a search as the viewer typed it; null for other events.',
    special_chars string comment 'Always null: not collected.',
    emoji_text string comment 'Always null: not collected.',
    event_timestamp timestamp comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received the call: the time of the first hourly sync after the event reached the warehouse.',
    processed_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO had processed the call; equal to received_at.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the call to Customer.IO. Always warehouse_sync.',
    api_call_id string comment 'The messageId of the call; the same as event_id.',
    batch_id string comment 'The job that sent the call.',
    sequence_number int comment 'Place of the call in its job, from 1.',
    is_anonymous boolean default false comment 'Whether the person was not yet known. Always false.',
    is_historical boolean default false comment 'Whether the event happened more than a day before the call was sent.',
    is_test_event boolean default false comment 'Whether the call was sent as a test. Always false.',
    constraint events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one track call that no other table of events shows: the app was opened, the catalog was searched, a recommendation was clicked, or the speed of playback was changed. This is a view of int_customerio__calls.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_timestamp is null or event_timestamp <= current_timestamp()'
);

create table if not exists main.customerio.page_views (
    page_view_id string not null comment 'Key of the page view: the messageId of the call that reports it.',
    user_id string not null comment 'The person; key of the table people.',
    anonymous_id string comment 'Always null: these calls are about people who are known.',
    page_name string comment 'Name of the page: Home, Search or Player.',
    page_path string comment 'Path of the page on the website.',
    page_title string comment 'Title at the top of the page: the film or series that plays, or the name of the page.',
    page_url string comment 'Address of the page, in a domain that is reserved for examples.',
    page_category string comment 'Type of the event that the page was opened for: browse, search or content_play.',
    page_type string comment 'What the page is for: landing, search or product.',
    referrer_url string comment 'Address of the previous page in the session; null for the first page.',
    referrer_domain string comment 'Domain of the previous page; null for the first page.',
    utm_source string comment 'Always null: not collected.',
    utm_medium string comment 'Always null: not collected.',
    utm_campaign string comment 'Always null: not collected.',
    utm_term string comment 'Always null: not collected.',
    utm_content string comment 'Always null: not collected.',
    user_agent string comment 'Always null: not collected.',
    browser_name string comment 'Always null: not collected.',
    browser_version string comment 'Always null: not collected.',
    device_type string comment 'Type of the device. Always desktop.',
    screen_resolution string comment 'Always null: not collected.',
    time_on_page int comment 'Seconds that the viewer stayed on the page. The player is left when playback ends, other pages when the next one is opened. The last page of a session is left at the session\'s last known activity.',
    scroll_depth double comment 'Always null: not collected.',
    properties map<string, string> comment 'Properties sent with the call, as a map from name to value. All values are texts.',
    viewed_at timestamp default current_timestamp() comment 'UTC time at which the page was opened.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received the call: the time of the first hourly sync after the event reached the warehouse.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the page view to Customer.IO. Always warehouse_sync.',
    session_id string comment 'The viewing session that the page belongs to; key of fct_sessions.',
    constraint page_views_pk primary key (page_view_id)
)
using delta
cluster by (viewed_at, user_id)
comment 'Grain: one page that a viewer looked at on a desktop: home, search or player. When late events change a session, its rows are rewritten, since referrers and times can change.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'page_view_id,viewed_at,user_id',
    'quality.expectation.1' = 'page_name is not null or page_path is not null'
);

create table if not exists main.customerio.screen_views (
    screen_view_id string not null comment 'Key of the screen view: the messageId of the call that reports it.',
    user_id string not null comment 'The person; key of the table people.',
    anonymous_id string comment 'Always null: these calls are about people who are known.',
    screen_name string not null comment 'Name of the screen: Home, Search or Player.',
    screen_class string comment 'Always null: not collected.',
    screen_category string comment 'Type of the event that the screen was opened for: browse, search or content_play.',
    app_name string comment 'Name of the app. Always Reelhouse.',
    app_version string comment 'Version of the app.',
    app_build string comment 'Always null: not collected.',
    platform string comment 'Platform of the app: ios or android.',
    os_name string comment 'Operating system of the device.',
    os_version string comment 'Version of the operating system.',
    device_model string comment 'Model of the device.',
    device_manufacturer string comment 'Manufacturer of the device, derived from the model.',
    time_on_screen int comment 'Seconds that the viewer stayed on the screen. The player is left when playback ends, other screens when the next one is opened. The last screen of a session is left at the session\'s last known activity.',
    previous_screen string comment 'Name of the previous screen in the session; null for the first screen.',
    next_screen string comment 'Name of the next screen in the session; null for the last screen.',
    entry_point string comment 'Always null: not collected.',
    exit_point string comment 'Always null: not collected.',
    properties struct<app_version: string, platform: string, screen_category: string, navigation_source: string, custom_data: map<string, string>> comment 'Version, platform and category of the app, what led to a play, and a map of the properties that were sent.',
    viewed_at timestamp default current_timestamp() comment 'UTC time at which the screen was opened.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received the call: the time of the first hourly sync after the event reached the warehouse.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the screen view to Customer.IO. Always warehouse_sync.',
    session_id string comment 'The viewing session that the screen belongs to; key of fct_sessions.',
    constraint screen_views_pk primary key (screen_view_id)
)
using delta
cluster by (viewed_at, user_id)
comment 'Grain: one screen of the app that a viewer looked at on a phone or tablet: home, search or player. Customer.IO does not know the screens of televisions. When late events change a session, its rows are rewritten.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'screen_view_id,viewed_at,user_id',
    'quality.expectation.1' = 'platform is null or platform in (\'ios\', \'android\', \'web\')'
);

create table if not exists main.customerio.event_sequences (
    sequence_id string not null comment 'Key of the sequence; hash of the viewing session.',
    user_id string not null comment 'The person; key of the table people.',
    session_id string comment 'The viewing session; key of fct_sessions.',
    sequence_start_time timestamp comment 'UTC time at which the session began.',
    sequence_end_time timestamp comment 'UTC time at which the session ended.',
    total_events int comment 'Number of calls in the sequence.',
    sequence_duration_seconds int comment 'Duration of the session in seconds.',
    events array<struct<event_id: string, event_name: string, event_timestamp: timestamp, order_in_sequence: int, time_since_previous: int>> comment 'Calls of the sequence, ordered by their times. Each call has its messageId, its name, its time, its place from 1, and the seconds since the previous call. Calls of one instant keep the order of their events; within an event, the page or screen comes before the playback.',
    event_pattern string comment 'Types of the session\'s events in their order, such as search > content_play.',
    sequence_type string comment 'What led to the first play, such as search_to_play or direct_to_play; visit_without_play if nothing was played.',
    conversion_goal string comment 'What counts as a conversion. Always completed_play: a play that is completed.',
    completed_successfully boolean default false comment 'Whether something was played in the session.',
    conversion_achieved boolean default false comment 'Whether a play was completed in the session.',
    drop_off_point string comment 'Name of the last call, for a session in which no play was completed; null for other sessions.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO had received the last call of the sequence.',
    constraint event_sequences_pk primary key (sequence_id)
)
using delta
cluster by (sequence_start_time, user_id)
comment 'Grain: one viewing session of fct_sessions, with the calls about it in their order. A session is rewritten when late events change it.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'sequence_id,sequence_start_time,user_id',
    'quality.expectation.1' = 'total_events > 0'
);

create table if not exists main.customerio.ecommerce_events (
    event_id string not null comment 'Key of the event; hash of its source row in staging.',
    user_id string not null comment 'The person; key of the table people.',
    event_type string not null comment 'checkout, coupon, product_interaction (a list) or social (a review). Searches and clicks are in events.',
    event_name string not null comment 'Name that Customer.IO reserves for the event. Order Completed is a first payment, reported by a checkout, or a renewal, reported by a receipt. Order Updated is a change of the subscription, Order Cancelled its cancellation. Checkouts and receipts begin with the first simulated day; payments from before are missing. Changes and cancellations go back to the start of the log of subscriptions.',
    product_id string comment 'The product; key of products.',
    sku string comment 'Equal to product_id for a plan; null for a title.',
    product_name string comment 'Current name of the product.',
    product_category string comment 'subscription for a plan; for a title, the type of content.',
    brand string comment 'Reelhouse for a plan; for a title, its provider.',
    price double comment 'List price on the load day, in US dollars; 0 for a title.',
    currency string default 'USD' comment 'Currency of all prices. Always USD.',
    original_price double comment 'List price before a coupon, in US dollars; equal to price.',
    discount_amount double comment 'Amount in US dollars that a valid coupon takes off. It is set for the step that applies the coupon and for the completed checkout; null otherwise.',
    position int comment 'Always null: not collected.',
    list_id string comment 'The list that the event is about; key of wishlists. Null for other events.',
    list_category string comment 'Always null: not collected.',
    search_query string comment 'Always null: searches are in events.',
    search_results_count int comment 'Always null: searches are in events.',
    search_filters array<string> comment 'Always null: not collected.',
    sort_by string comment 'Always null: not collected.',
    checkout_id string comment 'The checkout that the event is a step of; key of shopping_carts. Null for other events.',
    checkout_step int comment 'Number of the step in the checkout, from 1; null outside a checkout.',
    checkout_step_name string comment 'Name of the step; null outside a checkout.',
    payment_method string comment 'Method of payment; null until it is entered.',
    quantity int comment '1 for Checkout Started and for orders; null for other events.',
    order_total double comment 'Subtotal plus tax and shipping, in US dollars, for Checkout Started and for orders; null for other events. Only the total of Order Completed is paid.',
    subtotal double comment 'Price less discount, in US dollars, for Checkout Started and for orders; null for other events.',
    tax_amount double comment '0 where there is a subtotal, since list prices include tax; null otherwise.',
    shipping_amount double comment '0 where there is a subtotal, since nothing is shipped; null otherwise.',
    coupon_id string comment 'Code of the coupon that was tried; null for events that are not about a coupon.',
    coupon_name string comment 'Name of the coupon; equal to coupon_id.',
    coupon_discount_type string comment 'percentage for events about a coupon; null for other events.',
    coupon_discount_value double comment 'Percentage that the coupon takes off, for the step that applies it; null for other events.',
    coupon_denial_reason string comment 'Why the coupon was denied. Always expired; null for a coupon that was not denied.',
    promotion_id string comment 'Always null: not collected.',
    promotion_name string comment 'Always null: not collected.',
    promotion_creative string comment 'Always null: not collected.',
    promotion_position string comment 'Always null: not collected.',
    share_via string comment 'Always null: not collected.',
    share_message string comment 'Always null: not collected.',
    review_id string comment 'The review; key of product_reviews. Null for other events.',
    rating int comment 'Stars of the review, from 1 to 5; null for other events.',
    review_body string comment 'Text of the review; null for other events and for a review without words.',
    products array<struct<product_id: string, name: string, price: double, position: int, quantity: int, category: string, brand: string, sku: string>> comment 'The plan, as a list of one, for Checkout Started and for orders; null for other events.',
    raw_properties map<string, string> comment 'Product, checkout, coupon and rating, as a map from name to text.',
    custom_properties struct<filters_applied: array<string>, sort_criteria: string, recommendation_source: string, campaign_id: string, affiliate_id: string> comment 'Always a struct of nulls: not collected.',
    referrer_url string comment 'Always null: not collected.',
    campaign_source string comment 'Always null: not collected.',
    affiliate_code string comment 'Always null: not collected.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    session_id string comment 'Always null: plans are sold on a page of their own.',
    journey_id string comment 'Id that connects the events of a checkout; equal to checkout_id.',
    constraint ecommerce_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event about a product, under the name that Customer.IO reserves for it. It is a step of a checkout, a renewal, a change or a cancellation of a subscription, a film added to a list or removed from it, or a review.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'search\', \'product_interaction\', \'checkout\', \'coupon\', \'promotion\', \'social\')',
    'quality.expectation.2' = 'rating is null or (rating >= 1 and rating <= 5)'
);

create table if not exists main.customerio.products (
    product_id string not null comment 'Key of the product. For a plan, it is plan- with the plan and its billing cycle; for a title, content_id of dim_content.',
    sku string comment 'Equal to product_id for a plan; null for a title.',
    name string not null comment 'Plan and billing cycle, or the name of the title.',
    description string comment 'What the buyer gets, in a short text.',
    category string comment 'subscription for a plan; for a title, the type of content.',
    subcategory string comment 'Billing cycle of a plan, or genre of a title.',
    brand string comment 'Reelhouse for a plan; for a title, its provider.',
    price double comment 'Current list price in US dollars; 0 for a title, which costs nothing beyond the plan.',
    original_price double comment 'The first list price that this warehouse knows, in US dollars.',
    cost double comment 'Always null: not collected.',
    currency string default 'USD' comment 'Currency of all prices. Always USD.',
    in_stock boolean default true comment 'Whether the product is on offer; false once a title has left the catalog.',
    stock_quantity int comment 'Always null: digital products do not run out.',
    low_stock_threshold int comment 'Always null: digital products do not run out.',
    color string comment 'Always null: not collected.',
    size string comment 'Always null: not collected.',
    weight double comment 'Always null: not collected.',
    dimensions struct<length: double, width: double, height: double, unit: string> comment 'Always null: not collected.',
    image_url string comment 'Always null: not collected.',
    product_url string comment 'Page of the product, at a domain that is reserved for examples.',
    images array<string> comment 'Always null: not collected.',
    meta_title string comment 'Title of the product\'s page; equal to name.',
    meta_description string comment 'Description of the product\'s page; equal to description.',
    tags array<string> comment 'Best quality of a plan, or language of a title, as a list of one.',
    status string default 'active' comment 'active, or discontinued once a title has left the catalog.',
    is_featured boolean default false comment 'Always false: no product is featured for everybody.',
    is_on_sale boolean default false comment 'Whether the product costs less than its first list price.',
    created_at timestamp default current_timestamp() comment 'UTC time from which the product is on offer. For a title, it is the arrival in the catalog; for a plan, the first day of its prices, which is 1900-01-01 for the prices of the first simulated day.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the product.',
    discontinued_at timestamp comment 'UTC time at which the title left the catalog; null until then.',
    constraint products_pk primary key (product_id)
)
using delta
comment 'Grain: one product that can be bought or watched: a plan with its billing cycle, or a film or episode of the catalog.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'price is null or price >= 0'
);

create table if not exists main.customerio.shopping_carts (
    cart_id string not null comment 'Key of the cart; id of the checkout.',
    user_id string not null comment 'The buyer; key of the table people.',
    session_id string comment 'Always null: plans are sold on a page of their own.',
    cart_status string default 'active' comment 'converted once the cart is paid. Otherwise active for an hour after the last step, then abandoned, and expired from seven days after the last step on.',
    is_guest_cart boolean default false comment 'Always false: every buyer has an account or gets one with the purchase.',
    item_count int default 0 comment 'Always 1: a cart holds one plan.',
    total_quantity int default 0 comment 'Always 1: a cart holds one plan.',
    subtotal double default 0.0 comment 'List price of the plan on the load day, in US dollars.',
    discount_amount double default 0.0 comment 'Amount that a valid coupon takes off, in US dollars; 0 without one.',
    tax_amount double default 0.0 comment 'Always 0: list prices include tax.',
    shipping_amount double default 0.0 comment 'Always 0: nothing is shipped.',
    total_amount double default 0.0 comment 'Subtotal less discount, in US dollars.',
    currency string default 'USD' comment 'Currency of all amounts. Always USD.',
    applied_coupons array<struct<coupon_id: string, coupon_name: string, discount_type: string, discount_value: double, discount_amount: double>> comment 'The coupon that was applied, as a list of one; empty without one.',
    items array<struct<product_id: string, sku: string, name: string, price: double, quantity: int, subtotal: double, added_at: timestamp>> comment 'The plan in the cart, as a list of one.',
    created_at timestamp default current_timestamp() comment 'UTC time of the first step of the checkout.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest step of the checkout.',
    abandoned_at timestamp comment 'UTC time one hour after the last step; null for a cart that is paid or still active.',
    converted_at timestamp comment 'UTC time at which the cart was paid; null until then.',
    expires_at timestamp comment 'UTC time seven days after the last step; null for a cart that is paid.',
    source_campaign string comment 'Always null: not collected.',
    referrer_url string comment 'Always null: not collected.',
    constraint shopping_carts_pk primary key (cart_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one checkout: the cart of somebody who bought a plan or nearly did. The row shows the state at the close of the last loaded batch, at 16:00 UTC on the day after the last load day.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'cart_id,created_at,user_id',
    'quality.expectation.1' = 'total_amount >= 0'
);

create table if not exists main.customerio.wishlists (
    wishlist_id string not null comment 'Key of the list; hash of the user.',
    user_id string not null comment 'The owner of the list; key of the table people.',
    wishlist_name string default 'My Wishlist' comment 'Name of the list. Always My List.',
    is_public boolean default false comment 'Always false: nobody else sees a list.',
    is_default boolean default true comment 'Always true: each user has one list.',
    items array<struct<product_id: string, name: string, price: double, category: string, added_at: timestamp, notes: string>> comment 'The films on the list, in the order in which they were added. Their price is 0, and notes are not collected.',
    item_count int default 0 comment 'Number of films on the list.',
    total_value double default 0.0 comment 'Always 0: titles cost nothing beyond the plan.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the first film was added.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the list.',
    constraint wishlists_pk primary key (wishlist_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one user\'s list of films, My List, as it is now. Users who never added a film have no row.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'wishlist_id,created_at,user_id'
);

create table if not exists main.customerio.product_reviews (
    review_id string not null comment 'Key of the review.',
    product_id string not null comment 'The film or episode that is reviewed; key of products.',
    user_id string not null comment 'The reviewer; key of the table people.',
    rating int not null comment 'Stars, from 1 to 5.',
    review_title string comment 'Headline of the review; null for a review without words.',
    review_body string comment 'Text of the review; null for a review without words.',
    is_verified_purchase boolean default false comment 'Always true: only people who have finished the title are asked for a review.',
    helpful_votes int default 0 comment 'Always null: not collected.',
    total_votes int default 0 comment 'Always null: not collected.',
    status string default 'pending' comment 'approved or rejected by moderation.',
    moderation_notes string comment 'Why the review was rejected; null for an approved one.',
    submitted_at timestamp default current_timestamp() comment 'UTC time at which the review was written.',
    approved_at timestamp comment 'UTC time at which the review was approved; null for a rejected one.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which moderation decided on the review.',
    constraint product_reviews_pk primary key (review_id)
)
using delta
cluster by (user_id)
comment 'Grain: one review of a film or an episode.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'review_id,user_id',
    'quality.expectation.1' = 'rating >= 1 and rating <= 5'
);

create table if not exists main.customerio.devices (
    device_id string not null comment 'Key of the device.',
    device_token string comment 'The active push token; null without one. All tokens are in push_tokens.',
    user_id string not null comment 'The person who used the device last; before the first event, the one who registered its latest token. Key of people.',
    device_type string not null comment 'ios or android for phones and tablets, web for computers.',
    platform string comment 'iOS, Android or Web.',
    device_category string comment 'mobile, tablet or desktop; null before the first event.',
    model string comment 'Name of the model; null before the first event.',
    brand string comment 'Brand of the model; null before the first event.',
    manufacturer string comment 'Manufacturer of the device; equal to brand.',
    device_name string comment 'Name of the device; equal to model, since owners do not rename devices.',
    os_name string comment 'Operating system.',
    os_version string comment 'Version of the operating system at the last event; null before the first event.',
    app_version string comment 'Version of the app at the last event; null before the first event.',
    app_build string comment 'Build of the app: its version and the year in which the device was registered, joined by a dot. Null before the first event.',
    app_name string comment 'Name of the app. Always Reelhouse.',
    app_namespace string comment 'Identifier of the app on the platform, under a name that is reserved for examples.',
    timezone string comment 'Time zone at the last event, an IANA name; null before the first event.',
    language string comment 'Language of the device, as a code: the main language of the country at the last event. Null before the first event.',
    locale string comment 'Language and country, such as en-US; null before the first event.',
    country string comment 'Country at the last event, ISO 3166-1 alpha-2; null before the first event.',
    push_enabled boolean default true comment 'Whether the owner allows push messages on the device, which means that it has an active token.',
    location_enabled boolean comment 'Always null: not collected.',
    bluetooth_enabled boolean comment 'Always null: not collected.',
    carrier string comment 'Always null: not collected.',
    network_type string comment 'wifi or cellular at the last event, where a cable counts as wifi. Null before the first event.',
    ip_address string comment 'Always null: not collected.',
    metadata struct<app_version: string, os_version: string, model: string, timezone: string, language: string, brand: string, screen_resolution: string, memory_total: bigint, storage_total: bigint, custom_properties: map<string, string>> comment 'Attributes of the device as one nested value. Resolution, memory and storage are not collected.',
    status string default 'active' comment 'unregistered once the owner\'s account is deleted. Otherwise inactive if the last event is more than 28 days before the last loaded day, else active. Without an event, the latest token counts.',
    is_test_device boolean default false comment 'Whether this is a test device. Always false.',
    last_seen_at timestamp comment 'UTC time of the last event on the device; null before the first event.',
    registered_at timestamp default current_timestamp() comment 'UTC time of the first event on the device, or of its first push token if that is earlier.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last change of a version, of the last event or of the deletion of the owner\'s account, whichever is latest. Without an event, the latest token counts.',
    unregistered_at timestamp comment 'UTC time at which the owner\'s account was deleted; null until then.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the device to Customer.IO. Always warehouse_sync.',
    registration_source string comment 'How the device was registered. Always sdk: by the app.',
    constraint devices_pk primary key (device_id)
)
using delta
cluster by (user_id)
comment 'Grain: one device that Customer.IO can know: a phone or tablet with iOS or Android, or a computer, as the web. Televisions send events but are not devices of Customer.IO. A device belongs to one person at a time, the one who used it last. An app registers its push token when it is installed, so a device can be known from its token before its first event.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'device_id,user_id',
    'quality.expectation.1' = 'device_type in (\'ios\', \'android\', \'web\', \'desktop\')'
);

create table if not exists main.customerio.device_events (
    event_id string not null comment 'Key of the event; hash of the device, the kind of event and the instant.',
    device_id string not null comment 'The device; key of devices. A shared device is registered for each person of the household.',
    user_id string not null comment 'The person to whom the device belongs in this event; key of the table people.',
    event_type string not null comment 'registered, updated or deleted.',
    event_name string comment 'Name of the event, as Customer.IO reserves it.',
    previous_metadata struct<app_version: string, os_version: string, status: string, last_seen: timestamp> comment 'Versions, status and time of the previous version; null for the first event.',
    new_metadata struct<app_version: string, os_version: string, status: string, last_seen: timestamp> comment 'Versions and status after the event; last_seen is the time of the first event that showed them.',
    event_properties struct<device_token: string, device_type: string, registration_source: string, deletion_reason: string, update_reason: string> comment 'Kind of device, how it was registered, and why it was updated or deleted. The push token is in push_tokens.',
    app_version string comment 'Version of the app after the event.',
    os_version string comment 'Version of the operating system after the event.',
    triggered_by string comment 'What caused the event: the app (sdk), or for a deletion the user (user_action).',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    api_call_id string comment 'Always null: devices are not reported by calls of their own, but in the context of other calls.',
    constraint device_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a person\'s device. It is registered with its first version in dim_device, updated with each further version, and deleted with the owner\'s account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'registered\', \'updated\', \'deleted\', \'activated\', \'deactivated\')'
);

create table if not exists main.customerio.push_tokens (
    token_id string not null comment 'Key of the token.',
    device_id string not null comment 'The device; key of devices.',
    user_id string not null comment 'The person who allowed push messages on the device; key of the table people.',
    push_token string not null comment 'The token, as the push service knows it.',
    token_type string comment 'apns for iOS, fcm for Android.',
    platform string comment 'ios or android.',
    is_active boolean default true comment 'Whether the token can be used now: it has not ended. A device has at most one active token.',
    is_valid boolean default true comment 'Whether the token is active and no message to it has bounced.',
    last_validated_at timestamp comment 'UTC time of the last delivery to the token; without a delivery, that of its registration.',
    successful_deliveries int default 0 comment 'Messages that were delivered to the token. Additive.',
    failed_deliveries int default 0 comment 'Messages to the token that bounced or failed. Additive.',
    last_delivery_at timestamp comment 'UTC time of the last delivery to the token; null without one.',
    last_failure_at timestamp comment 'UTC time of the last bounce or failure; null without one.',
    failure_reason string comment 'Why the latest failed message to the token failed, even if later ones arrived. If none failed, why the token ended: replaced, withdrawn or account deleted. Null otherwise.',
    registered_at timestamp default current_timestamp() comment 'UTC time at which the app registered the token.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change, delivery or failure of the token.',
    expired_at timestamp comment 'UTC time at which the token ended; null while it is active.',
    constraint push_tokens_pk primary key (token_id)
)
using delta
cluster by (user_id)
comment 'Grain: one push token of the app on a phone or tablet, from its registration to its end. A token ends when another one replaces it, when the owner withdraws the permission, or when the account is deleted.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'token_id,user_id'
);

create table if not exists main.customerio.device_sessions (
    session_id string not null comment 'Key of the session, as in fct_sessions.',
    device_id string not null comment 'The device; key of devices.',
    user_id string not null comment 'The person who watched; key of the table people.',
    session_start timestamp not null comment 'UTC time of the first event of the session.',
    session_end timestamp comment 'UTC time of the last known activity of the session.',
    session_duration_seconds int comment 'Seconds from session_start to session_end. Additive.',
    app_version string comment 'Version of the app at the start of the session.',
    os_version string comment 'Version of the operating system at the start of the session.',
    entry_point string comment 'How the app was opened: push_notification if the person had opened a push message within the hour before, else app_icon.',
    exit_point string comment 'How the app was left. Always background.',
    screen_views int default 0 comment 'Number of screens that the person saw, one for each event. Additive.',
    events_tracked int default 0 comment 'Number of events in the session. Additive.',
    crashes int default 0 comment 'Always null: not collected.',
    network_type string comment 'wifi or cellular at the first event that names a network.',
    country string comment 'Country at the start of the session, ISO 3166-1 alpha-2.',
    timezone string comment 'Time zone at the start of the session, an IANA name.',
    is_active boolean default true comment 'Whether the session is still running. Always false: loaded sessions are over.',
    is_background boolean default false comment 'Whether the session ran in the background. Always false.',
    constraint device_sessions_pk primary key (session_id)
)
using delta
cluster by (session_start, user_id)
comment 'Grain: one session of fct_sessions on a phone or a tablet.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'session_id,session_start,user_id'
);

create table if not exists main.customerio.objects (
    object_id string not null comment 'The shared device of a household, a series of dim_series, or a creator of dim_user. Together with object_type_id, it is the key.',
    object_type_id int not null default 1 comment 'Type of the object; key of object_types.',
    object_type string comment 'Name of the type: household, series or creator.',
    name string comment 'Title of the series, name of the creator, or Household. Null until the series or the creator has arrived, and for a suppressed creator.',
    description string comment 'What an object of the type stands for.',
    category string comment 'Genre of a series, kind of device of a household, or the text creator.',
    status string comment 'active, or inactive once the object is deleted.',
    price double comment 'Always null: series and creators are part of the subscription.',
    in_stock boolean comment 'Always null: streams do not run out.',
    created_at timestamp default current_timestamp() comment 'UTC time of the first state of the object.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the object.',
    last_modified timestamp comment 'UTC time of the latest change of the object; equal to updated_at.',
    deleted_at timestamp comment 'UTC time at which the object was deleted; null until then.',
    custom_traits map<string, string> comment 'Further traits as texts, where the type has them: country, member_count and episode_count.',
    traits_json string comment 'All traits as a JSON object.',
    properties struct<name: string, category: string, price: double, in_stock: boolean, status: string, metadata: map<string, string>> comment 'The traits as one nested value. Price and stock are not collected.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the object to Customer.IO. Always warehouse_sync.',
    created_by_user_id string comment 'The creator, or the user whose event began the household; key of the table people. Null for a series.',
    constraint objects_pk primary key (object_id, object_type_id)
)
using delta
cluster by (created_at)
comment 'Grain: one object that people have relationships with, as it is now: a household, a series or a creator.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'object_id,object_type_id,created_at',
    'quality.expectation.1' = 'object_type_id > 0'
);

create table if not exists main.customerio.relationships (
    relationship_id string not null comment 'Key of the relationship; hash of person, object and start.',
    user_id string not null comment 'The person; key of the table people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    relationship_type string comment 'member of a household, viewer of a series, follower of a creator.',
    relationship_status string default 'active' comment 'active while the relationship lasts, else inactive.',
    role string comment 'Current role, or the role at the end: owner or member of a household; viewer of a series, or fan from the fifth episode of a run on; fan of a creator.',
    permissions array<string> comment 'What the person may do with the object. The owner of a household may also manage it.',
    relationship_data map<string, string> comment 'A map with first_role and end_reason, as texts.',
    started_at timestamp default current_timestamp() comment 'UTC time at which the relationship began.',
    ended_at timestamp comment 'UTC time at which the relationship ended; null while it lasts.',
    invited_at timestamp comment 'Always null: nobody is invited.',
    accepted_at timestamp comment 'UTC time from which the relationship counts; equal to started_at.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the relationship began; equal to started_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest event of the person with the object, or of the end of the relationship.',
    created_by_user_id string comment 'The person who began the relationship; equal to user_id.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the relationship to Customer.IO. Always warehouse_sync.',
    constraint relationships_pk primary key (relationship_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one period of a relationship between a person and an object. People are members of a household, viewers who follow a series, or followers of a creator.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'relationship_id,created_at,user_id'
);

create table if not exists main.customerio.object_events (
    event_id string not null comment 'Key of the event; hash of the object, the kind of event and the instant.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    user_id string comment 'The person who caused the event; key of the table people. Null if nobody did.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    event_properties struct<deletion_reason: string, update_reason: string, status_change: string, triggered_by: string> comment 'Why the object was updated or deleted, how its status changed, and whether a user or the system caused the event.',
    previous_traits map<string, string> comment 'Traits before the event, as texts; null for the first event.',
    new_traits map<string, string> comment 'Traits after the event, as texts; null once the object is deleted, and while it has no traits.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO. For a creator, it is not before the profile had arrived.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    api_call_id string comment 'Always null: objects are reported in the group calls about related people.',
    constraint object_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of an object. It is created with its first state, updated with each further state, and deleted when it ends.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'created\', \'updated\', \'deleted\', \'activated\', \'deactivated\')'
);

create table if not exists main.customerio.relationship_events (
    event_id string not null comment 'Key of the event; hash of the relationship, the kind of event and the instant.',
    relationship_id string comment 'The relationship; key of relationships.',
    user_id string not null comment 'The person; key of the table people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    relationship_type string comment 'member, viewer or follower.',
    previous_role string comment 'Role before the event; null for the first event.',
    new_role string comment 'Role after the event; null once the relationship is deleted.',
    event_properties struct<deletion_reason: string, role_change_reason: string, invited_by: string, permission_changes: array<string>> comment 'Why the relationship ended or the role changed. Nobody is invited, and permissions do not change.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO. A relationship that ends after 14 days without a play is reported once no late event can prolong it.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    triggered_by_user_id string comment 'The person who caused the event; key of the table people. For an end, it is the person whose account was deleted: the person of the relationship, the creator or another household member. Null if the relationship ended after 14 days without a play.',
    constraint relationship_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a relationship: created, updated with a new role, or deleted. Together, the events of a relationship give its row in relationships.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id'
);

create table if not exists main.customerio.object_types (
    object_type_id int not null comment 'Key of the type, a number from 1.',
    type_name string not null comment 'What an object of the type is called: household, series or creator.',
    type_description string comment 'What an object of the type stands for.',
    is_active boolean default true comment 'Whether objects of the type may be created. Always true.',
    default_permissions array<string> comment 'What a person related to an object of the type may do with it, unless the relationship says otherwise.',
    required_traits array<string> comment 'Names of the traits that every object of the type has.',
    trait_schema map<string, string> comment 'Traits that an object of the type can have, as a map from name to data type.',
    validation_rules array<string> comment 'Rules that the traits of every object of the type satisfy.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the company set the type up.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the type; equal to created_at, since no type has changed.',
    constraint object_types_pk primary key (object_type_id)
)
using delta
comment 'Grain: one type of object. The types come from the seed cio_object_types.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'object_type_id > 0'
);

create table if not exists main.customerio.video_events (
    event_id string not null comment 'Key of the event: the messageId of the call that reports it.',
    user_id string not null comment 'The person; key of the table people.',
    video_id string not null comment 'The title that plays; key of video_content.',
    content_id string comment 'The series of an episode; for other titles, equal to video_id.',
    session_id string comment 'The play that the event belongs to; key of video_sessions.',
    event_type string not null comment 'Kind of event: playback or content.',
    event_name string not null comment 'Name that Customer.IO reserves for the event.',
    title string comment 'Name of the title.',
    duration int comment 'Length of the title in seconds.',
    quality string comment 'Quality of the picture. For a change of quality it is the new one, else the one at the start of the play.',
    series string comment 'Name of the series; null for a title that is not serial.',
    season int comment 'Number of the season; null for a title that is not serial.',
    episode int comment 'Number of the episode in its season; null for a title that is not serial.',
    genre string comment 'Genre of the title.',
    position double comment 'Position of playback in the title, in seconds.',
    completion_rate double comment 'The position as a share of the title\'s length, from 0 to 1.',
    buffer_duration double comment 'Always null: not collected.',
    buffer_start_position double comment 'Always null: not collected.',
    ad_id string comment 'Always null: video_advertising has the ads.',
    ad_type string comment 'Always null: video_advertising has the ads.',
    ad_duration int comment 'Always null: video_advertising has the ads.',
    advertiser string comment 'Always null: video_advertising has the ads.',
    campaign string comment 'Always null: video_advertising has the ads.',
    exit_reason string comment 'Why playback ended: completion, or user_action if the viewer left. Null for other events.',
    pause_reason string comment 'user_action when playback was paused, since only viewers pause it. Null for other events.',
    bitrate int comment 'Always null: not collected.',
    fps int comment 'Always null: not collected.',
    resolution struct<width: int, height: int> comment 'Always null: not collected.',
    player_version string comment 'Version of the player; null for events of schema version 1.',
    device_type string comment 'Type of the device: mobile, tablet, desktop or tv.',
    connection_type string comment 'Network of the device: wifi, cellular or ethernet.',
    seek_count int default 0 comment 'How often the viewer jumped to another position, in the whole play.',
    replay_count int default 0 comment 'Always null: not collected.',
    fullscreen_enabled boolean comment 'Always null: not collected.',
    raw_properties map<string, string> comment 'Properties sent with the call, as a map from name to value. All values are texts.',
    video_properties struct<title: string, duration: int, quality: string, position: double, completion_rate: double, is_historical: boolean, playback_speed: double, volume_level: double, subtitle_enabled: boolean, picture_in_picture: boolean> comment 'Title, duration, quality, position, completion rate, speed of playback, and whether the event is historical, as one nested value. The other fields are null: not collected.',
    content_properties struct<content_id: string, series: string, season: int, episode: int, genre: string, content_type: string, content_duration: int, content_rating: string> comment 'Id of the series or title, series, season, episode, genre, type and length, as one nested value. content_rating is null: not collected.',
    ad_properties struct<ad_id: string, ad_type: string, ad_duration: int, advertiser: string, campaign: string, ad_position: string, skip_available: boolean, skip_offset: int> comment 'Always null: video_advertising has the ads.',
    performance_metrics struct<load_time: double, start_time: double, buffer_health: double, dropped_frames: int, startup_time: double> comment 'Seconds until playback started, for Video Playback Started. The other fields are null: not collected.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received the call: the time of the first hourly sync after the event reached the warehouse.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    player_session_id string comment 'The viewing session in which the title was played; key of fct_sessions.',
    constraint video_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event of playback or of content, under the name that Customer.IO reserves: playback started, paused, resumed, jumped to another position, changed in quality, completed or exited. All events of a play have the same session_id. This is a view of int_customerio__calls.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'playback\', \'content\', \'advertising\', \'buffering\')',
    'quality.expectation.2' = 'completion_rate is null or (completion_rate >= 0 and completion_rate <= 1)'
);

create table if not exists main.customerio.video_content (
    video_id string not null comment 'Key of the title.',
    content_id string comment 'The series of an episode; for other titles, equal to video_id.',
    title string not null comment 'Name of the title; Unknown title until the catalog entry arrives.',
    description string comment 'Always null: not collected.',
    content_type string comment 'Kind of video: episode, clip (a short film) or movie. Null until the catalog entry arrives.',
    genre string comment 'Genre of the title; null until the catalog entry arrives.',
    category string comment 'Type of content in the catalog, such as Movie or TV Show.',
    series string comment 'Name of the series; null for a title that is not serial.',
    season int comment 'Number of the season; null for a title that is not serial.',
    episode int comment 'Number of the episode in its season; null for a title that is not serial.',
    episode_title string comment 'Name of the episode; null for a title that is not serial.',
    duration int comment 'Length of the title in seconds.',
    release_date date comment 'January 1 of the year of release; the catalog has only the year.',
    content_rating string comment 'Always null: not collected.',
    available_qualities array<string> comment 'Qualities in which the title is offered, from the lowest. Every title is offered in all.',
    default_quality string comment 'Always null: not collected.',
    supported_formats array<string> comment 'Always null: not collected.',
    video_url string comment 'Address of the title\'s player page, in a domain that is reserved for examples.',
    thumbnail_url string comment 'Always null: not collected.',
    poster_url string comment 'Always null: not collected.',
    status string default 'active' comment 'active while the title is on offer, archived once it has left the catalog.',
    is_premium boolean default false comment 'Whether the title needs a more expensive plan. Always false: every plan opens every title.',
    is_featured boolean default false comment 'Always null: not collected.',
    tags array<string> comment 'Genre, provider and language of the title.',
    `cast` array<string> comment 'Always null: not collected.',
    crew array<string> comment 'Always null: not collected.',
    total_views int default 0 comment 'Number of plays of the title.',
    average_completion_rate double comment 'Average share of the title\'s length that a play watched, from 0 to 1; null without plays or length.',
    total_watch_time_seconds bigint default 0 comment 'Seconds watched in all plays of the title.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the title arrived in the catalog.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the title\'s catalog entry.',
    published_at timestamp comment 'UTC time from which viewers could play the title; equal to created_at.',
    constraint video_content_pk primary key (video_id)
)
using delta
comment 'Grain: one title of the catalog as it is now, with totals of its plays. A title that an event names before it is in the catalog is included.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'duration is null or duration > 0'
);

create table if not exists main.customerio.video_sessions (
    session_id string not null comment 'Key of the video session; event_id of the play in fct_events.',
    user_id string not null comment 'The person who played the title; key of the table people.',
    video_id string not null comment 'The title that was played; key of video_content.',
    session_start timestamp not null comment 'UTC time at which playback started.',
    session_end timestamp comment 'UTC time at which playback ended.',
    session_duration_seconds int comment 'Seconds from start to end, pauses included.',
    total_watch_time_seconds int default 0 comment 'Seconds of the title that were watched.',
    max_position_reached double default 0 comment 'Furthest position of playback, in seconds of the title; equal to total_watch_time_seconds.',
    completion_rate double comment 'Share of the title that was watched, from 0 to 1.',
    pause_count int default 0 comment 'How often the viewer paused.',
    seek_count int default 0 comment 'How often the viewer jumped to another position.',
    buffer_count int default 0 comment 'How often playback stopped to load.',
    total_buffer_time_seconds double default 0 comment 'Always null: not collected.',
    ads_played int default 0 comment 'Number of ads that were played.',
    ads_completed int default 0 comment 'Number of ads that were watched to their end, including those that were clicked.',
    ads_skipped int default 0 comment 'Number of ads that were skipped.',
    primary_quality string comment 'Quality of the picture at the start of the play.',
    quality_changes int default 0 comment 'How often the quality changed.',
    startup_time_seconds double comment 'Seconds until playback started; null for events of schema version 1.',
    device_type string comment 'Type of the device: mobile, tablet, desktop or tv.',
    player_version string comment 'Version of the player; null for events of schema version 1.',
    connection_type string comment 'Network of the device: wifi, cellular or ethernet.',
    session_outcome string comment 'How the play ended: completed or abandoned.',
    exit_reason string comment 'Why the play ended: completion, or user_action if the viewer left.',
    fullscreen_time_seconds int default 0 comment 'Always null: not collected.',
    picture_in_picture_time_seconds int default 0 comment 'Always null: not collected.',
    constraint video_sessions_pk primary key (session_id)
)
using delta
cluster by (session_start, user_id)
comment 'Grain: one play of a title. Customer.IO calls a play a video session; a viewing session of fct_sessions can hold several plays.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'session_id,session_start,user_id'
);

create table if not exists main.customerio.video_advertising (
    ad_event_id string not null comment 'Key of the impression.',
    ad_id string not null comment 'Id of the ad: advertiser, campaign and number of the creative, joined by hyphens.',
    user_id string not null comment 'The person; key of the table people.',
    video_id string comment 'The title that was played; key of video_content.',
    session_id string comment 'The play that the ad interrupts; key of video_sessions once the play has arrived.',
    ad_type string not null comment 'Kind of ad: pre-roll (before the play) or mid-roll (during the play).',
    ad_duration int comment 'Length of the ad, in seconds.',
    advertiser string comment 'Company that pays for the ad.',
    campaign string comment 'Campaign of the advertiser.',
    creative_id string comment 'Number of the creative in the campaign, from 1.',
    ad_position string comment 'Place of the break in the play: start or middle.',
    ad_break_id string comment 'Id of the break: the play and the number of the break, joined by a hyphen.',
    ad_sequence int comment 'Place of the ad in the break, from 1.',
    event_type string not null comment 'Outcome of the impression: completed, skipped or clicked. A clicked ad was watched to its end.',
    watched_duration_seconds double comment 'Seconds of the ad that were watched.',
    skip_available boolean default false comment 'Always null: not collected.',
    skip_offset int comment 'Always null: not collected.',
    clicked boolean default false comment 'Whether the viewer clicked on the ad.',
    click_url string comment 'Always null: not collected.',
    interaction_count int default 0 comment 'Number of actions by the viewer: 1 for an ad that was skipped or clicked, else 0.',
    completion_rate double comment 'Share of the ad that was watched, from 0 to 1.',
    completed boolean default false comment 'Whether the ad was watched to its end, which includes ads that were clicked.',
    ad_start_time timestamp not null comment 'UTC time at which the ad began.',
    ad_end_time timestamp comment 'UTC time at which the ad ended or was skipped.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the outcome; equal to ad_end_time.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the ad to Customer.IO. Always warehouse_sync.',
    constraint video_advertising_pk primary key (ad_event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one impression of an ad in a play of the cheapest plan. This is a view of the ads that were reported. An impression can be reported before the play itself arrives.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'ad_event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'ad_type in (\'pre-roll\', \'mid-roll\', \'post-roll\', \'overlay\', \'companion\')'
);

create table if not exists main.customerio.gdpr_compliance_events (
    event_id string not null comment 'Key of the event; hash of its type, its name and its source row in staging.',
    user_id string comment 'The person; key of the table people.',
    event_type string not null comment 'consent, suppression, data_request, deletion or delivery.',
    event_name string not null comment 'Name of the event. User Deleted and User Suppressed are names that Customer.IO reserves.',
    deletion_reason string comment 'right_to_be_forgotten for a deletion after a formal request, user_request for another deletion; null for other events.',
    deletion_method string comment 'Always automated_compliance_system for deletions; null for other events.',
    processed_by string comment 'privacy_team for events that follow from a formal request, else automated_system.',
    processed_at timestamp comment 'UTC time at which Customer.IO had processed the event; equal to received_at.',
    confirmation_id string comment 'Id that confirms a deletion or a delivered report. A deletion after a formal request and its report share one. Null for other events.',
    suppression_reason string comment 'Why the person was suppressed: marketing_preferences after a change of the settings; user_request after a click on an unsubscribe link, a report as spam or a request for erasure. Null for other events.',
    suppression_type string comment 'marketing_communications when the consent to marketing was withdrawn, all_communications after an erasure; null for other events.',
    unsuppression_reason string comment 'Always null: no suppression is ever undone.',
    unsuppression_type string comment 'Always null: no suppression is ever undone.',
    effective_date timestamp comment 'UTC time from which the event takes effect; equal to event_timestamp.',
    requested_at timestamp comment 'UTC time of the request that the event follows from; null without a request.',
    object_id string comment 'Always null: not collected.',
    object_type string comment 'Always personal_data for deletions; null for other events.',
    device_id string comment 'Always null: not collected.',
    device_type string comment 'Always null: not collected.',
    relationship_id string comment 'Always null: not collected.',
    report_id string comment 'Id of the report that was delivered: the text report- and the id of the request. Null for other events.',
    report_type string comment 'data_export or deletion_confirmation; null for events without a report.',
    report_status string comment 'Always delivered for reports; null for other events.',
    delivery_method string comment 'How the report was delivered: portal, email or postal_mail. Null for events without a report.',
    file_format string comment 'Format of the report: csv, json or pdf. Null for events without a report.',
    file_size_bytes bigint comment 'Size of the delivered data in bytes; null for events without data.',
    batch_id string comment 'Always null: not collected.',
    user_index int comment 'Always null: not collected.',
    total_batch_size int comment 'Always null: not collected.',
    legal_basis string comment 'consent for a consent that was granted or withdrawn, and for the suppression after a withdrawal; else legal_obligation.',
    retention_period_days int comment 'Always null: not collected.',
    anonymization_method string comment 'Always remove for deletions; null for other events.',
    request_id string comment 'The formal request that the event follows from; key of privacy_requests. Null without a request.',
    request_type string comment 'Type of the request: access, portability, rectification or deletion. Null without a request.',
    request_source string comment 'How the request came: user_portal, email or letter. Null without a request.',
    request_verification_method string comment 'How the person was identified: email_verification or identity_document. Null without a request.',
    rights_exercised array<string> comment 'The right that the request invoked, as a list of one; null without a request.',
    consent_withdrawn array<string> comment 'The purpose whose consent was withdrawn, as a list of one; null for other events.',
    consent_granted array<string> comment 'The purpose whose consent was granted, as a list of one; null for other events.',
    compliance_properties struct<deletion_reason: string, deletion_method: string, processed_by: string, confirmation_id: string, suppression_reason: string, suppression_type: string, effective_date: string, is_historical: boolean, automated_processing: boolean> comment 'The reasons, methods and confirmation id of this row as one nested value. is_historical is true for an event reported more than a day late; automated_processing says whether the system processed it.',
    delivery_properties struct<report_type: string, delivery_method: string, file_format: string, file_size_bytes: bigint, download_expires_at: timestamp, access_key: string, encryption_method: string> comment 'How the report was delivered, as one nested value; null for events without a report.',
    raw_properties map<string, string> comment 'Event, country and source, as a map from name to text.',
    jurisdiction string comment 'Whose law applies, by the country in which the person lived at the time: EU, UK, CCPA or LGPD; Other where the company\'s own policy applies.',
    regulation_reference string comment 'For deletions and requests, the passage of the law that gives the right; for other events, the law.',
    compliance_officer string comment 'Always privacy_team for events that follow from a formal request; null for other events.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    compliance_workflow_id string comment 'Id that connects the events of a request; equal to request_id. Null without a request.',
    constraint gdpr_compliance_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event under privacy law: a consent granted or withdrawn, the end of marketing to a person or of all contact, a request, the deletion of an account, or a report delivered.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'deletion\', \'suppression\', \'data_request\', \'delivery\', \'consent\')',
    'quality.expectation.2' = 'file_size_bytes is null or file_size_bytes > 0'
);

create table if not exists main.customerio.privacy_requests (
    request_id string not null comment 'Key of the request.',
    user_id string comment 'The person; key of the table people.',
    request_type string not null comment 'access, portability, rectification or deletion.',
    request_status string default 'received' comment 'The latest state that the request reached: received, verified, processing, completed or rejected.',
    request_source string comment 'How the request came: user_portal, email or letter.',
    request_description string comment 'What the person asks for, in words.',
    specific_data_types array<string> comment 'The kinds of data that the request is about.',
    requester_email string comment 'E-mail address of the person; null once the account is deleted.',
    requester_name string comment 'Name of the person; null once the account is deleted.',
    relationship_to_data_subject string comment 'Always self: people only ask about their own data.',
    verification_method string comment 'How the person is identified: email_verification or identity_document.',
    verification_status string comment 'pending, verified, or failed when the request was rejected.',
    verification_documents array<string> comment 'Document that the person must show, as a list of one; null if a link in an e-mail is enough.',
    verified_at timestamp comment 'UTC time at which the person was identified; null until then.',
    verified_by string comment 'privacy_team if a document was shown, else automated_system. Null until the person is identified.',
    legal_basis string comment 'The passage of the law that gives the right, such as gdpr_article_15.',
    jurisdiction string comment 'Whose law applies: EU, UK, CCPA or LGPD; Other where the company\'s own policy applies.',
    applicable_regulations array<string> comment 'Name of the law, as a list of one.',
    assigned_to string comment 'Always privacy_team.',
    estimated_completion_date date comment 'Day by which the law requires an answer, in UTC.',
    actual_completion_date date comment 'Day on which the request was fulfilled, in UTC; null until then.',
    processing_notes string comment 'Why the request was rejected; null if it was not.',
    response_method string comment 'How the answer was sent: secure_portal, email or postal_mail. Null until it is sent.',
    response_format string comment 'Format of the delivered data: csv or json. Null until the data is delivered.',
    response_size_bytes bigint comment 'Size of the delivered data in bytes; null until the data is delivered.',
    response_delivered_at timestamp comment 'UTC time at which the data was delivered; null until then.',
    response_time_hours int comment 'Full hours from the request until it was fulfilled; null until then.',
    within_regulatory_timeframe boolean comment 'Whether the request was completed or rejected within the period that the law gives; null while the request is open.',
    escalation_required boolean default false comment 'Whether the answer came too late, or the period ended without an answer.',
    submitted_at timestamp default current_timestamp() comment 'UTC time of the request.',
    acknowledged_at timestamp comment 'UTC time at which the receipt of the request was acknowledged; equal to submitted_at.',
    started_processing_at timestamp comment 'UTC time at which the processing began; null until then.',
    completed_at timestamp comment 'UTC time at which the request was fulfilled; null until then.',
    constraint privacy_requests_pk primary key (request_id)
)
using delta
cluster by (user_id)
comment 'Grain: one request of a person about their personal data, as it is now.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'request_id,user_id',
    'quality.expectation.1' = 'request_type in (\'access\', \'deletion\', \'portability\', \'rectification\', \'objection\', \'restriction\')',
    'quality.expectation.2' = 'request_status in (\'received\', \'verified\', \'processing\', \'completed\', \'rejected\', \'cancelled\')'
);

create table if not exists main.customerio.data_exports (
    export_id string not null comment 'Key of the export; hash of the request.',
    request_id string comment 'The request; key of privacy_requests.',
    user_id string not null comment 'The person; key of the table people.',
    report_id string comment 'Id of the report: the text report- and the id of the request. The report\'s event in gdpr_compliance_events has the same id.',
    export_type string not null comment 'full_profile for access, behavioral_data for portability.',
    export_format string default 'json' comment 'csv for access, json for portability.',
    compression_format string comment 'Always zip.',
    data_categories array<string> comment 'The kinds of data in the file.',
    date_range_start date comment 'First day of the data in the file: the day of the sign-up, in UTC.',
    date_range_end date comment 'Last day of the data in the file: the day on which the processing began, in UTC.',
    include_deleted_data boolean default false comment 'Always false: deleted data no longer exists.',
    file_name string comment 'Name of the file.',
    file_size_bytes bigint comment 'Size of the file in bytes; null until the file is ready.',
    file_hash string comment 'Always null: not collected.',
    encryption_method string comment 'Always AES256.',
    delivery_method string comment 'How the file is delivered: email, postal_mail or secure_download, according to how the request came.',
    delivery_url string comment 'Address of the file, in a domain that is reserved for examples; null until the file is ready.',
    delivery_expires_at timestamp comment 'UTC time until which the file can be fetched: 30 days after completion. Null until the file is ready.',
    access_count int default 0 comment 'Always null: not collected.',
    export_status string default 'generating' comment 'generating, then delivered, then expired after 30 days.',
    generation_started_at timestamp default current_timestamp() comment 'UTC time at which the processing of the request began.',
    generation_completed_at timestamp comment 'UTC time at which the file was ready; null until then.',
    delivered_at timestamp comment 'UTC time at which the file was delivered; null until then.',
    error_message string comment 'Always null: no export fails.',
    retry_count int default 0 comment 'Always 0: no export fails.',
    generated_by string comment 'Always automated_system.',
    approved_by string comment 'Always privacy_team.',
    retention_period_days int default 30 comment 'Days for which the file is stored. Always 30.',
    auto_delete_at timestamp comment 'UTC time at which the file is deleted; equal to delivery_expires_at.',
    constraint data_exports_pk primary key (export_id)
)
using delta
cluster by (user_id)
comment 'Grain: one file with a person\'s data, created for a request for access or portability once its processing has begun.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'export_id,user_id',
    'quality.expectation.1' = 'file_size_bytes is null or file_size_bytes > 0'
);

create table if not exists main.customerio.consent_management (
    consent_id string not null comment 'Key of the consent.',
    user_id string not null comment 'The person; key of the table people.',
    consent_type string not null comment 'The purpose: marketing, analytics or personalization.',
    consent_status string not null comment 'granted or withdrawn.',
    consent_source string comment 'Where the person was asked. Always registration.',
    consent_version string comment 'Version of the question\'s wording, such as 2025.0. The version changes each year.',
    consent_language string comment 'Locale in which the question was asked: that of the country in which the person lived then.',
    legal_basis string comment 'Always consent.',
    capture_method string comment 'opt_in if the law of the country in which the person lived then requires it, else opt_out.',
    capture_ip_address string comment 'Always null: not collected.',
    capture_user_agent string comment 'Always null: not collected.',
    capture_page_url string comment 'Address of the page on which the question is asked.',
    specific_purposes array<string> comment 'What the consent allows, as a list of one.',
    data_categories array<string> comment 'The kinds of data that the consent covers.',
    granted_at timestamp comment 'UTC time at which the person consented.',
    withdrawn_at timestamp comment 'UTC time at which the person withdrew the consent; null while it is valid.',
    expires_at timestamp comment 'Always null: consents do not expire.',
    last_confirmed_at timestamp comment 'UTC time of the last confirmation; equal to granted_at.',
    previous_status string comment 'granted once the consent is withdrawn; null until then.',
    change_reason string comment 'Why the consent was withdrawn: unsubscribed, reported_as_spam or preferences_changed. Null while it is valid.',
    change_triggered_by string comment 'Always user_action.',
    withdrawal_method string comment 'How the consent was withdrawn: unsubscribe_link, spam_report or preferences. Null while it is valid.',
    withdrawal_reason string comment 'unwanted_messages after a report as spam; null otherwise, since people give no other reason.',
    processing_stopped_at timestamp comment 'UTC time from which the consent is no longer used: its withdrawal, or else the deletion of the account. Null until then.',
    data_deleted_at timestamp comment 'UTC time at which the account and its data were deleted; null until then.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the consent was given; equal to granted_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the consent.',
    constraint consent_management_pk primary key (consent_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one purpose that one person consented to, as it is now. A person who never consented to a purpose has no row for it.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'consent_id,created_at,user_id',
    'quality.expectation.1' = 'consent_status in (\'granted\', \'withdrawn\', \'pending\', \'expired\')'
);

create table if not exists main.customerio.batch_jobs (
    batch_job_id string not null comment 'Key of the job; hash of the kind of source, the load day and the hour.',
    batch_id string comment 'Id of the batch; equal to batch_job_id, since a job is one batch.',
    job_name string comment 'Name of the job, such as hourly_sync_of_play.',
    job_description string comment 'What the job sends, in words.',
    job_type string not null comment 'The type of call, if all calls of the job have the same one, else mixed.',
    operation_count int not null comment 'Number of calls that the job sends.',
    chunk_count int default 1 comment 'Number of requests that the calls are sent in; retries do not count.',
    max_chunk_size_kb int comment 'Size of the largest request, in kilobytes of 1,024 bytes.',
    total_size_bytes bigint comment 'Size of all requests, in bytes.',
    largest_operation_bytes int comment 'Size of the largest call, in bytes.',
    validation_errors int default 0 comment 'Number of calls that are larger than the 32 KB that Customer.IO accepts.',
    job_status string default 'pending' comment 'Outcome of the job: completed, partial (some requests failed) or failed.',
    processing_started_at timestamp comment 'UTC time at which the first request was sent.',
    processing_completed_at timestamp comment 'UTC time at which the last answer came.',
    successful_operations int default 0 comment 'Number of calls that Customer.IO accepted.',
    failed_operations int default 0 comment 'Number of calls that failed because their request did.',
    skipped_operations int default 0 comment 'Number of calls that Customer.IO dropped as too large.',
    processing_duration_seconds double comment 'Seconds from the first request to the last answer.',
    operations_per_second double comment 'Calls divided by processing_duration_seconds.',
    api_calls_made int comment 'Number of requests that were sent, retries included.',
    has_errors boolean default false comment 'Whether a request was refused or not answered, even if a retry was accepted.',
    error_message string comment 'Text of the last answer to a request that failed; null if none failed.',
    retry_count int default 0 comment 'Number of retries in the job.',
    max_retries int default 3 comment 'Number of retries that a request may have. Always 4.',
    operation_types array<string> comment 'Types of the calls in the job, in alphabetical order.',
    unique_users_count int comment 'Number of distinct people that the calls are about. Not additive.',
    has_timestamps boolean default false comment 'Whether the calls have the times of their events. Always true.',
    is_backfill boolean default false comment 'Whether more than half of the calls are about events that happened more than a day before the call.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    source_file string comment 'Always null: jobs read tables, not files.',
    integration_id string comment 'Integration that sent the calls of the job to Customer.IO. Always warehouse_sync.',
    created_by_user string comment 'Always null: a schedule starts the jobs.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the job was created.',
    submitted_at timestamp comment 'UTC time at which the first request was sent; equal to processing_started_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer came; equal to processing_completed_at.',
    constraint batch_jobs_pk primary key (batch_job_id)
)
using delta
cluster by (created_at)
comment 'Grain: one job of the hourly sync. A job sends, in one hour, the calls about one kind of source row from one load day.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'batch_job_id,created_at',
    'quality.expectation.1' = 'operation_count > 0',
    'quality.expectation.2' = 'job_status in (\'pending\', \'processing\', \'completed\', \'failed\', \'partial\')',
    'quality.expectation.3' = 'successful_operations + failed_operations + skipped_operations <= operation_count'
);

create table if not exists main.customerio.batch_operations (
    operation_id string not null comment 'Key of the operation: the messageId of the call.',
    batch_job_id string not null comment 'The job that sends the call; key of batch_jobs.',
    chunk_index int default 0 comment 'The chunk of the job that holds the call, from 0.',
    operation_index int not null comment 'Place of the call in its job, from 1.',
    operation_type string not null comment 'Type of the call: identify, track, page, screen, group or alias.',
    user_id string not null comment 'The person; key of the table people.',
    identify_traits map<string, string> comment 'Traits of an identify or group call, as a map; null for other calls.',
    identify_email string comment 'E-mail address in the traits; null without one.',
    identify_name string comment 'First and last name in the traits; null without them.',
    event_name string comment 'For a track call, the name of the event; for a page or screen call, the name of the page or screen. Null for other calls.',
    event_properties map<string, string> comment 'Properties of a track, page or screen call, as a map; null for other calls.',
    raw_operation_data string comment 'The call as the Pipelines API takes it, in JSON.',
    operation_size_bytes int comment 'Size of raw_operation_data in bytes.',
    custom_timestamp timestamp comment 'UTC time of the event that the call reports.',
    is_historical boolean default false comment 'Whether the event happened more than a day before the call was sent.',
    operation_status string default 'pending' comment 'Outcome of the call: processed, failed (with its request) or skipped (dropped by Customer.IO as too large).',
    processed_at timestamp comment 'UTC time at which Customer.IO answered the request with the call; null for a call that was not processed.',
    error_message string comment 'Text of the answer, for a failed call; null for other calls.',
    error_code string comment 'HTTP status of the answer as text, for a failed call; null for other calls.',
    validation_errors array<string> comment 'What is wrong with the call itself; null for a valid call.',
    api_response_code int comment 'HTTP status of the last answer to the request with the call; 504 if none came in time.',
    api_response_body string comment 'Text of the last answer to the request with the call.',
    has_large_data boolean default false comment 'Whether the call is larger than the 32 KB that Customer.IO accepts.',
    data_truncated boolean default false comment 'Whether the call was cut short. Always false.',
    operation_properties struct<type: string, userId: string, email: string, name: string, plan: string, event: string, source: string, index: int, method: string, page: string, segment: string, backfill: boolean, large_data: string, more_data: string> comment 'Fields that calls of any type can have, as one nested value. segment, large_data and more_data are always null.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the sync put the call into the job.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer about the call came.',
    constraint batch_operations_pk primary key (operation_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one call in the job that sends it. This is a view of int_customerio__calls with the outcome of each call.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'operation_id,created_at,user_id',
    'quality.expectation.1' = 'operation_type in (\'identify\', \'track\', \'page\', \'screen\', \'group\', \'alias\')',
    'quality.expectation.2' = 'operation_status in (\'pending\', \'processed\', \'failed\', \'skipped\')'
);

create table if not exists main.customerio.batch_chunks (
    chunk_id string not null comment 'Key of the chunk; hash of its job and its place in the job.',
    batch_job_id string not null comment 'The job that the chunk is a part of; key of batch_jobs.',
    chunk_index int not null comment 'Place of the chunk in its job, from 0.',
    chunk_size_bytes bigint not null comment 'Size of the request, in bytes.',
    operation_count int not null comment 'Number of calls in the chunk.',
    chunk_data string comment 'Always null: the calls are in batch_operations.',
    chunk_status string default 'pending' comment 'Outcome of the request: completed or failed.',
    sent_at timestamp comment 'UTC time at which the request was first sent.',
    completed_at timestamp comment 'UTC time of the last answer to the request.',
    api_request_id string comment 'Id of the last answer; response_id of stg_customerio__api_responses.',
    api_response_code int comment 'HTTP status of the last answer; 504 if none came in time.',
    api_response_body string comment 'Text of the last answer.',
    send_duration_seconds double comment 'Seconds until the answers to all attempts came, without the waits between attempts.',
    processing_duration_seconds double comment 'Seconds from the first attempt to the last answer.',
    error_message string comment 'Text of the last answer, for a request that failed; null for an accepted one.',
    retry_count int default 0 comment 'Number of attempts after the first one.',
    was_split_from_large_batch boolean default false comment 'Whether the job has more than one chunk.',
    split_reason string comment 'Why the job was split. Always size_limit; null for a job with one chunk.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the chunk was created.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last answer; equal to completed_at.',
    constraint batch_chunks_pk primary key (chunk_id)
)
using delta
cluster by (created_at)
comment 'Grain: one chunk of a job: one request to Customer.IO, with at most 475,000 bytes of calls.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'chunk_id,created_at',
    'quality.expectation.1' = 'chunk_size_bytes > 0',
    'quality.expectation.2' = 'operation_count > 0'
);

create table if not exists main.customerio.batch_errors (
    error_id string not null comment 'Key of the error; hash of the chunk and the answer.',
    batch_job_id string not null comment 'The job in which the attempt failed; key of batch_jobs.',
    operation_id string comment 'Always null: requests fail as a whole.',
    chunk_id string comment 'The chunk that the request was to send; key of batch_chunks.',
    error_type string not null comment 'Kind of error: rate_limit, timeout or api.',
    error_code string comment 'HTTP status of the answer, as text; 504 if none came in time.',
    error_message string not null comment 'Text of the answer to the attempt.',
    error_details string comment 'Number of the attempt and of the chunk, as a text.',
    operation_type string comment 'Always null: requests fail as a whole.',
    user_id string comment 'Always null: requests fail as a whole.',
    operation_data string comment 'Always null: requests fail as a whole.',
    is_retryable boolean default false comment 'Whether a retry can succeed. Always true.',
    is_user_error boolean default false comment 'Whether the sender caused the error, by sending too many requests.',
    is_system_error boolean default false comment 'Whether Customer.IO caused the error.',
    error_status string default 'open' comment 'resolved if the request was accepted in the end, else open.',
    resolved_at timestamp comment 'UTC time at which the request was accepted; null if it never was.',
    resolution_notes string comment 'How the error was resolved, in words; null if it was not.',
    http_status_code int comment 'HTTP status of the answer; 504 if none came in time.',
    api_response_body string comment 'Text of the answer; equal to error_message.',
    occurred_at timestamp default current_timestamp() comment 'UTC time at which the answer came or the client stopped waiting.',
    first_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; equal to occurred_at, since each failed attempt is an error of its own.',
    last_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; equal to occurred_at.',
    constraint batch_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at, user_id)
comment 'Grain: one failed attempt to send a request, which Customer.IO refused or did not answer.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at,user_id',
    'quality.expectation.1' = 'error_type in (\'validation\', \'api\', \'network\', \'timeout\', \'authentication\', \'rate_limit\')'
);

create table if not exists main.customerio.batch_performance_metrics (
    metric_id string not null comment 'Key of the row; hash of the job.',
    batch_job_id string not null comment 'The job that was measured; key of batch_jobs.',
    total_processing_time_seconds double not null comment 'Seconds from the first request to the last answer.',
    average_operation_time_ms double comment 'Milliseconds until the answers to all requests came, divided by the calls of the job.',
    operations_per_second double comment 'Calls divided by total_processing_time_seconds.',
    total_bytes_processed bigint comment 'Size of all requests in bytes; each request counts once.',
    bytes_per_second double comment 'total_bytes_processed divided by total_processing_time_seconds.',
    api_calls_per_minute double comment 'Requests, retries included, divided by the minutes from the first request to the last answer.',
    min_operation_time_ms double comment 'Milliseconds per call in the fastest chunk.',
    max_operation_time_ms double comment 'Milliseconds per call in the slowest chunk.',
    p50_operation_time_ms double comment 'Median of the milliseconds per call, over the chunks of the job.',
    p95_operation_time_ms double comment '95th percentile of the milliseconds per call, over the chunks of the job.',
    p99_operation_time_ms double comment '99th percentile of the milliseconds per call, over the chunks of the job.',
    average_api_response_time_ms double comment 'Average milliseconds until the API answered, over all attempts.',
    api_success_rate double comment 'Share of the attempts that were accepted, from 0 to 1.',
    rate_limit_hits int default 0 comment 'Number of answers with status 429, too many requests.',
    peak_memory_usage_mb double comment 'Always null: not collected.',
    cpu_time_seconds double comment 'Always null: not collected.',
    network_bytes_sent bigint comment 'Size of the requests in bytes; each attempt counts.',
    network_bytes_received bigint comment 'Always null: not collected.',
    chunk_split_efficiency double comment 'How full the chunks are on average: their bytes as a share of 442,220, the size at which a new chunk begins.',
    retry_overhead_percent double comment 'Retries as a percentage of the chunks.',
    expected_completion_time_seconds double comment 'Seconds that the first attempts took, one after the other: the time that the job would have taken without failures and pauses.',
    actual_vs_expected_ratio double comment 'total_processing_time_seconds divided by expected_completion_time_seconds. Pauses between requests raise it.',
    data_quality_score double comment 'Share of the calls that are not too large for Customer.IO, from 0 to 1.',
    validation_pass_rate double comment 'Share of valid calls; equal to data_quality_score.',
    measurement_start_time timestamp comment 'UTC time at which the first request was sent.',
    measurement_end_time timestamp comment 'UTC time at which the last answer came.',
    recorded_at timestamp default current_timestamp() comment 'UTC time of the last answer; equal to measurement_end_time.',
    constraint batch_performance_metrics_pk primary key (metric_id)
)
using delta
comment 'Grain: one job of batch_jobs, with how fast it was sent.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'total_processing_time_seconds > 0'
);

create table if not exists main.customerio.user_aliases (
    alias_id string not null comment 'Key of the merge.',
    primary_user_id string not null comment 'The person that continues after the merge; key of the table people.',
    secondary_user_id string not null comment 'The id that was merged into the primary one. For a second account it is a key of people; visitors have no row there.',
    alias_type string not null comment 'anonymous_merge for visitors, duplicate_consolidation for second accounts.',
    alias_direction string default 'secondary_to_primary' comment 'Always secondary_to_primary.',
    alias_reason string comment 'anonymous_identification for visitors, duplicate_cleanup for second accounts.',
    alias_source string comment 'sdk for visitors, automated_deduplication for second accounts.',
    primary_user_type string comment 'Always registered.',
    secondary_user_type string comment 'anonymous for visitors, duplicate for second accounts.',
    anonymous_id string comment 'Id of the visitor; null for second accounts.',
    device_id string comment 'Always null: not collected.',
    session_id string comment 'Always null: not collected.',
    merge_strategy string comment 'events_migrate for visitors, who have no traits; full_consolidation for second accounts.',
    conflicts_resolution string comment 'Always primary_wins: if both sides have a trait, the value of the primary one stays.',
    traits_merged boolean default false comment 'Whether the merge handed over traits. Only second accounts have traits.',
    events_migrated boolean default false comment 'Whether the merge handed over events.',
    devices_migrated boolean default false comment 'Always false: devices are not handed over.',
    objects_migrated boolean default false comment 'Always false: objects are not handed over.',
    is_chain_root boolean default false comment 'Whether the primary account is the end of the chain: it was not itself merged into another one.',
    chain_depth int default 1 comment 'Number of merges from the secondary id to the account at the end of the chain; 1 if the primary account is that end.',
    parent_alias_id string comment 'The merge of the primary account into another account; key of user_aliases. Null if it was not merged.',
    ultimate_primary_user_id string comment 'The account at the end of the chain, which was not merged into another one; key of the table people.',
    has_special_characters boolean default false comment 'Always false: ids are UUIDs.',
    id_format_type string comment 'Always uuid.',
    normalization_applied boolean default false comment 'Always false: ids are used as they are.',
    alias_validated boolean default false comment 'Whether the merge passed its check. Always true.',
    validation_method string comment 'email_match or device_match. Visitors always have email_match, since they sign up with an address.',
    confidence_score double comment 'How sure it is that both ids are the same person, from 0 to 1.',
    alias_created_at timestamp default current_timestamp() comment 'UTC time at which the merge was reported to Customer.IO.',
    alias_effective_at timestamp comment 'UTC time at which the two ids were recognized as one person.',
    custom_timestamp timestamp comment 'UTC time in the alias call; equal to alias_effective_at.',
    alias_status string default 'active' comment 'Always active: no merge is undone.',
    activated_at timestamp comment 'UTC time from which the merge is valid in Customer.IO; equal to alias_created_at.',
    deactivated_at timestamp comment 'Always null: no merge is undone.',
    deactivation_reason string comment 'Always null: no merge is undone.',
    processing_status string default 'completed' comment 'Always completed.',
    processing_started_at timestamp comment 'UTC time at which Customer.IO received the call that merges the ids.',
    processing_completed_at timestamp comment 'UTC time at which the merge was completed; equal to processing_started_at.',
    processing_errors array<string> comment 'Always null: not collected.',
    alias_properties struct<primary_email: string, secondary_email: string, signup_date_primary: string, signup_date_secondary: string, role_primary: string, role_secondary: string, index: int, special_id: boolean, after_alias: boolean> comment 'E-mail addresses of both sides (null once an account is deleted), days of sign-up, roles, and the place in the chain.',
    user_context struct<primary_traits_count: int, secondary_traits_count: int, primary_events_count: int, secondary_events_count: int, devices_count: int, objects_count: int> comment 'Counts before the merge: traits of both sides, events of the secondary one, devices of the primary one, and objects that the primary one has or had a relationship with. Events of the primary one are not counted.',
    merge_statistics struct<traits_merged_count: int, events_migrated_count: int, conflicts_resolved_count: int, data_loss_incidents: int, merge_duration_seconds: double> comment 'Number of traits and events that were handed over, number of traits that both sides had, and seconds that the merge waited for the hourly sync.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the merge to Customer.IO. Always warehouse_sync.',
    created_by_user string comment 'The person whose sign-up caused the merge; null for a second account.',
    constraint user_aliases_pk primary key (alias_id)
)
using delta
comment 'Grain: one id that was merged into a person\'s id. It belonged to a visitor before the sign-up, or to a second account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'primary_user_id != secondary_user_id',
    'quality.expectation.2' = 'alias_type in (\'profile_merge\', \'anonymous_merge\', \'identity_alias\', \'duplicate_consolidation\')'
);

create table if not exists main.customerio.alias_events (
    event_id string not null comment 'Key of the event; hash of the merge, the kind of event and the instant.',
    alias_id string not null comment 'The merge; key of user_aliases.',
    event_type string not null comment 'alias_created, or chain_extended if the primary account was itself merged into another one; later merge_completed.',
    event_name string comment 'Name of the event.',
    primary_user_id string not null comment 'The person that continues after the merge; key of the table people.',
    secondary_user_id string not null comment 'The visitor or account that was merged into that person.',
    affected_user_ids array<string> comment 'The ids of both sides: first the primary one, then the secondary one.',
    event_properties struct<alias_type: string, merge_strategy: string, data_migrated: boolean, conflicts_detected: int, processing_duration_ms: bigint, validation_passed: boolean> comment 'What was merged and how. The duration is not measured.',
    data_migration_summary struct<traits_migrated: int, events_migrated: int, devices_migrated: int, objects_migrated: int, relationships_migrated: int> comment 'What the merge handed over; null for the event that creates the merge.',
    user_state_before struct<primary_traits_count: int, secondary_traits_count: int, total_events_count: int> comment 'Number of traits on both sides before the merge; null for the event that creates the merge. Events are not counted.',
    user_state_after struct<merged_traits_count: int, total_events_count: int, consolidated_profiles: int> comment 'Number of traits and of accounts after the merge; null for the event that creates the merge. Events are not counted.',
    processing_method string comment 'real_time for visitors, batch for second accounts.',
    processing_priority string comment 'Always normal.',
    errors_encountered array<string> comment 'Always null: not collected.',
    warnings_generated array<string> comment 'Always null: not collected.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processing_started_at timestamp comment 'UTC time at which the processing of the event began; equal to event_timestamp.',
    processing_completed_at timestamp comment 'UTC time at which the hourly sync had reported the merge to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    integration_id string comment 'Integration that reported the event to Customer.IO. Always warehouse_sync.',
    triggered_by string comment 'signup for visitors, automated_deduplication for second accounts.',
    constraint alias_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp)
comment 'Grain: one event of a merge. The first event says that the merge was created, alone or as a further link of a chain. The second says that it was completed.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp',
    'quality.expectation.1' = 'event_type in (\'alias_created\', \'alias_activated\', \'merge_completed\', \'chain_extended\', \'alias_failed\')'
);

create table if not exists main.customerio.anonymous_identity_resolution (
    resolution_id string not null comment 'Key of the recognition; alias_id of the merge in user_aliases.',
    anonymous_id string not null comment 'Id of the visitor, stored in a cookie.',
    resolved_user_id string not null comment 'The person; key of the table people.',
    resolution_method string not null comment 'Always login_event: the person signs up in the browser of the visits.',
    resolution_confidence double comment 'How sure the recognition is, from 0 to 1.',
    resolution_source string comment 'Always user_action.',
    anonymous_session_count int default 0 comment 'Number of visits before the sign-up.',
    anonymous_events_count int default 0 comment 'Number of pages seen in the visits before the sign-up.',
    anonymous_first_seen timestamp comment 'UTC time of the visitor\'s first visit.',
    anonymous_last_seen timestamp comment 'UTC time of the visitor\'s last page before the sign-up.',
    device_fingerprint string comment 'Always null: not collected.',
    user_agent string comment 'Always null: not collected.',
    ip_address_hash string comment 'Always null: not collected.',
    session_ids array<string> comment 'Always null: not collected.',
    trigger_event string comment 'Always signup.',
    trigger_timestamp timestamp comment 'UTC time of the sign-up.',
    trigger_properties map<string, string> comment 'Number of visits and pages, as texts.',
    events_migrated boolean default false comment 'Whether the visitor had events to hand over to the person.',
    traits_merged boolean default false comment 'Always false: a visitor has no traits.',
    devices_transferred boolean default false comment 'Always false: Customer.IO does not count a browser as a device.',
    validation_checks array<string> comment 'Names of the checks that every recognition passes.',
    validation_passed boolean default false comment 'Whether the recognition passed its checks. Always true.',
    false_positive_risk double comment '1 minus resolution_confidence, from 0 to 1.',
    marketing_attribution struct<campaign_source: string, campaign_medium: string, campaign_name: string, first_touch_channel: string, last_touch_channel: string> comment 'Always a struct of nulls: visits before the sign-up have no campaign.',
    resolution_status string default 'active' comment 'Always active.',
    resolved_at timestamp default current_timestamp() comment 'UTC time of the recognition.',
    reviewed_at timestamp comment 'Always null: not collected.',
    reviewed_by string comment 'Always null: not collected.',
    constraint anonymous_identity_resolution_pk primary key (resolution_id)
)
using delta
comment 'Grain: one anonymous visitor who was recognized as a person when that person signed up.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true'
);

create table if not exists main.customerio.alias_chains (
    chain_id string not null comment 'Key of the chain; hash of root_user_id.',
    root_user_id string not null comment 'The account at the end of the chain, into which all others were merged; key of the table people.',
    chain_depth int not null comment 'Largest number of merges between an id of the chain and the account at its end.',
    total_aliases int not null comment 'Number of merges in the chain, including those of visitors.',
    chain_type string comment 'linear if each id was merged into the previous one, tree if all second accounts were merged into the account at the end, else complex.',
    user_ids_in_chain array<string> comment 'All ids of the chain: first the account at its end, then the others by their number of merges to it.',
    alias_ids_in_chain array<string> comment 'The merges of the chain, by their number of merges to the account at its end; keys of user_aliases.',
    oldest_alias_date timestamp comment 'UTC time of the first merge in the chain.',
    newest_alias_date timestamp comment 'UTC time of the latest merge in the chain.',
    chain_formation_duration_days int comment 'Days between the first merge and the latest.',
    consolidation_status string default 'pending' comment 'Always completed.',
    consolidated_events_count int default 0 comment 'Number of events that the merges handed over.',
    consolidated_traits_count int default 0 comment 'Number of traits that the merges handed over.',
    chain_confidence_score double comment 'Lowest confidence of a merge in the chain, from 0 to 1.',
    weak_links_count int default 0 comment 'Number of merges with a confidence of less than 0.8.',
    validation_required boolean default false comment 'Whether the chain has a merge with a confidence of less than 0.8.',
    auto_created boolean default true comment 'Always true: no chain is created by hand.',
    manually_verified boolean default false comment 'Always false: no chain is verified by hand.',
    created_by_system string comment 'System that created the chain. Always reelhouse: this warehouse.',
    chain_created_at timestamp default current_timestamp() comment 'UTC time at which the first merge was reported to Customer.IO.',
    chain_updated_at timestamp default current_timestamp() comment 'UTC time at which the latest merge was reported to Customer.IO.',
    last_validation_at timestamp comment 'UTC time at which the chain was last computed; equal to chain_updated_at.',
    constraint alias_chains_pk primary key (chain_id)
)
using delta
comment 'Grain: one person with second accounts. The chain holds all accounts and visitors that were merged into that person, directly or through another account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'chain_depth > 0'
);

create table if not exists main.customerio.app_transactional_messages (
    delivery_id string not null comment 'Key of the delivery.',
    transactional_message_id int not null comment 'The message; action_id of cio_campaigns.',
    message_unique_id string not null comment 'Id of this message to this person; hash of the delivery and its content.',
    recipient_email string comment 'E-mail address of the person at the time of the send; null while the profile has not arrived, and for suppressed people.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Whom the message is for: the e-mail address, and the user\'s id in the fields id and user_id.',
    message_data map<string, string> comment 'Data sent with the trigger, as a map from name to text: message, plan, billing_cycle and country.',
    template_variables struct<subject_line: string, customer_name: string, first_name: string, order_number: string, order_total: string, product_name: string, download_link: string, support_email: string, tracking_number: string> comment 'Values that the template was filled with. Fields about order totals, downloads and parcels are always null.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that the message reached: sent, delivered, bounced, failed, or dropped before the send.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null for a message that was not delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open by a person; null without one.',
    clicked_timestamp timestamp comment 'UTC time of the first click by a person; null without one.',
    open_count int default 0 comment 'Opens by the person, including those inferred from a click. Additive.',
    click_count int default 0 comment 'Clicks by the person. Additive.',
    conversion_events array<string> comment 'What the person did that the message was sent to bring about. Always empty: transactional messages have no conversion goal.',
    revenue_attributed double comment 'Revenue a month that the message brought. Always null: transactional messages have no conversion goal.',
    error_code string comment 'Code of the reason why the message did not arrive; null if it arrived.',
    error_message string comment 'Reason why the message did not arrive, in the words of the report; null if it arrived.',
    retry_count int default 0 comment 'How often a busy mailbox delayed the message. Additive.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about the delivery.',
    constraint app_transactional_messages_pk primary key (delivery_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one transactional message to one person, which answers something that the person did. It reaches people who have unsubscribed, too, but nobody who is suppressed. Opens and clicks are those of people; prefetched opens and clicks by link scanners do not count.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'delivery_id,sent_timestamp'
);

create table if not exists main.customerio.app_broadcast_campaigns (
    trigger_id string not null comment 'Key of the run.',
    broadcast_id int not null comment 'The message that the run sends; action_id of cio_campaigns.',
    campaign_name string comment 'Name of the campaign.',
    trigger_timestamp timestamp not null comment 'UTC time at which the first delivery was created. Each person\'s delivery is created at the same local time.',
    triggered_by string comment 'What started the run. Always schedule.',
    campaign_data map<string, string> comment 'Message, trigger, weekday and local time, as a map from name to text.',
    campaign_variables struct<headline: string, discount_percentage: int, sale_end_date: string, campaign_name: string, feature_name: string, beta_signup_url: string, expiration_date: string, featured_products: array<string>> comment 'Values for the variables of the template. Fields about sales and features are always null.',
    recipients_config struct<segment: struct<id: int>, emails: array<string>, customers: array<string>, tags: array<string>> comment 'Whom the run is for: the segment, numbered like the message, of people with a marketing consent.',
    targeting_criteria string comment 'Whom the run is for, in words.',
    estimated_recipients int comment 'Number of people for whom a delivery was created. Additive.',
    actual_recipients int comment 'Number of people for whom a delivery was created; equal to estimated_recipients. Additive.',
    execution_status string default 'triggered' comment 'Always completed: a run is over once it is loaded.',
    start_timestamp timestamp comment 'UTC time at which the first delivery was created; equal to trigger_timestamp.',
    completion_timestamp timestamp comment 'UTC time of the last send.',
    processing_duration_seconds int comment 'Seconds from the first delivery to the last send. They can exceed a day, since local times differ around the world.',
    messages_sent int default 0 comment 'Deliveries that were sent, including held-out ones, which go to a trap address. Additive.',
    messages_delivered int default 0 comment 'Deliveries that arrived. Additive.',
    messages_bounced int default 0 comment 'Deliveries that bounced for good. Additive.',
    unique_opens int default 0 comment 'Deliveries that a person opened. Additive.',
    unique_clicks int default 0 comment 'Deliveries in which a person clicked. Additive.',
    total_opens int default 0 comment 'Recorded opens, including those that mail programs prefetched. Additive.',
    total_clicks int default 0 comment 'Recorded clicks, including those by machines. Additive.',
    unsubscribes int default 0 comment 'People who unsubscribed through the message. Additive over runs.',
    conversion_events array<string> comment 'Always empty: broadcasts have no conversion goal.',
    conversion_count int default 0 comment 'Always 0: broadcasts have no conversion goal.',
    revenue_attributed double comment 'Always null: broadcasts have no conversion goal.',
    error_details array<struct<error_code: string, error_message: string, affected_count: int>> comment 'Why deliveries did not arrive, with the number of deliveries for each reason; null if all arrived.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    api_request_id string comment 'Id of the request that triggered the run; hash of the run.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the first delivery was created; equal to trigger_timestamp.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about a delivery of the run.',
    constraint app_broadcast_campaigns_pk primary key (trigger_id)
)
using delta
cluster by (created_at)
comment 'Grain: one run of a broadcast: a message sent to everybody on one day. Counts show what has been reported about its deliveries so far. Deliveries that were held out count as sent.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'trigger_id,created_at'
);

create table if not exists main.customerio.app_push_notifications (
    delivery_id string not null comment 'Key of the delivery.',
    push_unique_id string not null comment 'Id of this message to this person; hash of the delivery and its content.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Ids of the person in Customer.IO. The e-mail address is null, since a push has none.',
    device_tokens array<string> comment 'The token that the message was sent to, as a list of one; push_token of push_tokens.',
    title string not null comment 'Title of the message.',
    message string not null comment 'Text of the message.',
    push_data map<string, string> comment 'Message, variant and journey, as a map from name to text.',
    rich_content struct<sound: string, badge: int, category: string, deep_link: string, action_url: string, image_url: string, video_url: string> comment 'Sound, badge, category and links. Pictures and videos are always null.',
    platform string comment 'Platform of the token: ios or android.',
    app_version string comment 'Version of the app on the device when the message was created; null before the device\'s first event.',
    device_metadata struct<os_version: string, device_model: string, app_version: string, timezone: string> comment 'Model and versions of the device, and the person\'s time zone, when the message was created. Model and versions are null before the device\'s first event.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that the message reached: sent, delivered, bounced or failed.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null for a message that was not delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open; null for a message that was not opened.',
    action_timestamp timestamp comment 'UTC time of the first click; null for a message that was not clicked.',
    delivery_rate double comment '1 if the message was delivered, else 0.',
    open_rate double comment '1 if the message was opened, else 0; null for a message that was not delivered.',
    action_taken string comment 'What the person did with the message. Always open_deep_link; null without a click.',
    conversion_events array<string> comment 'What the person did that the message was sent to bring about, as a list; empty without a conversion.',
    error_code string comment 'Code of the reason why the message did not arrive; null if it arrived.',
    error_message string comment 'Reason why the message did not arrive, in the words of the report; null if it arrived.',
    failed_device_tokens array<string> comment 'The token, as a list of one, if the message bounced or failed; else empty.',
    retry_count int default 0 comment 'How often the message was delayed. Additive.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about the delivery.',
    constraint app_push_notifications_pk primary key (delivery_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one push message to one device of one person. A message that was held out has a row, too: Customer.IO sends it to a trap, so it counts as sent and is never delivered. Every open is by a person.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'delivery_id,sent_timestamp'
);

create table if not exists main.customerio.app_message_performance (
    performance_id string not null comment 'Key of the row; hash of the delivery.',
    message_id string not null comment 'Id of the message; equal to delivery_id.',
    channel string not null comment 'transactional for messages that answer what a person did; for other messages, email or push.',
    delivery_id string comment 'The delivery. The table of its channel has the same id.',
    recipient_email string comment 'E-mail address of the person at the time of the send; null for a push and for suppressed people.',
    customer_id string comment 'The person; key of the table people.',
    segment_name string comment 'What triggers the message, and so decides who gets it; trigger of cio_campaigns.',
    template_id string comment 'The content that was sent: ten times the number of the message, plus 1 for variant b.',
    template_name string comment 'Name of the message, such as onboarding_day_1.',
    campaign_name string comment 'Name of the campaign.',
    subject_line string comment 'Subject of the e-mail, or title of the push.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported. A held-out delivery has a send, too, to a trap address.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null for a message that was not delivered.',
    first_open_timestamp timestamp comment 'UTC time of the first recorded open, by a person or a machine; null without one.',
    last_open_timestamp timestamp comment 'UTC time of the last recorded open, by a person or a machine; null without one.',
    first_click_timestamp timestamp comment 'UTC time of the first recorded click, by a person or a machine; null without one.',
    last_click_timestamp timestamp comment 'UTC time of the last recorded click, by a person or a machine; null without one.',
    conversion_timestamp timestamp comment 'UTC time of the conversion: the purchase that the message was sent to bring about. Null without one.',
    delivery_status string comment 'The furthest state that the message reached: sent, delivered, bounced, failed, or dropped before the send.',
    open_count int default 0 comment 'Recorded opens. More than half of all opens are prefetched by mail programs. Additive.',
    click_count int default 0 comment 'Recorded clicks, including those by machines. Additive.',
    unique_opens boolean default false comment 'Whether a person opened the message; prefetched opens do not count.',
    unique_clicks boolean default false comment 'Whether a person clicked in the message; clicks by machines do not count.',
    conversion_events array<string> comment 'What the person did that the message was sent to bring about, as a list; empty without a conversion.',
    conversion_value double comment 'Monthly price of the subscription that the person resumed, in US dollars; null without a conversion.',
    conversion_type string comment 'Always purchase: the person resumed a subscription. Null without a conversion.',
    time_to_conversion_hours double comment 'Hours from the send to the conversion; null without one.',
    engagement_score double comment '40 points for an open by a person plus 60 for a click by a person, so from 0 to 100.',
    spam_complaints int default 0 comment '1 if the person reported the message as spam, else 0. Additive.',
    unsubscribes int default 0 comment '1 if the person unsubscribed through the message, else 0. Additive.',
    forwards int default 0 comment 'Always null: not collected.',
    social_shares int default 0 comment 'Always null: not collected.',
    test_variant string comment 'Variant of the content, a or b; null for transactional messages.',
    test_group string comment 'treated (was sent the message), holdout (held out of this send) or control (in the group that never gets marketing). Null for transactional messages, of which nobody is held out.',
    test_name string comment 'Name of the test; null for transactional messages.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about the delivery.',
    constraint app_message_performance_pk primary key (performance_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one delivery of any channel, with all metrics reported about it. A delivery that was held out has a row, too: it counts as sent and is never delivered or opened.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'performance_id,sent_timestamp'
);

create table if not exists main.customerio.app_delivery_errors (
    error_id string not null comment 'Key of the report; metric_id of stg_customerio__metrics.',
    delivery_id string comment 'The delivery; key of app_message_performance.',
    message_id string comment 'Id of the message; equal to delivery_id.',
    channel string not null comment 'push for a push message; for an e-mail, the kind of message: transactional, broadcast or triggered.',
    error_code string not null comment 'Code of the reason: hard_bounce, soft_bounce, invalid_token, esp_suppressed, service_unavailable or other.',
    error_message string not null comment 'Reason in the words of the report.',
    error_category string comment 'Kind of report: bounced, failed or dropped.',
    error_severity string default 'medium' comment 'low for a busy mailbox (soft_bounce), high for an unavailable service, else medium.',
    recipient_email string comment 'E-mail address of the person at the time of the send; null for a push and for suppressed people.',
    recipient_identifiers map<string, string> comment 'Id and e-mail address of the person, as a map from name to text.',
    api_endpoint string comment 'Path of the API endpoint that sends such messages.',
    request_payload string comment 'Always null: not collected.',
    retry_count int default 0 comment 'How often a busy mailbox had delayed the message. Additive.',
    retry_strategy string comment 'How Customer.IO retries after such an error: for 72 hours if the mailbox was busy, else not at all.',
    resolved boolean default false comment 'Whether the message arrived after all. Always false: these reports are final.',
    resolved_timestamp timestamp comment 'Always null: no error is resolved.',
    resolution_method string comment 'What Customer.IO does about the error: it suppresses the address or drops the token. Null for other errors.',
    resolution_notes string comment 'Always null: not collected.',
    affected_recipients int default 1 comment 'Number of people that the error affects. Always 1. Additive.',
    business_impact string comment 'Effect on the business, in words: a customer lacks an answer, or there is one message less.',
    downtime_minutes int default 0 comment 'Always null: not collected.',
    alert_triggered boolean default false comment 'Whether an alert was raised, which happens when the push service is unavailable.',
    escalated boolean default false comment 'Whether the error was escalated. Always false.',
    preventable boolean comment 'Whether a cleanup of addresses and tokens beforehand would have prevented the error.',
    prevention_notes string comment 'How to prevent such an error, in words; null if it is not preventable.',
    workspace_id string comment 'Id of the workspace; the company has only one.',
    api_request_id string comment 'Id of the request that sent the message; hash of the delivery.',
    user_agent string comment 'Program that reported the error; null if none is named.',
    occurred_at timestamp not null comment 'UTC time at which the message bounced, failed or was dropped.',
    created_at timestamp default current_timestamp() comment 'UTC time of the report; equal to occurred_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the report; equal to created_at, since reports do not change.',
    constraint app_delivery_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at)
comment 'Grain: one report that a message bounced, failed or was dropped, so that it did not arrive.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at'
);

alter table main.customerio.product_reviews drop constraint if exists product_reviews_check_1;

alter table main.customerio.product_reviews add constraint product_reviews_check_1 check (rating >= 1 and rating <= 5);

alter table main.customerio.video_events drop constraint if exists video_events_check_1;

alter table main.customerio.video_events add constraint video_events_check_1 check (completion_rate is null or (completion_rate >= 0 and completion_rate <= 1));

alter table main.customerio.video_sessions drop constraint if exists video_sessions_check_1;

alter table main.customerio.video_sessions add constraint video_sessions_check_1 check (completion_rate is null or (completion_rate >= 0 and completion_rate <= 1));

alter table main.customerio.video_advertising drop constraint if exists video_advertising_check_1;

alter table main.customerio.video_advertising add constraint video_advertising_check_1 check (completion_rate is null or (completion_rate >= 0 and completion_rate <= 1));

alter table main.customerio.user_aliases drop constraint if exists user_aliases_check_1;

alter table main.customerio.user_aliases add constraint user_aliases_check_1 check (primary_user_id != secondary_user_id);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_check_2;

alter table main.customerio.user_aliases add constraint user_aliases_check_2 check (confidence_score is null or (confidence_score >= 0.0 and confidence_score <= 1.0));

alter table main.customerio.user_aliases drop constraint if exists user_aliases_check_3;

alter table main.customerio.user_aliases add constraint user_aliases_check_3 check (chain_depth > 0);

alter table main.customerio.anonymous_identity_resolution drop constraint if exists anonymous_identity_resolution_check_1;

alter table main.customerio.anonymous_identity_resolution add constraint anonymous_identity_resolution_check_1 check (resolution_confidence is null or (resolution_confidence >= 0.0 and resolution_confidence <= 1.0));

alter table main.customerio.anonymous_identity_resolution drop constraint if exists anonymous_identity_resolution_check_2;

alter table main.customerio.anonymous_identity_resolution add constraint anonymous_identity_resolution_check_2 check (false_positive_risk is null or (false_positive_risk >= 0.0 and false_positive_risk <= 1.0));

alter table main.customerio.alias_chains drop constraint if exists alias_chains_check_1;

alter table main.customerio.alias_chains add constraint alias_chains_check_1 check (chain_depth > 0);

alter table main.customerio.alias_chains drop constraint if exists alias_chains_check_2;

alter table main.customerio.alias_chains add constraint alias_chains_check_2 check (total_aliases > 0);

alter table main.customerio.alias_chains drop constraint if exists alias_chains_check_3;

alter table main.customerio.alias_chains add constraint alias_chains_check_3 check (chain_confidence_score is null or (chain_confidence_score >= 0.0 and chain_confidence_score <= 1.0));

alter table main.customerio.people_events drop constraint if exists people_events_user_id_fk;

alter table main.customerio.people_events add constraint people_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.people_traits_history drop constraint if exists people_traits_history_user_id_fk;

alter table main.customerio.people_traits_history add constraint people_traits_history_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.events drop constraint if exists events_user_id_fk;

alter table main.customerio.events add constraint events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.page_views drop constraint if exists page_views_user_id_fk;

alter table main.customerio.page_views add constraint page_views_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.screen_views drop constraint if exists screen_views_user_id_fk;

alter table main.customerio.screen_views add constraint screen_views_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.event_sequences drop constraint if exists event_sequences_user_id_fk;

alter table main.customerio.event_sequences add constraint event_sequences_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.ecommerce_events drop constraint if exists ecommerce_events_user_id_fk;

alter table main.customerio.ecommerce_events add constraint ecommerce_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.shopping_carts drop constraint if exists shopping_carts_user_id_fk;

alter table main.customerio.shopping_carts add constraint shopping_carts_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.wishlists drop constraint if exists wishlists_user_id_fk;

alter table main.customerio.wishlists add constraint wishlists_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.product_reviews drop constraint if exists product_reviews_product_id_fk;

alter table main.customerio.product_reviews add constraint product_reviews_product_id_fk foreign key (product_id)
    references main.customerio.products (product_id);

alter table main.customerio.product_reviews drop constraint if exists product_reviews_user_id_fk;

alter table main.customerio.product_reviews add constraint product_reviews_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.devices drop constraint if exists devices_user_id_fk;

alter table main.customerio.devices add constraint devices_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.device_events drop constraint if exists device_events_device_id_fk;

alter table main.customerio.device_events add constraint device_events_device_id_fk foreign key (device_id)
    references main.customerio.devices (device_id);

alter table main.customerio.device_events drop constraint if exists device_events_user_id_fk;

alter table main.customerio.device_events add constraint device_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.push_tokens drop constraint if exists push_tokens_device_id_fk;

alter table main.customerio.push_tokens add constraint push_tokens_device_id_fk foreign key (device_id)
    references main.customerio.devices (device_id);

alter table main.customerio.push_tokens drop constraint if exists push_tokens_user_id_fk;

alter table main.customerio.push_tokens add constraint push_tokens_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.device_sessions drop constraint if exists device_sessions_device_id_fk;

alter table main.customerio.device_sessions add constraint device_sessions_device_id_fk foreign key (device_id)
    references main.customerio.devices (device_id);

alter table main.customerio.device_sessions drop constraint if exists device_sessions_user_id_fk;

alter table main.customerio.device_sessions add constraint device_sessions_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.objects drop constraint if exists objects_created_by_user_id_fk;

alter table main.customerio.objects add constraint objects_created_by_user_id_fk foreign key (created_by_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationships drop constraint if exists relationships_user_id_fk;

alter table main.customerio.relationships add constraint relationships_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationships drop constraint if exists relationships_objects_fk;

alter table main.customerio.relationships add constraint relationships_objects_fk foreign key (object_id, object_type_id)
    references main.customerio.objects (object_id, object_type_id);

alter table main.customerio.relationships drop constraint if exists relationships_created_by_user_id_fk;

alter table main.customerio.relationships add constraint relationships_created_by_user_id_fk foreign key (created_by_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.object_events drop constraint if exists object_events_objects_fk;

alter table main.customerio.object_events add constraint object_events_objects_fk foreign key (object_id, object_type_id)
    references main.customerio.objects (object_id, object_type_id);

alter table main.customerio.object_events drop constraint if exists object_events_user_id_fk;

alter table main.customerio.object_events add constraint object_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_relationship_id_fk;

alter table main.customerio.relationship_events add constraint relationship_events_relationship_id_fk foreign key (relationship_id)
    references main.customerio.relationships (relationship_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_user_id_fk;

alter table main.customerio.relationship_events add constraint relationship_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_objects_fk;

alter table main.customerio.relationship_events add constraint relationship_events_objects_fk foreign key (object_id, object_type_id)
    references main.customerio.objects (object_id, object_type_id);

alter table main.customerio.relationship_events drop constraint if exists relationship_events_triggered_by_user_id_fk;

alter table main.customerio.relationship_events add constraint relationship_events_triggered_by_user_id_fk foreign key (triggered_by_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.video_events drop constraint if exists video_events_user_id_fk;

alter table main.customerio.video_events add constraint video_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.video_sessions drop constraint if exists video_sessions_user_id_fk;

alter table main.customerio.video_sessions add constraint video_sessions_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.video_sessions drop constraint if exists video_sessions_video_id_fk;

alter table main.customerio.video_sessions add constraint video_sessions_video_id_fk foreign key (video_id)
    references main.customerio.video_content (video_id);

alter table main.customerio.video_advertising drop constraint if exists video_advertising_user_id_fk;

alter table main.customerio.video_advertising add constraint video_advertising_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.video_advertising drop constraint if exists video_advertising_video_id_fk;

alter table main.customerio.video_advertising add constraint video_advertising_video_id_fk foreign key (video_id)
    references main.customerio.video_content (video_id);

alter table main.customerio.gdpr_compliance_events drop constraint if exists gdpr_compliance_events_user_id_fk;

alter table main.customerio.gdpr_compliance_events add constraint gdpr_compliance_events_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.privacy_requests drop constraint if exists privacy_requests_user_id_fk;

alter table main.customerio.privacy_requests add constraint privacy_requests_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.data_exports drop constraint if exists data_exports_request_id_fk;

alter table main.customerio.data_exports add constraint data_exports_request_id_fk foreign key (request_id)
    references main.customerio.privacy_requests (request_id);

alter table main.customerio.data_exports drop constraint if exists data_exports_user_id_fk;

alter table main.customerio.data_exports add constraint data_exports_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.consent_management drop constraint if exists consent_management_user_id_fk;

alter table main.customerio.consent_management add constraint consent_management_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.batch_operations drop constraint if exists batch_operations_batch_job_id_fk;

alter table main.customerio.batch_operations add constraint batch_operations_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);

alter table main.customerio.batch_operations drop constraint if exists batch_operations_user_id_fk;

alter table main.customerio.batch_operations add constraint batch_operations_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.batch_chunks drop constraint if exists batch_chunks_batch_job_id_fk;

alter table main.customerio.batch_chunks add constraint batch_chunks_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);

alter table main.customerio.batch_errors drop constraint if exists batch_errors_batch_job_id_fk;

alter table main.customerio.batch_errors add constraint batch_errors_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);

alter table main.customerio.batch_errors drop constraint if exists batch_errors_operation_id_fk;

alter table main.customerio.batch_errors add constraint batch_errors_operation_id_fk foreign key (operation_id)
    references main.customerio.batch_operations (operation_id);

alter table main.customerio.batch_errors drop constraint if exists batch_errors_chunk_id_fk;

alter table main.customerio.batch_errors add constraint batch_errors_chunk_id_fk foreign key (chunk_id)
    references main.customerio.batch_chunks (chunk_id);

alter table main.customerio.batch_performance_metrics drop constraint if exists batch_performance_metrics_batch_job_id_fk;

alter table main.customerio.batch_performance_metrics add constraint batch_performance_metrics_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_primary_user_id_fk;

alter table main.customerio.user_aliases add constraint user_aliases_primary_user_id_fk foreign key (primary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_secondary_user_id_fk;

alter table main.customerio.user_aliases add constraint user_aliases_secondary_user_id_fk foreign key (secondary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.user_aliases drop constraint if exists user_aliases_parent_alias_id_fk;

alter table main.customerio.user_aliases add constraint user_aliases_parent_alias_id_fk foreign key (parent_alias_id)
    references main.customerio.user_aliases (alias_id);

alter table main.customerio.alias_events drop constraint if exists alias_events_alias_id_fk;

alter table main.customerio.alias_events add constraint alias_events_alias_id_fk foreign key (alias_id)
    references main.customerio.user_aliases (alias_id);

alter table main.customerio.alias_events drop constraint if exists alias_events_primary_user_id_fk;

alter table main.customerio.alias_events add constraint alias_events_primary_user_id_fk foreign key (primary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.alias_events drop constraint if exists alias_events_secondary_user_id_fk;

alter table main.customerio.alias_events add constraint alias_events_secondary_user_id_fk foreign key (secondary_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.anonymous_identity_resolution drop constraint if exists anonymous_identity_resolution_resolved_user_id_fk;

alter table main.customerio.anonymous_identity_resolution add constraint anonymous_identity_resolution_resolved_user_id_fk foreign key (resolved_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.alias_chains drop constraint if exists alias_chains_root_user_id_fk;

alter table main.customerio.alias_chains add constraint alias_chains_root_user_id_fk foreign key (root_user_id)
    references main.customerio.people (user_id);

alter table main.customerio.app_message_performance drop constraint if exists app_message_performance_customer_id_fk;

alter table main.customerio.app_message_performance add constraint app_message_performance_customer_id_fk foreign key (customer_id)
    references main.customerio.people (user_id);
