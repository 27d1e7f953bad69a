-- Video: what is there, what was played, and advertising.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

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
