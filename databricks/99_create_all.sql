-- All tables of Customer.IO; each statement may run again.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.people (
    user_id string not null comment 'Key of the person; the user\'s durable key in dim_user.',
    anonymous_id string comment 'Latest id of the person as an anonymous visitor before the sign-up; null for a person without such a visit.',
    email string comment 'E-mail address in lower case, at a domain that is reserved for examples.',
    first_name string comment 'Given name.',
    last_name string comment 'Family name.',
    name string comment 'Given name and family name.',
    plan string comment 'Plan of the current subscription or, once it is cancelled, of the last one; the plan of dim_user_subscription.',
    user_type string comment 'creator for a person who has published a post, else viewer.',
    status string comment 'active while a subscription runs, else inactive; nobody is suspended here.',
    age int comment 'Always null: not collected here.',
    location_city string comment 'City that the person watches from; null for a person who has not watched yet.',
    location_country string comment 'Country of the profile, ISO 3166-1 alpha-2.',
    location_full struct<city: string, country: string, state: string, postal_code: string, timezone: string> comment 'City, country, state and time zone that the person watches from. The postal code is not collected here.',
    interests array<string> comment 'Genres of the titles that the person played in the last 28 viewing days, as the catalog has them now. There are at most three, ordered by the seconds that the person has ever watched of these titles, then by name. Null without a play.',
    tags array<string> comment 'What the person is to the company: creator, subscriber, former subscriber.',
    engagement_score double comment 'Hours watched in the last 28 viewing days, divided by 28; at most 1.',
    activity_score double comment 'Share of the last 28 viewing days on which the person has an event, from 0 to 1.',
    scores struct<engagement: double, activity: double, retention: double, satisfaction: double> comment 'Four scores from 0 to 1. engagement and activity are the columns of that name; retention is the share of the last four weeks with a visit; satisfaction is the share of the plays of these weeks that were watched to the end, null without a play.',
    gdpr_consent boolean comment 'Whether the person agrees now to the processing of their data: the consent to analytics.',
    marketing_consent boolean comment 'Whether the person agrees now to marketing e-mail: the consent to marketing.',
    is_suppressed boolean default false comment 'Whether Customer.IO refuses the id because a request for erasure was carried out. The person then has no traits.',
    suppressed_at timestamp comment 'UTC time at which the id was last suppressed; null if it never was.',
    unsuppressed_at timestamp comment 'UTC time at which a suppressed id was accepted again. Always null: it never happens here.',
    custom_traits map<string, string> comment 'Further traits as texts: favorite_color, billing_cycle, subscription_status, start_date and connected_services (joined by commas, null without one).',
    profile_data struct<age: int, interests: array<string>, location: struct<city: string, country: string>, preferences: map<string, string>> comment 'Interests, location and preferences as one nested trait; favorite_color is the only preference. The age is not collected here.',
    unicode_name string comment 'The name if it has letters beyond ASCII, else null.',
    special_description string comment 'Always null: not collected here.',
    registered_at timestamp comment 'UTC time of the sign-up; null while the profile has not arrived.',
    upgraded_at timestamp comment 'UTC time of the last change to a higher plan; null if there was none.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the person was created, which is that of the sign-up.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last change of the profile or the subscription.',
    identified_at timestamp default current_timestamp() comment 'UTC time at which the profile was last reported to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the person to Customer.IO.',
    batch_id string comment 'Always null: batch_operations has the batch of every call.',
    constraint people_pk primary key (user_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one person whom Customer.IO knows. Every user is a person, with profile, subscription, place and consents as they stand now. A deleted account and a suppressed person keep their row, so that their events still have a parent, but no traits: every column that describes the person is null. Status and instants stay.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'user_id,created_at',
    'quality.expectation.1' = 'email is null or email rlike \'^[^@]+@[^@]+\\.[^@]+$\''
);

create table if not exists main.customerio.people_events (
    event_id string not null comment 'Key of the event; hash of the person, the kind and the instant.',
    user_id string not null comment 'The person; key of people.',
    event_type string not null comment 'identified, updated, deleted or suppressed; nobody\'s suppression is undone here.',
    event_name string comment 'Name of the event; User Deleted and User Suppressed are reserved names of the product.',
    event_properties struct<deletion_reason: string, suppression_reason: string, suppression_type: string, unsuppression_reason: string, unsuppression_type: string, deletion_method: string, processed_at: timestamp, confirmation_id: string> comment 'Why and how a person was deleted or suppressed, when Customer.IO had done it, and the id that confirms it.',
    previous_traits map<string, string> comment 'Traits before the event, as texts; null for the first event and for people whose history was redacted.',
    new_traits map<string, string> comment 'Traits after the event, as texts; null once the person is deleted and for people whose history was redacted.',
    gdpr_request_id string comment 'The formal request that the event follows from; key of privacy_requests. Null for events without one.',
    compliance_type string comment 'The law that the request invoked, such as GDPR Article 17; null without one.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processed_timestamp timestamp default current_timestamp() comment 'UTC time at which Customer.IO had processed it.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported it to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the call to Customer.IO.',
    api_call_id string comment 'The call that reported the event; message_id of int_customerio__calls. Null for a suppression, which is no call.',
    constraint people_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a person in Customer.IO: identified at the sign-up, updated when the profile changes, deleted with the account, suppressed by a request for erasure.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'identified\', \'deleted\', \'suppressed\', \'unsuppressed\', \'updated\')'
);

create table if not exists main.customerio.people_traits_history (
    history_id string not null comment 'Key of the change; hash of person, trait and instant.',
    user_id string not null comment 'The person; key of people.',
    trait_name string not null comment 'Name of the trait: email, first_name, last_name, country_code, favorite_color, plan, billing_cycle, subscription_status or connected_services.',
    old_value string comment 'Value before the change, as text; null for the first value.',
    new_value string comment 'Value from the change on, as text; null once the trait is deleted.',
    value_type string comment 'Type of the value that the text stands for: string, or array for a list joined by commas.',
    change_type string not null comment 'created, updated or deleted.',
    change_reason string comment 'What changed it: sign_up, user_update, subscription_start, subscription_change, cancellation, resumption or account_deletion.',
    changed_at timestamp default current_timestamp() comment 'UTC time of the change.',
    effective_from timestamp default current_timestamp() comment 'UTC time from which the new value is valid; equal to changed_at.',
    effective_to timestamp comment 'UTC time of the next change of the trait, just before which the value ends. Null while the value is valid.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    api_call_id string comment 'The call that reported it; message_id of int_customerio__calls.',
    constraint people_traits_history_pk primary key (history_id)
)
using delta
cluster by (changed_at, user_id)
comment 'Grain: one change of one trait of a person: the traits of the profile and of the subscription. Intervals of a trait follow each other without a gap; the last one is open. People who are suppressed have no rows: their history is redacted.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'history_id,changed_at,user_id'
);

create table if not exists main.customerio.events (
    event_id string not null comment 'Key of the event: the messageId of its call.',
    user_id string not null comment 'The person; key of people.',
    anonymous_id string comment 'The id of an anonymous visitor; null for people who are known.',
    event_name string not null comment 'Name of the event: Application Opened, Products Searched, Product Clicked or Playback Speed Changed.',
    event_type string default 'track' comment 'Kind of call; every event here is a track call.',
    properties struct<product_id: string, category: string, price: double, quantity: int, app_version: string, platform: string, source: string, title: string, description: string, url: string, button_id: string, page: string, plan: string, location: string, priority: string, test_type: string, integration: boolean, batch: string, index: int> comment 'Properties of the event in fields that all events share. title and category are the name and genre of product_id, the title that was played or clicked. page is the type of the event in which it happened, platform the operating system, location the viewer\'s country. source and index are the algorithm and the position of the recommendation that was clicked, description is the query of a search, batch the job. The other fields are null.',
    nested_properties struct<location: string, priority: string, metadata: map<string, string>> comment 'The viewer\'s country and the context of the call: app, device, system and network.',
    tags array<string> comment 'Always null: not collected here.',
    raw_properties map<string, string> comment 'Properties sent with the call, as a map of name to value; values are text.',
    raw_properties_json string comment 'Properties as they were sent with the call, in JSON.',
    unicode_text string comment 'The query of a search as the viewer typed it; null for other events.',
    special_chars string comment 'Always null: not collected here.',
    emoji_text string comment 'Always null: not collected here.',
    event_timestamp timestamp comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received it: that of the hourly sync after its arrival in the warehouse.',
    processed_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO had processed it; equal to received_at.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the call to Customer.IO.',
    api_call_id string comment 'The messageId of the call; the same as event_id.',
    batch_id string comment 'The job that sent the call.',
    sequence_number int comment 'Place of the call in its job, from 1.',
    is_anonymous boolean default false comment 'Whether it happened before the person was known.',
    is_historical boolean default false comment 'Whether it happened more than a day before it was sent.',
    is_test_event boolean default false comment 'Whether it was sent as a test; none was.',
    constraint events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one track call that no other table of events shows: the app was opened, the catalog searched, a recommendation clicked, or the speed of playback changed. This is a view of the calls.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_timestamp is null or event_timestamp <= current_timestamp()'
);

create table if not exists main.customerio.page_views (
    page_view_id string not null comment 'Key of the view: the messageId of its call.',
    user_id string not null comment 'The person; key of people.',
    anonymous_id string comment 'The id of an anonymous visitor; null for people who are known.',
    page_name string comment 'Name of the page: Home, Search or Player.',
    page_path string comment 'Path of the page on the website.',
    page_title string comment 'Title at the top of the page: the film or series that plays, or the name of the page.',
    page_url string comment 'Address of the page, in a domain that is reserved for examples.',
    page_category string comment 'The event that the page was opened for: browse, search or content_play.',
    page_type string comment 'What the page is for: landing, search or product.',
    referrer_url string comment 'Address of the page before it in the session; null for the first page.',
    referrer_domain string comment 'Domain of that address; null for the first page.',
    utm_source string comment 'Always null: not collected here.',
    utm_medium string comment 'Always null: not collected here.',
    utm_campaign string comment 'Always null: not collected here.',
    utm_term string comment 'Always null: not collected here.',
    utm_content string comment 'Always null: not collected here.',
    user_agent string comment 'Always null: not collected here.',
    browser_name string comment 'Always null: not collected here.',
    browser_version string comment 'Always null: not collected here.',
    device_type string comment 'Type of the device: desktop.',
    screen_resolution string comment 'Always null: not collected here.',
    time_on_page int comment 'Seconds that the viewer stayed on the page: on the player until playback ended, on others until the next page. The last page of a session ends with the session\'s last known activity on it.',
    scroll_depth double comment 'Always null: not collected here.',
    properties map<string, string> comment 'Properties sent with the call, as a map of name to value; values are text.',
    viewed_at timestamp default current_timestamp() comment 'UTC time at which the page was opened.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received it: that of the hourly sync after its arrival in the warehouse.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the page view to Customer.IO.',
    session_id string comment 'The viewing session that the page belongs to.',
    constraint page_views_pk primary key (page_view_id)
)
using delta
cluster by (viewed_at, user_id)
comment 'Grain: one page that a viewer looked at on a desktop: home, search or player. A session that late events reach is rewritten, with its referrers and times.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'page_view_id,viewed_at,user_id',
    'quality.expectation.1' = 'page_name is not null or page_path is not null'
);

