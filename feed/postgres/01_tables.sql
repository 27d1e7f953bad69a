-- Where the feed's events are kept, and which files have been loaded. It can run again.

create table if not exists landed_files (
    name text primary key,
    kafka_partition integer not null,
    first_offset bigint not null,
    end_offset bigint not null,
    load_date date,
    events integer not null,
    loaded_at timestamptz not null default now()
);

create table if not exists customer_events (
    kafka_partition integer not null,
    kafka_offset bigint not null,
    event_id uuid not null,
    user_id uuid,
    event_type text,
    event_at timestamp,
    load_date date not null,
    event jsonb not null,
    primary key (kafka_partition, kafka_offset)
);
