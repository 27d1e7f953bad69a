-- Events, page views and screen views, and the sequences they form.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

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