create table if not exists main.customerio.screen_views (
    screen_view_id string not null comment 'Key of the view: the messageId of its call.',
    user_id string not null comment 'The person; key of people.',
    anonymous_id string comment 'The id of an anonymous visitor; null for people who are known.',
    screen_name string not null comment 'Name of the screen: Home, Search or Player.',
    screen_class string comment 'Always null: not collected here.',
    screen_category string comment 'The event that the screen was opened for: browse, search or content_play.',
    app_name string comment 'Name of the app: Reelhouse.',
    app_version string comment 'Version of the app.',
    app_build string comment 'Always null: not collected here.',
    platform string comment 'Platform of the app: ios or android.',
    os_name string comment 'Operating system of the device.',
    os_version string comment 'Version of the operating system.',
    device_model string comment 'Model of the device.',
    device_manufacturer string comment 'Maker of the device, as its model names it.',
    time_on_screen int comment 'Seconds that the viewer stayed on the screen: on the player until playback ended, on others until the next screen. The last screen of a session ends with the session\'s last known activity on it.',
    previous_screen string comment 'The screen before it in the session; null for the first screen.',
    next_screen string comment 'The screen after it in the session; null for the last screen.',
    entry_point string comment 'Always null: not collected here.',
    exit_point string comment 'Always null: not collected here.',
    properties struct<app_version: string, platform: string, screen_category: string, navigation_source: string, custom_data: map<string, string>> comment 'Version, platform and category of the app, what led to a play, and a map of the properties that were sent.',
    viewed_at timestamp default current_timestamp() comment 'UTC time at which the screen was opened.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received it: that of the hourly sync after its arrival in the warehouse.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the screen view to Customer.IO.',
    session_id string comment 'The viewing session that the screen belongs to.',
    constraint screen_views_pk primary key (screen_view_id)
)
using delta
cluster by (viewed_at, user_id)
comment 'Grain: one screen of the app that a viewer looked at on a phone or tablet: home, search or player. Customer.IO does not know the screens of televisions. A session that late events reach is rewritten.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'screen_view_id,viewed_at,user_id',
    'quality.expectation.1' = 'platform is null or platform in (\'ios\', \'android\', \'web\')'
);

create table if not exists main.customerio.event_sequences (
    sequence_id string not null comment 'Key of the sequence; hash of its session.',
    user_id string not null comment 'The person; key of people.',
    session_id string comment 'The viewing session.',
    sequence_start_time timestamp comment 'UTC time at which the session began.',
    sequence_end_time timestamp comment 'UTC time at which the session ended.',
    total_events int comment 'Number of calls in the sequence.',
    sequence_duration_seconds int comment 'How long the session took, in seconds.',
    events array<struct<event_id: string, event_name: string, event_timestamp: timestamp, order_in_sequence: int, time_since_previous: int>> comment 'Calls of the sequence in the order of their times. Each has messageId, name, time, place from 1 and seconds since the one before. Calls of one instant are in the order of their events; the page or screen of an event comes before its playback.',
    event_pattern string comment 'Types of the session\'s events in their order, such as search > content_play.',
    sequence_type string comment 'What led to the first play, such as search_to_play or direct_to_play; visit_without_play where there was none.',
    conversion_goal string comment 'How the success of the session is measured: by a play that is completed.',
    completed_successfully boolean default false comment 'Whether something was played.',
    conversion_achieved boolean default false comment 'Whether a play was completed.',
    drop_off_point string comment 'The last call of a session in which no play was completed; null for others.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO had received the last of the calls.',
    constraint event_sequences_pk primary key (sequence_id)
)
using delta
cluster by (sequence_start_time, user_id)
comment 'Grain: one viewing session of fct_sessions. The session is shown with the calls about it, in their order. A session that late events reach is rewritten.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'sequence_id,sequence_start_time,user_id',
    'quality.expectation.1' = 'total_events > 0'
);

create table if not exists main.customerio.ecommerce_events (
    event_id string not null comment 'Key of the event; hash of its row in staging.',
    user_id string not null comment 'The person; key of people.',
    event_type string not null comment 'checkout, coupon, product_interaction (a list) or social (a review). Searches and clicks are rows of events.',
    event_name string not null comment 'Name that Customer.IO reserves, such as Order Completed. Order Completed is a first payment, reported by its checkout, or a renewal, reported by its receipt. Order Updated is a change of the subscription, Order Cancelled its end. Checkouts and receipts begin with the first simulated day, changes and cancellations with the log of subscriptions: payments from before the first day are not here.',
    product_id string comment 'The product; key of products.',
    sku string comment 'product_id again for a plan; null for a title.',
    product_name string comment 'Name of the product, as it is now.',
    product_category string comment 'subscription, or the type of the content.',
    brand string comment 'Reelhouse for a plan, the provider for a title.',
    price double comment 'List price on the load day, in US dollars; a title costs nothing.',
    currency string default 'USD' comment 'USD.',
    original_price double comment 'List price before a coupon, in US dollars.',
    discount_amount double comment 'Amount that a valid coupon takes off, from the step in which it is applied; null without one.',
    position int comment 'Not collected here.',
    list_id string comment 'The list that the event is about; key of wishlists. Null for other events.',
    list_category string comment 'Always null: not collected here.',
    search_query string comment 'Always null: searches are in the table events.',
    search_results_count int comment 'Always null: searches are in the table events.',
    search_filters array<string> comment 'Always null: not collected here.',
    sort_by string comment 'Always null: not collected here.',
    checkout_id string comment 'The checkout that the event is a step of; null for renewals and changes.',
    checkout_step int comment 'Place of the step in the checkout, from 1.',
    checkout_step_name string comment 'Name of the step.',
    payment_method string comment 'Method of payment, once it is entered.',
    quantity int comment '1 for an order and for Checkout Started; null for other events.',
    order_total double comment 'Subtotal, tax and shipping of an order or of a checkout that starts. Only the total of Order Completed is paid.',
    subtotal double comment 'Price less discount; null for other events than orders and Checkout Started.',
    tax_amount double comment '0 where there is a subtotal: list prices contain it.',
    shipping_amount double comment '0 where there is a subtotal: nothing is shipped.',
    coupon_id string comment 'Code of the coupon that was tried.',
    coupon_name string comment 'Name of the coupon; equal to its code.',
    coupon_discount_type string comment 'percentage for events about a coupon; null for other events.',
    coupon_discount_value double comment 'Percentage that the coupon takes off, once it is applied.',
    coupon_denial_reason string comment 'Why the coupon was denied: expired.',
    promotion_id string comment 'Always null: not collected here.',
    promotion_name string comment 'Always null: not collected here.',
    promotion_creative string comment 'Always null: not collected here.',
    promotion_position string comment 'Always null: not collected here.',
    share_via string comment 'Always null: not collected here.',
    share_message string comment 'Always null: not collected here.',
    review_id string comment 'The review; key of product_reviews.',
    rating int comment 'Stars of a review.',
    review_body string comment 'Text of a review.',
    products array<struct<product_id: string, name: string, price: double, position: int, quantity: int, category: string, brand: string, sku: string>> comment 'The plan of an order, in the form that Customer.IO takes.',
    raw_properties map<string, string> comment 'Product, checkout, coupon and rating by name, as texts.',
    custom_properties struct<filters_applied: array<string>, sort_criteria: string, recommendation_source: string, campaign_id: string, affiliate_id: string> comment 'Not collected here: every field is empty.',
    referrer_url string comment 'Always null: not collected here.',
    campaign_source string comment 'Always null: not collected here.',
    affiliate_code string comment 'Always null: not collected here.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported it to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    session_id string comment 'Always null: plans are sold on a page of their own.',
    journey_id string comment 'Id of the checkout, which connects its events.',
    constraint ecommerce_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event about a product, under the name that Customer.IO reserves for it. It is a step of a checkout, a renewal, a change or cancellation of a subscription, a film put on a list or taken off it, or a review.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'search\', \'product_interaction\', \'checkout\', \'coupon\', \'promotion\', \'social\')',
    'quality.expectation.2' = 'rating is null or (rating >= 1 and rating <= 5)'
);

create table if not exists main.customerio.products (
    product_id string not null comment 'Key of the product: plan- with plan and billing cycle, or the durable key of the content in dim_content.',
    sku string comment 'product_id again for a plan; null for a title.',
    name string not null comment 'Plan and billing cycle, or the title.',
    description string comment 'What the buyer gets, in a sentence.',
    category string comment 'subscription, or the type of the content.',
    subcategory string comment 'Billing cycle for a plan, genre for a title.',
    brand string comment 'Reelhouse for a plan, the provider for a title.',
    price double comment 'Current list price in US dollars; 0 for a title, which costs nothing beyond the plan.',
    original_price double comment 'The first list price that this warehouse knows.',
    cost double comment 'Always null: not collected here.',
    currency string default 'USD' comment 'USD; all prices are in US dollars.',
    in_stock boolean default true comment 'Whether the product is on offer.',
    stock_quantity int comment 'Always null: nothing runs out.',
    low_stock_threshold int comment 'Always null: nothing runs out.',
    color string comment 'Always null: not collected here.',
    size string comment 'Always null: not collected here.',
    weight double comment 'Always null: not collected here.',
    dimensions struct<length: double, width: double, height: double, unit: string> comment 'Always null: not collected here.',
    image_url string comment 'Always null: not collected here.',
    product_url string comment 'Page of the product, at a domain that is reserved for examples.',
    images array<string> comment 'Always null: not collected here.',
    meta_title string comment 'The name.',
    meta_description string comment 'The description.',
    tags array<string> comment 'Highest quality for a plan, language for a title.',
    status string default 'active' comment 'active, or discontinued when the title has left the catalog.',
    is_featured boolean default false comment 'Always false: the shelves differ by viewer.',
    is_on_sale boolean default false comment 'Whether the product costs less than its first list price.',
    created_at timestamp default current_timestamp() comment 'UTC time from which the product was on offer: the arrival of a title, or the first day of a plan\'s prices (1900-01-01 for the prices of the first simulated day).',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the product.',
    discontinued_at timestamp comment 'UTC time at which the title left the catalog; null until then.',
    constraint products_pk primary key (product_id)
)
using delta
comment 'Grain: one thing that can be bought or watched: a plan with its billing cycle, or a film or episode of the catalog.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'price is null or price >= 0'
);

