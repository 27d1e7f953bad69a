-- Events, page views and screen views, and the sequences they form.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

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
