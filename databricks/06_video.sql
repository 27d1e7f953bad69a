-- Video: what is there, what was played, and advertising.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

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

alter table main.customerio.video_events drop constraint if exists video_events_check_1;

alter table main.customerio.video_events add constraint video_events_check_1 check (completion_rate is null or (completion_rate >= 0 and completion_rate <= 1));

alter table main.customerio.video_sessions drop constraint if exists video_sessions_check_1;

alter table main.customerio.video_sessions add constraint video_sessions_check_1 check (completion_rate is null or (completion_rate >= 0 and completion_rate <= 1));

alter table main.customerio.video_advertising drop constraint if exists video_advertising_check_1;

alter table main.customerio.video_advertising add constraint video_advertising_check_1 check (completion_rate is null or (completion_rate >= 0 and completion_rate <= 1));

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