create table if not exists main.customerio.shopping_carts (
    cart_id string not null comment 'Key of the cart, which is that of the checkout.',
    user_id string not null comment 'The buyer; key of people.',
    session_id string comment 'Always null: plans are sold on a page of their own.',
    cart_status string default 'active' comment 'converted once it is paid; else active for an hour after the last step, abandoned for seven days, then expired.',
    is_guest_cart boolean default false comment 'Always false: a buyer has an account, or gets one with the purchase.',
    item_count int default 0 comment 'Always 1: a cart holds one plan.',
    total_quantity int default 0 comment 'Always 1.',
    subtotal double default 0.0 comment 'List price of the plan on the day, in US dollars.',
    discount_amount double default 0.0 comment 'Amount that a valid coupon takes off.',
    tax_amount double default 0.0 comment '0: list prices contain it.',
    shipping_amount double default 0.0 comment '0: nothing is shipped.',
    total_amount double default 0.0 comment 'Amount that is paid: subtotal less discount.',
    currency string default 'USD' comment 'USD.',
    applied_coupons array<struct<coupon_id: string, coupon_name: string, discount_type: string, discount_value: double, discount_amount: double>> comment 'The coupon that was applied, if any.',
    items array<struct<product_id: string, sku: string, name: string, price: double, quantity: int, subtotal: double, added_at: timestamp>> comment 'The plan in the cart.',
    created_at timestamp default current_timestamp() comment 'UTC time of the first step.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last step.',
    abandoned_at timestamp comment 'UTC time one hour after the last step; null if the cart was paid.',
    converted_at timestamp comment 'UTC time at which the cart was paid; null if it was not.',
    expires_at timestamp comment 'UTC time seven days after the last step; null if the cart was paid.',
    source_campaign string comment 'Always null: not collected here.',
    referrer_url string comment 'Always null: not collected here.',
    constraint shopping_carts_pk primary key (cart_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one checkout: the cart of somebody who bought, or nearly bought, a plan. It is shown as it stands when the batch of the last loaded day closes, at 16:00 UTC on the day after.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'cart_id,created_at,user_id',
    'quality.expectation.1' = 'total_amount >= 0'
);

create table if not exists main.customerio.wishlists (
    wishlist_id string not null comment 'Key of the list; hash of the user.',
    user_id string not null comment 'The owner of the list; key of people.',
    wishlist_name string default 'My Wishlist' comment 'My List.',
    is_public boolean default false comment 'Always false.',
    is_default boolean default true comment 'Always true: a user has one list.',
    items array<struct<product_id: string, name: string, price: double, category: string, added_at: timestamp, notes: string>> comment 'The films on the list, in the order in which they were added. They cost nothing; notes are not collected.',
    item_count int default 0 comment 'Number of films on the list.',
    total_value double default 0.0 comment 'Always 0: titles cost nothing beyond the plan.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the first film was added.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of the list.',
    constraint wishlists_pk primary key (wishlist_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one user\'s list, My List, as it stands now. Users who never put anything on it have no row.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'wishlist_id,created_at,user_id'
);

create table if not exists main.customerio.product_reviews (
    review_id string not null comment 'Key of the review.',
    product_id string not null comment 'The film or episode that is reviewed; key of products.',
    user_id string not null comment 'The reviewer; key of people.',
    rating int not null comment 'Stars, from 1 to 5.',
    review_title string comment 'Headline; null for a review without words.',
    review_body string comment 'Text; null for a review without words.',
    is_verified_purchase boolean default false comment 'Always true: only people who have finished the title are asked.',
    helpful_votes int default 0 comment 'Always null: not collected here.',
    total_votes int default 0 comment 'Always null: not collected here.',
    status string default 'pending' comment 'approved or rejected by moderation.',
    moderation_notes string comment 'Why a review was rejected.',
    submitted_at timestamp default current_timestamp() comment 'UTC time at which the review was written.',
    approved_at timestamp comment 'UTC time at which the review was approved; null if it was not.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which moderation decided.',
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
    device_token string comment 'The active push token; null without one. push_tokens has all tokens.',
    user_id string not null comment 'The person who used the device last, or who registered its last token; key of people.',
    device_type string not null comment 'ios or android for phones and tablets, web for computers.',
    platform string comment 'iOS, Android or Web.',
    device_category string comment 'mobile, tablet or desktop; null before the first event.',
    model string comment 'Name of the model; null before the first event.',
    brand string comment 'Brand of the model; null before the first event.',
    manufacturer string comment 'Manufacturer of the device; equal to brand.',
    device_name string comment 'Name of the device; owners do not rename their devices here.',
    os_name string comment 'Operating system.',
    os_version string comment 'Version of the operating system at the last event; null before the first.',
    app_version string comment 'Version of the app at the last event; null before the first.',
    app_build string comment 'Build of the app: its version and the year in which the device was registered, joined by a dot.',
    app_name string comment 'Name of the app.',
    app_namespace string comment 'Identifier of the app on its platform, under a name that is reserved for examples.',
    timezone string comment 'Time zone of the last event, by its IANA name; null before the first.',
    language string comment 'Language of the device, by its code: the one that most people in the country speak.',
    locale string comment 'Language and country.',
    country string comment 'Country of the last event, ISO 3166-1 alpha-2; null before the first.',
    push_enabled boolean default true comment 'Whether the owner allows push messages on the device: whether it has an active token.',
    location_enabled boolean comment 'Always null: not collected here.',
    bluetooth_enabled boolean comment 'Always null: not collected here.',
    carrier string comment 'Always null: not collected here.',
    network_type string comment 'wifi or cellular at the last event; a cable counts as wifi. Null before the first.',
    ip_address string comment 'Always null: not collected here.',
    metadata struct<app_version: string, os_version: string, model: string, timezone: string, language: string, brand: string, screen_resolution: string, memory_total: bigint, storage_total: bigint, custom_properties: map<string, string>> comment 'Attributes of the device as one nested value. Resolution, memory and storage are not collected here.',
    status string default 'active' comment 'unregistered once the owner\'s account is deleted; inactive if the last event (without one, the last token) is 28 days or more before the last loaded day; else active.',
    is_test_device boolean default false comment 'Whether it is a test device; none is.',
    last_seen_at timestamp comment 'UTC time of the last event on the device; null before the first.',
    registered_at timestamp default current_timestamp() comment 'UTC time of the first event on the device, or of its first push token if that is earlier.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change: of a version, of the last event (without one, of the token), or of the owner\'s account.',
    unregistered_at timestamp comment 'UTC time at which the owner\'s account was deleted; null until then.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the device to Customer.IO.',
    registration_source string comment 'How the device was registered: by the app\'s sdk.',
    constraint devices_pk primary key (device_id)
)
using delta
cluster by (user_id)
comment 'Grain: one device that Customer.IO can know. Phones and tablets with iOS or Android are devices, and so are computers, as the web. Televisions send events but are no devices. A device belongs to one person at a time, the one who used it last. An app registers its token when it is installed: a device without an event so far is known from its token alone.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'device_id,user_id',
    'quality.expectation.1' = 'device_type in (\'ios\', \'android\', \'web\', \'desktop\')'
);

create table if not exists main.customerio.device_events (
    event_id string not null comment 'Key of the event; hash of the device, the kind and the instant.',
    device_id string not null comment 'The device; key of devices. A device that a household shares is registered for each of its people.',
    user_id string not null comment 'The person to whom the device belongs in this event; key of people.',
    event_type string not null comment 'registered, updated or deleted.',
    event_name string comment 'Name of the event, as Customer.IO reserves it.',
    previous_metadata struct<app_version: string, os_version: string, status: string, last_seen: timestamp> comment 'Versions, status and time of the version before; null for the first event.',
    new_metadata struct<app_version: string, os_version: string, status: string, last_seen: timestamp> comment 'Versions and status from the event on; last_seen is the time of the first event that showed them.',
    event_properties struct<device_token: string, device_type: string, registration_source: string, deletion_reason: string, update_reason: string> comment 'Kind of device, how it was registered, and why it was updated or deleted. The token is in push_tokens.',
    app_version string comment 'Version of the app from the event on.',
    os_version string comment 'Version of the operating system from the event on.',
    triggered_by string comment 'Cause of the event: the sdk, or the user_action that deleted the account.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported it to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    api_call_id string comment 'Always null: devices are sent within the calls about events on them.',
    constraint device_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a person\'s device: registered with its first version in dim_device, updated with each further one, deleted with the owner\'s account.'
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
    user_id string not null comment 'The person who allowed push messages on the device; key of people.',
    push_token string not null comment 'The token as the push service knows it.',
    token_type string comment 'apns for iOS, fcm for Android.',
    platform string comment 'ios or android.',
    is_active boolean default true comment 'Whether the token can be used now, which is so until it ends. A device has at most one active token.',
    is_valid boolean default true comment 'Whether the token is active and no message to it has bounced.',
    last_validated_at timestamp comment 'UTC time of the last delivery to the token; without one, that of its registration.',
    successful_deliveries int default 0 comment 'Messages that were delivered to the token. Additive.',
    failed_deliveries int default 0 comment 'Messages to the token that bounced or failed. Additive.',
    last_delivery_at timestamp comment 'UTC time of the last delivery to the token; null if there was none.',
    last_failure_at timestamp comment 'UTC time of the last bounce or failure; null if there was none.',
    failure_reason string comment 'Why the latest message that did not arrive failed, even if later ones arrived. Without one, why the token ended: replaced, withdrawn or account deleted. Null otherwise.',
    registered_at timestamp default current_timestamp() comment 'UTC time at which the app registered the token.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last change, delivery or failure.',
    expired_at timestamp comment 'UTC time at which the token ended; null while it is active.',
    constraint push_tokens_pk primary key (token_id)
)
using delta
cluster by (user_id)
comment 'Grain: one push token of one app on a phone or tablet, from its registration to its end. A token ends when another one replaces it, when the permission is withdrawn, or when the account is deleted.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'token_id,user_id'
);

create table if not exists main.customerio.device_sessions (
    session_id string not null comment 'Key of the session, as in fct_sessions.',
    device_id string not null comment 'The device; key of devices.',
    user_id string not null comment 'The person who watched; key of people.',
    session_start timestamp not null comment 'UTC time of the first event.',
    session_end timestamp comment 'UTC time of the last known activity.',
    session_duration_seconds int comment 'Seconds from start to end. Additive.',
    app_version string comment 'Version of the app at the start.',
    os_version string comment 'Version of the operating system at the start.',
    entry_point string comment 'How the app was opened: push_notification if the person had opened a push message in the hour before, else app_icon.',
    exit_point string comment 'How the app was left: it goes to the background.',
    screen_views int default 0 comment 'Number of screens seen, one for each event. Additive.',
    events_tracked int default 0 comment 'Events of the session. Additive.',
    crashes int default 0 comment 'Always null: not collected here.',
    network_type string comment 'wifi or cellular at the first event.',
    country string comment 'Country at the start, ISO 3166-1 alpha-2.',
    timezone string comment 'Time zone at the start, by its IANA name.',
    is_active boolean default true comment 'Whether the session is still running; those that are loaded are over.',
    is_background boolean default false comment 'Whether the session ran in the background; none did.',
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
    object_id string not null comment 'The object: the shared device of a household, a series of dim_series, or a creator of dim_user. Key together with object_type_id.',
    object_type_id int not null default 1 comment 'Type of the object; key of object_types.',
    object_type string comment 'Name of the type: household, series or creator.',
    name string comment 'Title of the series, name of the creator, or Household for a household. Null before the object\'s own row has arrived, and for a creator who is suppressed.',
    description string comment 'What an object of the type stands for.',
    category string comment 'Genre of the series, kind of the household\'s device, or creator.',
    status string comment 'active, or inactive once it is deleted.',
    price double comment 'Always null: series and creators are part of the subscription.',
    in_stock boolean comment 'Always null: what is streamed does not run out.',
    created_at timestamp default current_timestamp() comment 'UTC time of the object\'s first state.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the object\'s latest change.',
    last_modified timestamp comment 'UTC time of the object\'s latest change; equal to updated_at.',
    deleted_at timestamp comment 'UTC time at which the object was deleted; null until then.',
    custom_traits map<string, string> comment 'Further traits as texts, as far as the type has them: country, member_count and episode_count.',
    traits_json string comment 'All traits as a JSON object.',
    properties struct<name: string, category: string, price: double, in_stock: boolean, status: string, metadata: map<string, string>> comment 'The traits as one nested value. Price and stock are not collected here.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the object to Customer.IO.',
    created_by_user_id string comment 'The creator, or the user with whose event the household began; null for a series. Key of people.',
    constraint objects_pk primary key (object_id, object_type_id)
)
using delta
cluster by (created_at)
comment 'Grain: one object that people have relationships with, as it stands now: a household, a series or a creator.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'object_id,object_type_id,created_at',
    'quality.expectation.1' = 'object_type_id > 0'
);

create table if not exists main.customerio.relationships (
    relationship_id string not null comment 'Key of the relationship; hash of person, object and start.',
    user_id string not null comment 'The person; key of people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    relationship_type string comment 'member of a household, viewer of a series, follower of a creator.',
    relationship_status string default 'active' comment 'active while the relationship lasts, else inactive.',
    role string comment 'Role now, or at the end: owner or member of a household; viewer of a series, or fan from the fifth episode of a run on; fan of a creator.',
    permissions array<string> comment 'What the person may do with the object; the owner of a household may manage it, too.',
    relationship_data map<string, string> comment 'first_role and end_reason, as texts.',
    started_at timestamp default current_timestamp() comment 'UTC time at which the relationship began.',
    ended_at timestamp comment 'UTC time at which the relationship ended; null while it lasts.',
    invited_at timestamp comment 'Always null: nobody is invited.',
    accepted_at timestamp comment 'UTC time from which the relationship counts; equal to started_at.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the relationship began; equal to started_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest event of the person with the object, or of the end.',
    created_by_user_id string comment 'The person, who began the relationship. Key of people.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the relationship to Customer.IO.',
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
    event_id string not null comment 'Key of the event; hash of the object, the kind and the instant.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    user_id string comment 'The person who brought the event about; null if nobody did. Key of people.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    event_properties struct<deletion_reason: string, update_reason: string, status_change: string, triggered_by: string> comment 'Why the object was updated or deleted, how its status changed, and whether a user or the system triggered the event.',
    previous_traits map<string, string> comment 'Traits before the event, as texts; null for the first event.',
    new_traits map<string, string> comment 'Traits after the event, as texts; null once the object is deleted, and while it has none.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO; for a creator, not before the profile had arrived.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    api_call_id string comment 'Always null: objects are sent in the group calls about the people related to them.',
    constraint object_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of an object: created with its first state, updated with each further one, deleted with its end.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'created\', \'updated\', \'deleted\', \'activated\', \'deactivated\')'
);

create table if not exists main.customerio.relationship_events (
    event_id string not null comment 'Key of the event; hash of the relationship, the kind and the instant.',
    relationship_id string comment 'The relationship; key of relationships.',
    user_id string not null comment 'The person; key of people.',
    object_id string not null comment 'The object; key of objects together with object_type_id.',
    object_type_id int default 1 comment 'Type of the object; key of object_types.',
    event_type string not null comment 'created, updated or deleted.',
    event_name string comment 'Name of the event.',
    relationship_type string comment 'member, viewer or follower.',
    previous_role string comment 'Role before the event; null for the first one.',
    new_role string comment 'Role from the event on; null once the relationship is deleted.',
    event_properties struct<deletion_reason: string, role_change_reason: string, invited_by: string, permission_changes: array<string>> comment 'Why the relationship ended or the role changed. Nobody is invited here and permissions do not change.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported the event to Customer.IO. A relationship that ends for want of viewing is reported later: once no late event can prolong it.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    triggered_by_user_id string comment 'The person who brought the event about. For an end, it is the person whose account was deleted: the person\'s own, the creator\'s or another household member\'s. Null for the end of a run after 14 days without a play. Key of people.',
    constraint relationship_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event in the life of a relationship: created, updated with a new role, deleted. The events of a relationship add up to its row in relationships.'
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
    is_active boolean default true comment 'Whether objects of the type may be created; all of them may.',
    default_permissions array<string> comment 'What a person who is related to an object may do with it, unless the relationship says otherwise.',
    required_traits array<string> comment 'Traits that every object of the type has.',
    trait_schema map<string, string> comment 'Traits that an object of the type can have, each with its type.',
    validation_rules array<string> comment 'Rules that the traits of every object satisfy.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the company set the type up.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last change of the type, which is that of its creation: no type has changed.',
    constraint object_types_pk primary key (object_type_id)
)
using delta
comment 'Grain: one type of object. The types are a seed, cio_object_types: another type is another line.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'object_type_id > 0'
);

create table if not exists main.customerio.video_events (
    event_id string not null comment 'Key of the event: the messageId of its call.',
    user_id string not null comment 'The person; key of people.',
    video_id string not null comment 'The title that plays.',
    content_id string comment 'The series that an episode belongs to, or the title itself.',
    session_id string comment 'The play that the event belongs to: a row of video_sessions.',
    event_type string not null comment 'Kind of event: playback or content.',
    event_name string not null comment 'Name of the event, one that Customer.IO reserves.',
    title string comment 'Name of the title.',
    duration int comment 'Length of the title in seconds.',
    quality string comment 'Quality of the picture: the new one for a change of quality, else that at the start of the play.',
    series string comment 'Name of the series; null for a title that is not serial.',
    season int comment 'Season of an episode.',
    episode int comment 'Number of an episode in its season.',
    genre string comment 'Genre of the title.',
    position double comment 'How far into the title playback was, in seconds.',
    completion_rate double comment 'The position as a share of the title\'s length, from 0 to 1.',
    buffer_duration double comment 'Always null: not collected here.',
    buffer_start_position double comment 'Always null: not collected here.',
    ad_id string comment 'Always null: video_advertising has the ads.',
    ad_type string comment 'Always null: video_advertising has the ads.',
    ad_duration int comment 'Always null: video_advertising has the ads.',
    advertiser string comment 'Always null: video_advertising has the ads.',
    campaign string comment 'Always null: video_advertising has the ads.',
    exit_reason string comment 'Why playback ended: completion, or user_action if the viewer left. Null for other events.',
    pause_reason string comment 'Why playback paused: user_action, since the viewer paused it. Null for other events.',
    bitrate int comment 'Always null: not collected here.',
    fps int comment 'Always null: not collected here.',
    resolution struct<width: int, height: int> comment 'Always null: not collected here.',
    player_version string comment 'Version of the player; null for events of schema version 1.',
    device_type string comment 'Type of the device: mobile, tablet, desktop or tv.',
    connection_type string comment 'Network of the device: wifi, cellular or ethernet.',
    seek_count int default 0 comment 'How often the viewer jumped to another position in the whole play.',
    replay_count int default 0 comment 'Always null: not collected here.',
    fullscreen_enabled boolean comment 'Always null: not collected here.',
    raw_properties map<string, string> comment 'Properties sent with the call, as a map of name to value; values are text.',
    video_properties struct<title: string, duration: int, quality: string, position: double, completion_rate: double, is_historical: boolean, playback_speed: double, volume_level: double, subtitle_enabled: boolean, picture_in_picture: boolean> comment 'Title, duration, quality, position, rate, speed of playback, and whether the event is historical, as one nested value. Fields that are not collected are null.',
    content_properties struct<content_id: string, series: string, season: int, episode: int, genre: string, content_type: string, content_duration: int, content_rating: string> comment 'Production, series, season, episode, genre, type and length of the title, as one nested value.',
    ad_properties struct<ad_id: string, ad_type: string, ad_duration: int, advertiser: string, campaign: string, ad_position: string, skip_available: boolean, skip_offset: int> comment 'Always null: video_advertising has the ads.',
    performance_metrics struct<load_time: double, start_time: double, buffer_health: double, dropped_frames: int, startup_time: double> comment 'Seconds until playback started, for Video Playback Started. Fields that are not collected are null.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO received it: that of the hourly sync after its arrival in the warehouse.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    player_session_id string comment 'The viewing session in which the title was played.',
    constraint video_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event of playback or of content, under the name that Customer.IO reserves: started, paused, resumed, jumped to another position, changed in quality, completed or exited. All events of a play have the same session_id. This is a view of the calls.'
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
    content_id string comment 'The series that an episode belongs to, or the title itself.',
    title string not null comment 'Name of the title; Unknown title until its catalog entry arrives.',
    description string comment 'Always null: not collected here.',
    content_type string comment 'Kind of video: episode, clip (a short film) or movie.',
    genre string comment 'Genre of the title.',
    category string comment 'Type of content in the catalog.',
    series string comment 'Name of the series; null for a title that is not serial.',
    season int comment 'Season of an episode.',
    episode int comment 'Number of an episode in its season.',
    episode_title string comment 'Name of the episode; null for a title that is not serial.',
    duration int comment 'Length in seconds.',
    release_date date comment 'First day of the year of release; the catalog has no more than the year.',
    content_rating string comment 'Always null: not collected here.',
    available_qualities array<string> comment 'Qualities in which the title is offered, from the lowest: every title has all of them.',
    default_quality string comment 'Always null: not collected here.',
    supported_formats array<string> comment 'Always null: not collected here.',
    video_url string comment 'Address of the player with this title, in a domain that is reserved for examples.',
    thumbnail_url string comment 'Always null: not collected here.',
    poster_url string comment 'Always null: not collected here.',
    status string default 'active' comment 'Whether the title is on offer (active) or has left the catalog (archived).',
    is_premium boolean default false comment 'Whether the title needs a more expensive plan. Always false: every plan opens every title.',
    is_featured boolean default false comment 'Always null: not collected here.',
    tags array<string> comment 'Genre, provider and language of the title, from the catalog.',
    `cast` array<string> comment 'Not collected here.',
    crew array<string> comment 'Always null: not collected here.',
    total_views int default 0 comment 'How often it was played.',
    average_completion_rate double comment 'Mean share of its length that is watched in a play, from 0 to 1; null until it is played.',
    total_watch_time_seconds bigint default 0 comment 'Seconds watched in all plays of the title.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the title came into the catalog.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest change of its catalog entry.',
    published_at timestamp comment 'UTC time from which viewers could play it: its arrival in the catalog.',
    constraint video_content_pk primary key (video_id)
)
using delta
comment 'Grain: one title of the catalog as it is now, with how often it was played. A title that an event names before the catalog has it is included.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'duration is null or duration > 0'
);

create table if not exists main.customerio.video_sessions (
    session_id string not null comment 'Key of the video session; event_id of the play in fct_events.',
    user_id string not null comment 'The person who played the title; key of people.',
    video_id string not null comment 'The title that was played.',
    session_start timestamp not null comment 'UTC time at which playback started.',
    session_end timestamp comment 'UTC time at which playback ended. A play is reported after its end.',
    session_duration_seconds int comment 'How long the play took, with its pauses, in seconds.',
    total_watch_time_seconds int default 0 comment 'Seconds of the title that were watched.',
    max_position_reached double default 0 comment 'Position that playback reached, in seconds of the title; equal to total_watch_time_seconds.',
    completion_rate double comment 'Share of the title that was watched, from 0 to 1.',
    pause_count int default 0 comment 'How often the viewer paused.',
    seek_count int default 0 comment 'How often the viewer jumped to another position.',
    buffer_count int default 0 comment 'How often playback stopped to load.',
    total_buffer_time_seconds double default 0 comment 'Always null: not collected here.',
    ads_played int default 0 comment 'How many ads were played.',
    ads_completed int default 0 comment 'How many ads were watched to their end, including those that were clicked.',
    ads_skipped int default 0 comment 'How many ads were skipped.',
    primary_quality string comment 'Quality of the picture at the start.',
    quality_changes int default 0 comment 'How often the quality changed.',
    startup_time_seconds double comment 'How long playback took to start, in seconds; null for events of schema version 1.',
    device_type string comment 'Type of the device: mobile, tablet, desktop or tv.',
    player_version string comment 'Version of the player; null for events of schema version 1.',
    connection_type string comment 'Network of the device: wifi, cellular or ethernet.',
    session_outcome string comment 'How the play ended: completed or abandoned.',
    exit_reason string comment 'Why the play ended: completion, or user_action if the viewer left.',
    fullscreen_time_seconds int default 0 comment 'Always null: not collected here.',
    picture_in_picture_time_seconds int default 0 comment 'Always null: not collected here.',
    constraint video_sessions_pk primary key (session_id)
)
using delta
cluster by (session_start, user_id)
comment 'Grain: one play of a title, with what happened in it. Customer.IO calls a play a video session; the viewing session of fct_sessions can hold several plays.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'session_id,session_start,user_id'
);

create table if not exists main.customerio.video_advertising (
    ad_event_id string not null comment 'Key of the impression.',
    ad_id string not null comment 'The ad: advertiser, campaign and film.',
    user_id string not null comment 'The person; key of people.',
    video_id string comment 'The title that was played.',
    session_id string comment 'The play that the ad interrupts: a row of video_sessions, once the play has arrived.',
    ad_type string not null comment 'Kind of ad: pre-roll before the play, or mid-roll.',
    ad_duration int comment 'Length of the ad, in seconds.',
    advertiser string comment 'Company that pays for the ad.',
    campaign string comment 'Campaign of the advertiser.',
    creative_id string comment 'Number of the creative in its campaign, from 1.',
    ad_position string comment 'Place of the break in the play: start or middle.',
    ad_break_id string comment 'The break, by its play and its number.',
    ad_sequence int comment 'Place of the ad in the break, from 1.',
    event_type string not null comment 'Outcome of the impression: completed, skipped or clicked. An ad that was clicked was watched to its end.',
    watched_duration_seconds double comment 'Seconds of the ad that were watched.',
    skip_available boolean default false comment 'Always null: not collected here.',
    skip_offset int comment 'Always null: not collected here.',
    clicked boolean default false comment 'Whether the viewer clicked on the ad.',
    click_url string comment 'Always null: not collected here.',
    interaction_count int default 0 comment 'Number of actions by the viewer: 1 for a skip or a click.',
    completion_rate double comment 'Share of the ad that was watched, from 0 to 1.',
    completed boolean default false comment 'Whether the ad was watched to its end.',
    ad_start_time timestamp not null comment 'UTC time at which the ad began.',
    ad_end_time timestamp comment 'UTC time at which the ad ended or was skipped.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time at which the outcome was known; equal to ad_end_time.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the ad to Customer.IO.',
    constraint video_advertising_pk primary key (ad_event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one impression of an ad in a play of the cheapest plan. This is a view of the feed of ads, which can report an impression before the play itself arrives.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'ad_event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'ad_type in (\'pre-roll\', \'mid-roll\', \'post-roll\', \'overlay\', \'companion\')'
);

create table if not exists main.customerio.gdpr_compliance_events (
    event_id string not null comment 'Key of the event; hash of the row that it is about.',
    user_id string comment 'The person; key of people.',
    event_type string not null comment 'consent, suppression, data_request, deletion or delivery.',
    event_name string not null comment 'Name of the event; User Deleted and User Suppressed are reserved names of Customer.IO.',
    deletion_reason string comment 'right_to_be_forgotten if a formal request asked for it, else user_request; null for other events.',
    deletion_method string comment 'Always automated_compliance_system for deletions; null for other events.',
    processed_by string comment 'privacy_team for formal requests, else automated_system.',
    processed_at timestamp comment 'UTC time at which Customer.IO had processed it.',
    confirmation_id string comment 'Number under which a deletion or delivery is confirmed; a formal request and its report have the same. Null for other events.',
    suppression_reason string comment 'Reason of a suppression: marketing_preferences if the person changed the settings; user_request after a link, a report as spam or a request for erasure. Null for other events.',
    suppression_type string comment 'marketing_communications after a withdrawal of that consent, all_communications after an erasure; null for other events.',
    unsuppression_reason string comment 'Null: nobody takes a withdrawal back here.',
    unsuppression_type string comment 'Null: nobody takes a withdrawal back here.',
    effective_date timestamp comment 'UTC time from which the event takes effect.',
    requested_at timestamp comment 'UTC time of the request that the event follows from; null without one.',
    object_id string comment 'Always null: not collected here.',
    object_type string comment 'Always personal_data for deletions; null for other events.',
    device_id string comment 'Always null: not collected here.',
    device_type string comment 'Always null: not collected here.',
    relationship_id string comment 'Always null: not collected here.',
    report_id string comment 'Number of the report that was handed over; null for other events.',
    report_type string comment 'data_export or deletion_confirmation; null for events that hand nothing over.',
    report_status string comment 'Always delivered for reports; null for other events.',
    delivery_method string comment 'portal, email or postal_mail; null for events that hand nothing over.',
    file_format string comment 'csv, json or pdf; null for events that hand nothing over.',
    file_size_bytes bigint comment 'Size of the data that was handed over; null for other events.',
    batch_id string comment 'Always null: not collected here.',
    user_index int comment 'Always null: not collected here.',
    total_batch_size int comment 'Always null: not collected here.',
    legal_basis string comment 'consent for a consent that was given or withdrawn, and for the suppression after a withdrawal; else legal_obligation.',
    retention_period_days int comment 'Always null: not collected here.',
    anonymization_method string comment 'Always remove for deletions; null for other events.',
    request_id string comment 'The formal request that the event follows from; key of privacy_requests. Null without one.',
    request_type string comment 'Type of the request; null without one.',
    request_source string comment 'How the request came; null without one.',
    request_verification_method string comment 'How the person was identified; null without one.',
    rights_exercised array<string> comment 'The right that the request invoked; null without one.',
    consent_withdrawn array<string> comment 'The purpose that is no longer agreed to; null for other events.',
    consent_granted array<string> comment 'The purpose that is agreed to; null for other events.',
    compliance_properties struct<deletion_reason: string, deletion_method: string, processed_by: string, confirmation_id: string, suppression_reason: string, suppression_type: string, effective_date: string, is_historical: boolean, automated_processing: boolean> comment 'Reasons, methods and confirmation number of the columns above. is_historical is true for an event reported more than a day late; automated_processing says whether the system processed it.',
    delivery_properties struct<report_type: string, delivery_method: string, file_format: string, file_size_bytes: bigint, download_expires_at: timestamp, access_key: string, encryption_method: string> comment 'How the data that a person asked for was handed over; null unless event_type is delivery.',
    raw_properties map<string, string> comment 'Event, country and source, as texts.',
    jurisdiction string comment 'Whose law applies, by the country in which the person lived at the time: EU, UK, CCPA, LGPD or Other.',
    regulation_reference string comment 'The passage that gives the right, for deletions and requests; the law for other events.',
    compliance_officer string comment 'Always privacy_team for formal requests; null without one.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync reported it to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    compliance_workflow_id string comment 'The request, which connects its events; null without one.',
    constraint gdpr_compliance_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event under privacy law: a consent given or withdrawn, the end of marketing to a person or of all contact, a request, the deletion of an account, or a report handed over.'
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
    user_id string comment 'The person; key of people.',
    request_type string not null comment 'access, portability, rectification or deletion.',
    request_status string default 'received' comment 'The latest state reached: received, verified, processing, completed or rejected.',
    request_source string comment 'user_portal, email or letter.',
    request_description string comment 'What the person asks for, in words.',
    specific_data_types array<string> comment 'The kinds of data in question.',
    requester_email string comment 'Address of the person; null once the account is deleted.',
    requester_name string comment 'Name of the person; null once the account is deleted.',
    relationship_to_data_subject string comment 'Always self: nobody asks for somebody else here.',
    verification_method string comment 'email_verification or identity_document.',
    verification_status string comment 'pending, verified or failed.',
    verification_documents array<string> comment 'Document that had to be shown; null if a link in an e-mail was enough.',
    verified_at timestamp comment 'UTC time at which the person was identified; null until then.',
    verified_by string comment 'privacy_team for documents, else automated_system; null until the person is identified.',
    legal_basis string comment 'The passage that gives the right, in the form gdpr_article_15.',
    jurisdiction string comment 'Whose law applies: EU, UK, CCPA or LGPD; Other where the company\'s own policy applies instead.',
    applicable_regulations array<string> comment 'The law, as a list of one.',
    assigned_to string comment 'Always privacy_team.',
    estimated_completion_date date comment 'Last day of the period that the law gives for an answer.',
    actual_completion_date date comment 'Day on which the request was fulfilled; null until then.',
    processing_notes string comment 'Why a request was rejected; null for others.',
    response_method string comment 'How the answer was sent; null until it is.',
    response_format string comment 'Format of the data that was handed over, csv or json; null if none was.',
    response_size_bytes bigint comment 'Size of the data that was handed over; null if none was.',
    response_delivered_at timestamp comment 'UTC time at which the data was handed over; null if none was.',
    response_time_hours int comment 'Full hours from the request to its fulfillment; null until it is fulfilled.',
    within_regulatory_timeframe boolean comment 'Whether the request was completed or rejected within the period; null while it is open.',
    escalation_required boolean default false comment 'Whether the answer came after the period, or the period is over without one.',
    submitted_at timestamp default current_timestamp() comment 'UTC time of the request.',
    acknowledged_at timestamp comment 'UTC time of the receipt, which is sent at once; equal to submitted_at.',
    started_processing_at timestamp comment 'UTC time at which the processing began; null until then.',
    completed_at timestamp comment 'UTC time at which the request was fulfilled; null until then.',
    constraint privacy_requests_pk primary key (request_id)
)
using delta
cluster by (user_id)
comment 'Grain: one request of a person about their personal data.'
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
    user_id string not null comment 'The person; key of people.',
    report_id string comment 'Number under which the report is filed, as in its event in gdpr_compliance_events.',
    export_type string not null comment 'full_profile for access, behavioral_data for portability.',
    export_format string default 'json' comment 'csv for access, json for portability.',
    compression_format string comment 'Always zip.',
    data_categories array<string> comment 'The kinds of data in the file.',
    date_range_start date comment 'Day of the sign-up.',
    date_range_end date comment 'Day on which the processing began.',
    include_deleted_data boolean default false comment 'Always false: deleted data no longer exist.',
    file_name string comment 'Name of the file.',
    file_size_bytes bigint comment 'Size of the file; null until it is ready.',
    file_hash string comment 'Always null: not collected here.',
    encryption_method string comment 'Always AES256.',
    delivery_method string comment 'email, postal_mail or secure_download, according to how the request came.',
    delivery_url string comment 'Address of the file, on a domain that is reserved for examples; null until it is ready.',
    delivery_expires_at timestamp comment 'UTC time until which the file can be fetched, 30 days after it is ready; null until it is ready.',
    access_count int default 0 comment 'Always null: not collected here.',
    export_status string default 'generating' comment 'generating, delivered, or expired after 30 days.',
    generation_started_at timestamp default current_timestamp() comment 'UTC time at which the processing began.',
    generation_completed_at timestamp comment 'UTC time at which the file was ready; null until then.',
    delivered_at timestamp comment 'UTC time at which the file was handed over; null until then.',
    error_message string comment 'Null: no export fails here.',
    retry_count int default 0 comment 'Always 0: no export fails here.',
    generated_by string comment 'Always automated_system.',
    approved_by string comment 'Always privacy_team.',
    retention_period_days int default 30 comment 'Days for which the file is kept: 30.',
    auto_delete_at timestamp comment 'UTC time at which the file is deleted; null until it is ready.',
    constraint data_exports_pk primary key (export_id)
)
using delta
cluster by (user_id)
comment 'Grain: one file with the data of a person, made for a request for access or portability whose processing has begun.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'export_id,user_id',
    'quality.expectation.1' = 'file_size_bytes is null or file_size_bytes > 0'
);

create table if not exists main.customerio.consent_management (
    consent_id string not null comment 'Key of the consent.',
    user_id string not null comment 'The person; key of people.',
    consent_type string not null comment 'marketing, analytics or personalization.',
    consent_status string not null comment 'granted or withdrawn.',
    consent_source string comment 'Always registration, at which people are asked.',
    consent_version string comment 'Version of the question\'s wording; there is a new one each year.',
    consent_language string comment 'Locale in which the question was asked: that of the country in which the person lived at the time.',
    legal_basis string comment 'Always consent.',
    capture_method string comment 'opt_in where the law of that country requires it, else opt_out.',
    capture_ip_address string comment 'Always null: not collected here.',
    capture_user_agent string comment 'Always null: not collected here.',
    capture_page_url string comment 'Page on which the question is asked.',
    specific_purposes array<string> comment 'What the consent is for.',
    data_categories array<string> comment 'The kinds of data that it covers.',
    granted_at timestamp comment 'UTC time at which the person agreed.',
    withdrawn_at timestamp comment 'UTC time at which the consent was withdrawn; null while it is valid.',
    expires_at timestamp comment 'Null: consents do not expire here.',
    last_confirmed_at timestamp comment 'UTC time of the last confirmation; equal to granted_at.',
    previous_status string comment 'granted once it is withdrawn; null until then.',
    change_reason string comment 'unsubscribed, reported_as_spam or preferences_changed; null while the consent is valid.',
    change_triggered_by string comment 'Always user_action.',
    withdrawal_method string comment 'unsubscribe_link, spam_report or preferences; null while the consent is valid.',
    withdrawal_reason string comment 'Why the person withdrew: unwanted_messages after a report as spam; null otherwise, since no other reason is given.',
    processing_stopped_at timestamp comment 'UTC time from which the consent is no longer used: its withdrawal, or the deletion of the account.',
    data_deleted_at timestamp comment 'UTC time at which the account was deleted, and the data with it; null until then.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the consent was given.',
    updated_at timestamp default current_timestamp() comment 'UTC time of its last change.',
    constraint consent_management_pk primary key (consent_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one purpose to which one person agreed, as it stands now. A person who never agreed to a purpose has no row for it.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'consent_id,created_at,user_id',
    'quality.expectation.1' = 'consent_status in (\'granted\', \'withdrawn\', \'pending\', \'expired\')'
);

create table if not exists main.customerio.batch_jobs (
    batch_job_id string not null comment 'Key of the job; hash of its source, load day and hour.',
    batch_id string comment 'Equal to batch_job_id, since a job is one batch.',
    job_name string comment 'Name of the job, such as hourly_sync_of_play.',
    job_description string comment 'What the job sends, in words.',
    job_type string not null comment 'The kind of call, if all calls of the job are of one kind, else mixed.',
    operation_count int not null comment 'Number of calls that the job sends.',
    chunk_count int default 1 comment 'Number of requests in which it sends them.',
    max_chunk_size_kb int comment 'Size of the largest request, in kilobytes of 1,024 bytes.',
    total_size_bytes bigint comment 'Size of all requests, in bytes.',
    largest_operation_bytes int comment 'Size of the largest call, in bytes.',
    validation_errors int default 0 comment 'Number of calls that exceed the size that Customer.IO accepts, 32 KB.',
    job_status string default 'pending' comment 'Outcome of the job: completed, partial (some requests failed) or failed.',
    processing_started_at timestamp comment 'UTC time at which the job began.',
    processing_completed_at timestamp comment 'UTC time at which the last answer came.',
    successful_operations int default 0 comment 'Number of calls that Customer.IO accepted.',
    failed_operations int default 0 comment 'Number of calls that failed with their request.',
    skipped_operations int default 0 comment 'Number of calls that Customer.IO drops as too large.',
    processing_duration_seconds double comment 'Seconds that the job took.',
    operations_per_second double comment 'Number of calls divided by the seconds that the job took.',
    api_calls_made int comment 'Number of requests made, including further attempts.',
    has_errors boolean default false comment 'Whether a request was refused or not answered.',
    error_message string comment 'Text of the last answer to a request that failed; null if none failed.',
    retry_count int default 0 comment 'Number of requests that were further attempts.',
    max_retries int default 3 comment 'Number of further attempts that a request may have.',
    operation_types array<string> comment 'The calls that occur in the job, in alphabetical order.',
    unique_users_count int comment 'Number of people that the calls are about.',
    has_timestamps boolean default false comment 'Whether the calls have the times of their events; all do.',
    is_backfill boolean default false comment 'Whether most of the calls are about events of more than a day before.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    source_file string comment 'Always null: the jobs read tables.',
    integration_id string comment 'Integration through which the warehouse reported the calls of the job to Customer.IO.',
    created_by_user string comment 'Always null: a schedule starts the jobs.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the job was created.',
    submitted_at timestamp comment 'UTC time at which its first request was sent.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer came.',
    constraint batch_jobs_pk primary key (batch_job_id)
)
using delta
cluster by (created_at)
comment 'Grain: one job of the hourly sync. A job sends the calls about one kind of source of one load day in one hour.'
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
    batch_job_id string not null comment 'The job that sends the call.',
    chunk_index int default 0 comment 'The chunk of the job that the call is in, from 0.',
    operation_index int not null comment 'Place of the call in its job, from 1.',
    operation_type string not null comment 'The call: identify, track, page, screen, group or alias.',
    user_id string not null comment 'The person; key of people.',
    identify_traits map<string, string> comment 'The traits of an identify or group call as a map; null for other calls.',
    identify_email string comment 'The e-mail address among these traits.',
    identify_name string comment 'First and last name among these traits.',
    event_name string comment 'Name of the event for a track call, of the page or screen for a page or screen call; null for other calls.',
    event_properties map<string, string> comment 'The properties of a track, page or screen call as a map; null for other calls.',
    raw_operation_data string comment 'The call as the Pipelines API takes it, in JSON.',
    operation_size_bytes int comment 'Size of that JSON in bytes.',
    custom_timestamp timestamp comment 'UTC time of the event that the call reports.',
    is_historical boolean default false comment 'Whether that time is more than a day before the call was sent.',
    operation_status string default 'pending' comment 'Outcome of the call: processed, failed with its request, or skipped by Customer.IO as too large.',
    processed_at timestamp comment 'UTC time at which Customer.IO had answered the request with the call; null for a call that failed.',
    error_message string comment 'What went wrong; null for a call that was processed.',
    error_code string comment 'Code of that error.',
    validation_errors array<string> comment 'What is wrong with the call itself; null if it is valid.',
    api_response_code int comment 'HTTP status of the last answer to the request with the call.',
    api_response_body string comment 'Text of that answer.',
    has_large_data boolean default false comment 'Whether the call exceeds the size that Customer.IO accepts, 32 KB.',
    data_truncated boolean default false comment 'Whether something was cut off the call; nothing ever is.',
    operation_properties struct<type: string, userId: string, email: string, name: string, plan: string, event: string, source: string, index: int, method: string, page: string, segment: string, backfill: boolean, large_data: string, more_data: string> comment 'Fields of the call that all calls share; those that no call has are null.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the sync put the call into the job.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer about the call came.',
    constraint batch_operations_pk primary key (operation_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one call in the job that sends it. This is a view of the calls, so every call is an operation.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'operation_id,created_at,user_id',
    'quality.expectation.1' = 'operation_type in (\'identify\', \'track\', \'page\', \'screen\', \'group\', \'alias\')',
    'quality.expectation.2' = 'operation_status in (\'pending\', \'processed\', \'failed\', \'skipped\')'
);

create table if not exists main.customerio.batch_chunks (
    chunk_id string not null comment 'Key of the chunk; hash of its job and its place in it.',
    batch_job_id string not null comment 'The job that the chunk is a part of.',
    chunk_index int not null comment 'Place of the chunk in its job, from 0.',
    chunk_size_bytes bigint not null comment 'Size of the request, in bytes.',
    operation_count int not null comment 'Number of calls in the chunk.',
    chunk_data string comment 'Always null: batch_operations has the calls.',
    chunk_status string default 'pending' comment 'Outcome of the request: completed or failed.',
    sent_at timestamp comment 'UTC time at which the request was first sent.',
    completed_at timestamp comment 'UTC time of the last answer to it.',
    api_request_id string comment 'Id of the last answer in the log of the sync.',
    api_response_code int comment 'HTTP status of the last answer; 504 if none came in time.',
    api_response_body string comment 'Text of the last answer.',
    send_duration_seconds double comment 'Seconds that the attempts took in all, without the waits between them.',
    processing_duration_seconds double comment 'Seconds from the first attempt to the last answer.',
    error_message string comment 'What went wrong; null for a request that was accepted.',
    retry_count int default 0 comment 'Number of further attempts.',
    was_split_from_large_batch boolean default false comment 'Whether the job has more than one chunk.',
    split_reason string comment 'Why the job was split: size_limit; null for a job with one chunk.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the chunk was created.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer came.',
    constraint batch_chunks_pk primary key (chunk_id)
)
using delta
cluster by (created_at)
comment 'Grain: one request of a job, with at most 475,000 bytes of calls.'
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
    batch_job_id string not null comment 'The job in which it happened.',
    operation_id string comment 'Always null: requests fail as a whole.',
    chunk_id string comment 'The chunk that was to be sent.',
    error_type string not null comment 'Kind of error: rate_limit, timeout or api.',
    error_code string comment 'HTTP status, as text; 504 if no answer came in time.',
    error_message string not null comment 'Text of the answer.',
    error_details string comment 'Which attempt of which chunk failed.',
    operation_type string comment 'Always null: requests fail as a whole.',
    user_id string comment 'Always null: requests fail as a whole.',
    operation_data string comment 'Always null: requests fail as a whole.',
    is_retryable boolean default false comment 'Whether a retry can succeed. Always true.',
    is_user_error boolean default false comment 'Whether the sender caused it, by too many requests.',
    is_system_error boolean default false comment 'Whether Customer.IO caused it.',
    error_status string default 'open' comment 'resolved if a later attempt was accepted, else open.',
    resolved_at timestamp comment 'UTC time at which a later attempt was accepted; null if none was.',
    resolution_notes string comment 'How it was resolved, in words.',
    http_status_code int comment 'HTTP status of the answer; 504 if none came in time.',
    api_response_body string comment 'Text of the answer.',
    occurred_at timestamp default current_timestamp() comment 'UTC time at which the answer came.',
    first_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; every failed attempt is an error of its own.',
    last_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; equal to first_seen_at.',
    constraint batch_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at, user_id)
comment 'Grain: one failed attempt to send a request: it was refused or left unanswered.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at,user_id',
    'quality.expectation.1' = 'error_type in (\'validation\', \'api\', \'network\', \'timeout\', \'authentication\', \'rate_limit\')'
);

create table if not exists main.customerio.batch_performance_metrics (
    metric_id string not null comment 'Key of the row; hash of its job.',
    batch_job_id string not null comment 'The job that was measured.',
    total_processing_time_seconds double not null comment 'Seconds that the job took.',
    average_operation_time_ms double comment 'Milliseconds that the answers took in all, divided by the calls of the job.',
    operations_per_second double comment 'Calls divided by the seconds that the job took.',
    total_bytes_processed bigint comment 'Size of all requests, in bytes.',
    bytes_per_second double comment 'Bytes of all requests divided by the seconds that the job took.',
    api_calls_per_minute double comment 'Requests, including further attempts, divided by the minutes that the job took.',
    min_operation_time_ms double comment 'Milliseconds per call in the fastest chunk.',
    max_operation_time_ms double comment 'Milliseconds per call in the slowest chunk.',
    p50_operation_time_ms double comment 'Median over the chunks of their milliseconds per call.',
    p95_operation_time_ms double comment '95th percentile over the chunks of their milliseconds per call.',
    p99_operation_time_ms double comment '99th percentile over the chunks of their milliseconds per call.',
    average_api_response_time_ms double comment 'Milliseconds that the API took to answer, averaged over attempts.',
    api_success_rate double comment 'Share of the requests that were accepted, from 0 to 1.',
    rate_limit_hits int default 0 comment 'Number of answers that there were too many requests.',
    peak_memory_usage_mb double comment 'Always null: not collected here.',
    cpu_time_seconds double comment 'Always null: not collected here.',
    network_bytes_sent bigint comment 'Size of the requests with all their attempts, in bytes.',
    network_bytes_received bigint comment 'Always null: not collected here.',
    chunk_split_efficiency double comment 'How full the chunks are: their bytes as a share of the bytes that they can hold.',
    retry_overhead_percent double comment 'Further attempts as a percentage of the chunks.',
    expected_completion_time_seconds double comment 'Seconds that the first attempts took, one chunk after the other: the time that the job would have taken without failures.',
    actual_vs_expected_ratio double comment 'Seconds that the job took, divided by the expected seconds. Pauses between requests make it larger.',
    data_quality_score double comment 'Share of the calls that Customer.IO does not drop as too large, from 0 to 1.',
    validation_pass_rate double comment 'Equal to data_quality_score.',
    measurement_start_time timestamp comment 'UTC time at which the job began.',
    measurement_end_time timestamp comment 'UTC time at which the last answer came.',
    recorded_at timestamp default current_timestamp() comment 'UTC time of the last answer; equal to measurement_end_time.',
    constraint batch_performance_metrics_pk primary key (metric_id)
)
using delta
comment 'Grain: one job, with the speed at which it was sent.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'total_processing_time_seconds > 0'
);

create table if not exists main.customerio.user_aliases (
    alias_id string not null comment 'Key of the merge.',
    primary_user_id string not null comment 'The person that continues after the merge; key of people.',
    secondary_user_id string not null comment 'The id that was merged into the primary one. The id of a visitor has no row in people; the id of a second account has one.',
    alias_type string not null comment 'anonymous_merge for visitors, duplicate_consolidation for second accounts.',
    alias_direction string default 'secondary_to_primary' comment 'Always secondary_to_primary.',
    alias_reason string comment 'anonymous_identification or duplicate_cleanup.',
    alias_source string comment 'sdk for visitors, automated_deduplication for second accounts.',
    primary_user_type string comment 'Always registered.',
    secondary_user_type string comment 'anonymous or duplicate.',
    anonymous_id string comment 'The visitor; null for second accounts.',
    device_id string comment 'Always null: not collected here.',
    session_id string comment 'Always null: not collected here.',
    merge_strategy string comment 'events_migrate for visitors, who have no traits; full_consolidation for second accounts.',
    conflicts_resolution string comment 'Always primary_wins: if both have a trait, the primary\'s is kept.',
    traits_merged boolean default false comment 'Whether there were traits to merge, which only second accounts have.',
    events_migrated boolean default false comment 'Whether there were events to hand over.',
    devices_migrated boolean default false comment 'Always false: devices stay where they are.',
    objects_migrated boolean default false comment 'Always false: objects stay where they are.',
    is_chain_root boolean default false comment 'Whether the primary was itself merged into no other account.',
    chain_depth int default 1 comment 'Number of merges from the merged id to the account at the end; 1 if the primary is that account.',
    parent_alias_id string comment 'The merge by which the primary was itself merged into another account; key of user_aliases. Null if it was not.',
    ultimate_primary_user_id string comment 'The account at the end of the chain, which was merged into no other one.',
    has_special_characters boolean default false comment 'Always false: ids are UUIDs.',
    id_format_type string comment 'Always uuid.',
    normalization_applied boolean default false comment 'Always false: ids are used as they are.',
    alias_validated boolean default false comment 'Whether the merge passed its check; all did.',
    validation_method string comment 'device_match or email_match; visitors have email_match, since they sign up with an address.',
    confidence_score double comment 'How sure the match is, from 0 to 1.',
    alias_created_at timestamp default current_timestamp() comment 'UTC time at which the merge was reported to Customer.IO.',
    alias_effective_at timestamp comment 'UTC time at which the two were recognized as one.',
    custom_timestamp timestamp comment 'UTC time in the alias call, at which the two were recognized as one.',
    alias_status string default 'active' comment 'Always active: no merge is undone here.',
    activated_at timestamp comment 'UTC time from which the merge is valid in Customer.IO.',
    deactivated_at timestamp comment 'Always null: no merge is undone here.',
    deactivation_reason string comment 'Always null: no merge is undone here.',
    processing_status string default 'completed' comment 'Always completed.',
    processing_started_at timestamp comment 'UTC time at which the call was received.',
    processing_completed_at timestamp comment 'UTC time at which the merge was completed.',
    processing_errors array<string> comment 'Always null: not collected here.',
    alias_properties struct<primary_email: string, secondary_email: string, signup_date_primary: string, signup_date_secondary: string, role_primary: string, role_secondary: string, index: int, special_id: boolean, after_alias: boolean> comment 'The two accounts: their addresses (null once an account is deleted), days of sign-up, and place in the chain.',
    user_context struct<primary_traits_count: int, secondary_traits_count: int, primary_events_count: int, secondary_events_count: int, devices_count: int, objects_count: int> comment 'Counts for both sides: traits, events of the secondary, devices of the primary in device_events, objects that the primary has or had a relationship with. Events of the primary are not counted here.',
    merge_statistics struct<traits_merged_count: int, events_migrated_count: int, conflicts_resolved_count: int, data_loss_incidents: int, merge_duration_seconds: double> comment 'What the merge handed over, the traits that both accounts had, and how long the merge waited for the sync.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the alias to Customer.IO.',
    created_by_user string comment 'The person whose sign-up led to the merge; null for a second account.',
    constraint user_aliases_pk primary key (alias_id)
)
using delta
comment 'Grain: one id that was merged into that of a person: a visitor before sign-up, or a second account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'primary_user_id != secondary_user_id',
    'quality.expectation.2' = 'alias_type in (\'profile_merge\', \'anonymous_merge\', \'identity_alias\', \'duplicate_consolidation\')'
);

create table if not exists main.customerio.alias_events (
    event_id string not null comment 'Key of the event; hash of the merge, the kind and the instant.',
    alias_id string not null comment 'The merge; key of user_aliases.',
    event_type string not null comment 'alias_created, chain_extended (the primary had been merged before) or merge_completed.',
    event_name string comment 'Name of the event.',
    primary_user_id string not null comment 'The person that continues after the merge; key of people.',
    secondary_user_id string not null comment 'The visitor or account that was merged.',
    affected_user_ids array<string> comment 'Both ids.',
    event_properties struct<alias_type: string, merge_strategy: string, data_migrated: boolean, conflicts_detected: int, processing_duration_ms: bigint, validation_passed: boolean> comment 'What was merged and how; the duration is not measured.',
    data_migration_summary struct<traits_migrated: int, events_migrated: int, devices_migrated: int, objects_migrated: int, relationships_migrated: int> comment 'What the merge handed over; null until it is completed.',
    user_state_before struct<primary_traits_count: int, secondary_traits_count: int, total_events_count: int> comment 'Traits on both sides before the merge; null until it is completed. Events of the person are not counted here.',
    user_state_after struct<merged_traits_count: int, total_events_count: int, consolidated_profiles: int> comment 'Traits and accounts after the merge; null until it is completed. Events of the person are not counted here.',
    processing_method string comment 'real_time for visitors, batch for second accounts.',
    processing_priority string comment 'Always normal.',
    errors_encountered array<string> comment 'Always null: not collected here.',
    warnings_generated array<string> comment 'Always null: not collected here.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time of the event.',
    processing_started_at timestamp comment 'UTC time at which the processing of the event began.',
    processing_completed_at timestamp comment 'UTC time at which the sync had reported it to Customer.IO.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    integration_id string comment 'Integration through which the warehouse reported the event to Customer.IO.',
    triggered_by string comment 'signup or automated_deduplication.',
    constraint alias_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp)
comment 'Grain: one event of a merge. The first says that the merge was created, alone or as a further link of a chain. The last says that it was completed.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp',
    'quality.expectation.1' = 'event_type in (\'alias_created\', \'alias_activated\', \'merge_completed\', \'chain_extended\', \'alias_failed\')'
);

create table if not exists main.customerio.anonymous_identity_resolution (
    resolution_id string not null comment 'Key of the recognition; equal to that of the merge in user_aliases.',
    anonymous_id string not null comment 'The visitor; the id is kept in a cookie.',
    resolved_user_id string not null comment 'The person; key of people.',
    resolution_method string not null comment 'Always login_event: the person signs up in the browser of the visits.',
    resolution_confidence double comment 'How sure the match is, from 0 to 1.',
    resolution_source string comment 'Always user_action.',
    anonymous_session_count int default 0 comment 'Visits before sign-up.',
    anonymous_events_count int default 0 comment 'Pages seen during these visits.',
    anonymous_first_seen timestamp comment 'UTC time of the first visit.',
    anonymous_last_seen timestamp comment 'UTC time of the last page before sign-up.',
    device_fingerprint string comment 'Always null: not collected here.',
    user_agent string comment 'Always null: not collected here.',
    ip_address_hash string comment 'Always null: not collected here.',
    session_ids array<string> comment 'Always null: not collected here.',
    trigger_event string comment 'Always signup.',
    trigger_timestamp timestamp comment 'UTC time of the sign-up.',
    trigger_properties map<string, string> comment 'Visits and pages, as texts.',
    events_migrated boolean default false comment 'Whether there were events to hand over.',
    traits_merged boolean default false comment 'Always false: a visitor has no traits.',
    devices_transferred boolean default false comment 'Always false: Customer.IO does not count a browser as a device.',
    validation_checks array<string> comment 'The checks that every recognition passes.',
    validation_passed boolean default false comment 'Always true.',
    false_positive_risk double comment '1 less the confidence, from 0 to 1.',
    marketing_attribution struct<campaign_source: string, campaign_medium: string, campaign_name: string, first_touch_channel: string, last_touch_channel: string> comment 'Not collected here: visits before sign-up carry no campaign.',
    resolution_status string default 'active' comment 'Always active.',
    resolved_at timestamp default current_timestamp() comment 'UTC time of the recognition.',
    reviewed_at timestamp comment 'Always null: not collected here.',
    reviewed_by string comment 'Always null: not collected here.',
    constraint anonymous_identity_resolution_pk primary key (resolution_id)
)
using delta
comment 'Grain: one visitor who was recognized as a person when that person signed up.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true'
);

create table if not exists main.customerio.alias_chains (
    chain_id string not null comment 'Key of the chain; hash of the account at its end.',
    root_user_id string not null comment 'The account at the end, into which all others were merged; key of people.',
    chain_depth int not null comment 'Merges on the longest way to that account.',
    total_aliases int not null comment 'Merges in the chain, including those of visitors.',
    chain_type string comment 'linear, if accounts were merged one after the other; tree, with several accounts on one level; complex, with several levels of several accounts.',
    user_ids_in_chain array<string> comment 'All ids, the account at the end first, then by their distance from it.',
    alias_ids_in_chain array<string> comment 'The merges, by their distance from the account at the end; keys of user_aliases.',
    oldest_alias_date timestamp comment 'UTC time of the first merge.',
    newest_alias_date timestamp comment 'UTC time of the last merge.',
    chain_formation_duration_days int comment 'Days between the first merge and the last.',
    consolidation_status string default 'pending' comment 'Always completed.',
    consolidated_events_count int default 0 comment 'Events that the merges handed over.',
    consolidated_traits_count int default 0 comment 'Traits that the merges handed over.',
    chain_confidence_score double comment 'Confidence of the least sure merge, from 0 to 1.',
    weak_links_count int default 0 comment 'Merges with a confidence of less than 0.8.',
    validation_required boolean default false comment 'Whether the chain has such a merge.',
    auto_created boolean default true comment 'Always true.',
    manually_verified boolean default false comment 'Always false.',
    created_by_system string comment 'System that reported to Customer.IO: this warehouse.',
    chain_created_at timestamp default current_timestamp() comment 'UTC time at which the first merge was reported to Customer.IO.',
    chain_updated_at timestamp default current_timestamp() comment 'UTC time at which the last merge was reported to Customer.IO.',
    last_validation_at timestamp comment 'UTC time at which the chain was last computed: with its last merge.',
    constraint alias_chains_pk primary key (chain_id)
)
using delta
comment 'Grain: one person with second accounts. The chain holds everything that was merged into that person, directly or through another account.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'chain_depth > 0'
);

create table if not exists main.customerio.app_transactional_messages (
    delivery_id string not null comment 'Key of the delivery.',
    transactional_message_id int not null comment 'The message; action_id of cio_campaigns.',
    message_unique_id string not null comment 'Key of this message to this person; hash of the delivery and its content.',
    recipient_email string comment 'Address of the person at the time of the send; null while the profile has not arrived, and of people who are suppressed.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Whom the message is for: email is the address; id and user_id both hold the user\'s id.',
    message_data map<string, string> comment 'The data sent with the trigger: message, plan, billing_cycle and country, as texts.',
    template_variables struct<subject_line: string, customer_name: string, first_name: string, order_number: string, order_total: string, product_name: string, download_link: string, support_email: string, tracking_number: string> comment 'What the template was filled with. There are no order totals, downloads or parcels here.',
    sent_timestamp timestamp not null comment 'UTC time of the send; that of the attempt, if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that it reached: sent, delivered, bounced, failed, or dropped before the send.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null unless it was delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open by a person.',
    clicked_timestamp timestamp comment 'UTC time of the first click by a person.',
    open_count int default 0 comment 'Opens by the person; an open that is inferred from a click counts. Additive.',
    click_count int default 0 comment 'Clicks by the person. Additive.',
    conversion_events array<string> comment 'Events that the message was meant to bring about and that followed. Always empty here: a transactional message has no such aim.',
    revenue_attributed double comment 'Revenue a month that came of it; null, as transactional messages are not meant to sell.',
    error_code string comment 'Why it did not arrive, as a code; null if it did.',
    error_message string comment 'Why it did not arrive, in the words of the report.',
    retry_count int default 0 comment 'How often a busy mailbox put it off. Additive.',
    workspace_id string comment 'The workspace; there is one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'The request by which it was sent; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about it.',
    constraint app_transactional_messages_pk primary key (delivery_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one transactional message to one person: an answer to what the person did. It reaches people who have unsubscribed, too, but nobody who is suppressed. Opens and clicks are those of people: what mail programs prefetch and link scanners follow is left out.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'delivery_id,sent_timestamp'
);

create table if not exists main.customerio.app_broadcast_campaigns (
    trigger_id string not null comment 'Key of the run.',
    broadcast_id int not null comment 'The message; action_id of cio_campaigns.',
    campaign_name string comment 'Name of the campaign.',
    trigger_timestamp timestamp not null comment 'UTC time at which the first delivery was created. Each person\'s delivery is created at their own local time.',
    triggered_by string comment 'What started the run: the schedule.',
    campaign_data map<string, string> comment 'message, trigger, weekday and local time, as texts.',
    campaign_variables struct<headline: string, discount_percentage: int, sale_end_date: string, campaign_name: string, feature_name: string, beta_signup_url: string, expiration_date: string, featured_products: array<string>> comment 'Values for the variables of the template. There are no sales and no features to try here.',
    recipients_config struct<segment: struct<id: int>, emails: array<string>, customers: array<string>, tags: array<string>> comment 'The people whom the run is for: the segment, by the number of the message, of people with a marketing consent.',
    targeting_criteria string comment 'The people whom the run is for, in words.',
    estimated_recipients int comment 'People for whom a delivery was created. Additive.',
    actual_recipients int comment 'Equal to estimated_recipients. Additive.',
    execution_status string default 'triggered' comment 'Always completed: a run that is loaded is over.',
    start_timestamp timestamp comment 'UTC time at which the first delivery was created.',
    completion_timestamp timestamp comment 'UTC time of the last send.',
    processing_duration_seconds int comment 'Seconds from the first delivery to the last send. It can be more than a day, since local times differ around the world.',
    messages_sent int default 0 comment 'Deliveries that were sent, including those to the trap. Additive.',
    messages_delivered int default 0 comment 'Deliveries that arrived. Additive.',
    messages_bounced int default 0 comment 'Deliveries that bounced for good. Additive.',
    unique_opens int default 0 comment 'Deliveries that a person opened. Additive.',
    unique_clicks int default 0 comment 'Deliveries in which a person clicked. Additive.',
    total_opens int default 0 comment 'Opens that were recorded, including prefetched ones. Additive.',
    total_clicks int default 0 comment 'Clicks that were recorded, including those by machines. Additive.',
    unsubscribes int default 0 comment 'People who unsubscribed through the run. Additive over runs.',
    conversion_events array<string> comment 'Always empty: broadcasts are not meant to sell.',
    conversion_count int default 0 comment 'Always 0: broadcasts are not meant to sell.',
    revenue_attributed double comment 'Always null: broadcasts are not meant to sell.',
    error_details array<struct<error_code: string, error_message: string, affected_count: int>> comment 'Why deliveries did not arrive, with the number of each; null if all arrived.',
    workspace_id string comment 'The workspace; there is one.',
    api_request_id string comment 'The request that triggered the run; hash of the run.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the first delivery was created.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about one of the deliveries.',
    constraint app_broadcast_campaigns_pk primary key (trigger_id)
)
using delta
cluster by (created_at)
comment 'Grain: one run of a broadcast, which is a message sent to everybody on one day. Counts are of what was reported about its deliveries so far. Deliveries that were held out count as sent.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'trigger_id,created_at'
);

create table if not exists main.customerio.app_push_notifications (
    delivery_id string not null comment 'Key of the delivery.',
    push_unique_id string not null comment 'Key of this message to this person; hash of the delivery and its content.',
    recipient_identifiers struct<email: string, id: string, user_id: string> comment 'Identifiers of the person in Customer.IO; a push has no address.',
    device_tokens array<string> comment 'The token that the message was sent to, as the push service knows it: push_token of push_tokens.',
    title string not null comment 'Title of the message.',
    message string not null comment 'Text of the message.',
    push_data map<string, string> comment 'message, variant and journey, as texts.',
    rich_content struct<sound: string, badge: int, category: string, deep_link: string, action_url: string, image_url: string, video_url: string> comment 'Sound, badge, category and links. There are no pictures or videos here.',
    platform string comment 'ios or android, the platform of the token.',
    app_version string comment 'Version of the app on the device at the time of the send; null before the device\'s first event.',
    device_metadata struct<os_version: string, device_model: string, app_version: string, timezone: string> comment 'Model and versions of the device (null before its first event) and the person\'s time zone, at the time of the send.',
    sent_timestamp timestamp not null comment 'UTC time of the send; that of the attempt, if no send was reported.',
    delivery_status string default 'sent' comment 'The furthest state that it reached: sent, delivered, bounced or failed.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null unless it was delivered.',
    opened_timestamp timestamp comment 'UTC time of the first open.',
    action_timestamp timestamp comment 'UTC time of the first click.',
    delivery_rate double comment '1 if the message was delivered to its token, else 0.',
    open_rate double comment '1 if the delivered message was opened, else 0; null if it was not delivered.',
    action_taken string comment 'What the person did with the message: open_deep_link; null if nothing.',
    conversion_events array<string> comment 'What the person did as the message intended; empty if nothing.',
    error_code string comment 'Why the message did not arrive, as a code; null if it did.',
    error_message string comment 'Why the message did not arrive, in the words of the report; null if it did.',
    failed_device_tokens array<string> comment 'The token, if the message bounced or failed; else empty.',
    retry_count int default 0 comment 'How often the message was delayed. Additive.',
    workspace_id string comment 'The workspace; there is one.',
    campaign_context string comment 'Name of the campaign that the message belongs to.',
    api_request_id string comment 'The request by which the message was sent; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about it.',
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
    message_id string not null comment 'The same as delivery_id.',
    channel string not null comment 'email or push, or transactional for messages that answer what a person did.',
    delivery_id string comment 'The delivery; in the table of its channel, too.',
    recipient_email string comment 'Address of the person at the time of the send; null for a push and for people who are suppressed.',
    customer_id string comment 'The person; key of people.',
    segment_name string comment 'What triggers the message, and so who gets it: trigger of cio_campaigns.',
    template_id string comment 'The content that was sent: ten times the number of the message, plus 1 for variant b.',
    template_name string comment 'Name of the message, such as onboarding_day_1.',
    campaign_name string comment 'Name of the campaign.',
    subject_line string comment 'Subject of the e-mail, or title of the push.',
    sent_timestamp timestamp not null comment 'UTC time of the send, or of the attempt if no send was reported. A held-out delivery has one, too: it was sent to the trap.',
    delivered_timestamp timestamp comment 'UTC time of the delivery; null unless it was delivered.',
    first_open_timestamp timestamp comment 'UTC time of the first open that was recorded, by a person or a machine.',
    last_open_timestamp timestamp comment 'UTC time of the last open that was recorded, by a person or a machine.',
    first_click_timestamp timestamp comment 'UTC time of the first click that was recorded, by a person or a machine.',
    last_click_timestamp timestamp comment 'UTC time of the last click that was recorded, by a person or a machine.',
    conversion_timestamp timestamp comment 'UTC time of the conversion, the purchase that the message aimed at; null without one.',
    delivery_status string comment 'The furthest state that it reached: sent, delivered, bounced, failed, or dropped before the send.',
    open_count int default 0 comment 'Recorded opens. Over all messages, more than half come from mail programs that load images in advance. Additive.',
    click_count int default 0 comment 'Clicks that were recorded, including those by machines. Additive.',
    unique_opens boolean default false comment 'Whether a person opened the message: whether an open was not prefetched.',
    unique_clicks boolean default false comment 'Whether a person clicked: whether a click was not made by a machine.',
    conversion_events array<string> comment 'What the person did as the message intended; empty if nothing.',
    conversion_value double comment 'Monthly price of the subscription that followed, in US dollars.',
    conversion_type string comment 'purchase if a subscription was resumed; null without a conversion.',
    time_to_conversion_hours double comment 'Hours from the send to the conversion.',
    engagement_score double comment '40 for an open and 60 for a click by a person, from 0 to 100.',
    spam_complaints int default 0 comment '1 if the person reported it as spam, else 0. Additive.',
    unsubscribes int default 0 comment '1 if the person unsubscribed through the message, else 0. Additive.',
    forwards int default 0 comment 'Always null: not collected here.',
    social_shares int default 0 comment 'Always null: not collected here.',
    test_variant string comment 'Variant of the content, a or b; null for transactional messages.',
    test_group string comment 'treated; holdout, held out of this send; or control, in the group that never gets marketing. Null for a transactional message, of which nobody is held out.',
    test_name string comment 'Name of the test; null for transactional messages.',
    workspace_id string comment 'The workspace; there is one.',
    api_request_id string comment 'The request by which the message was sent; hash of the delivery.',
    created_at timestamp default current_timestamp() comment 'UTC time at which Customer.IO created the delivery.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the latest report about it.',
    constraint app_message_performance_pk primary key (performance_id)
)
using delta
cluster by (sent_timestamp)
comment 'Grain: one delivery, of any channel, with all metrics reported about it. A delivery that was held out has a row, too: it counts as sent and is never delivered or opened.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'performance_id,sent_timestamp'
);

create table if not exists main.customerio.app_delivery_errors (
    error_id string not null comment 'Key of the report; metric_id of stg_customerio__metrics.',
    delivery_id string comment 'The delivery.',
    message_id string comment 'The delivery; equal to delivery_id.',
    channel string not null comment 'Channel: transactional, broadcast or triggered for an e-mail, by the kind of message; push for a push.',
    error_code string not null comment 'Reason as a code: hard_bounce, soft_bounce, invalid_token, esp_suppressed, service_unavailable or other.',
    error_message string not null comment 'Reason in the words of the report.',
    error_category string comment 'Kind of report: bounced, failed or dropped.',
    error_severity string default 'medium' comment 'low for a mailbox that was busy, high for a service that was down, else medium.',
    recipient_email string comment 'Address of the person at the time of the send; null for a push and for people who are suppressed.',
    recipient_identifiers map<string, string> comment 'id and address of the person, as texts.',
    api_endpoint string comment 'The endpoint by which such messages are sent.',
    request_payload string comment 'Always null: not collected here.',
    retry_count int default 0 comment 'How often a busy mailbox delayed the message before. Additive.',
    retry_strategy string comment 'What is done about such an error: a busy mailbox is tried for 72 hours, other errors are not retried.',
    resolved boolean default false comment 'Whether the message arrived after all; none did, since these reports are final.',
    resolved_timestamp timestamp comment 'Always null: no error is resolved.',
    resolution_method string comment 'What Customer.IO does next: it suppresses the address or drops the token.',
    resolution_notes string comment 'Always null: not collected here.',
    affected_recipients int default 1 comment 'Number of people concerned: 1. Additive.',
    business_impact string comment 'Effect on the business: a customer does not get an answer, or one message is missing.',
    downtime_minutes int default 0 comment 'Always null: not collected here.',
    alert_triggered boolean default false comment 'Whether an alert was raised, which happens when the service was down.',
    escalated boolean default false comment 'Whether the error was escalated; none was.',
    preventable boolean comment 'Whether cleaning the list beforehand would have prevented it.',
    prevention_notes string comment 'How to prevent such an error; null if it can\'t be prevented.',
    workspace_id string comment 'The workspace; there is one.',
    api_request_id string comment 'The request by which the message was sent; hash of the delivery.',
    user_agent string comment 'Program that reported it; null if none is named.',
    occurred_at timestamp not null comment 'UTC time of the event.',
    created_at timestamp default current_timestamp() comment 'UTC time of the report.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the report; equal to created_at, since reports do not change.',
    constraint app_delivery_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at)
comment 'Grain: one report that a message bounced, failed or was dropped, and so did not arrive.'
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
