-- How tables of your own become tables of Customer.IO; every statement runs as it stands.
-- The temporary views stand for your tables.

create or replace temporary view users as
select * from values
    ('user-1', 'Ana@Example.com', 'Ana', 'Silva', 'Porto', 'PT', true, timestamp'2025-01-03 10:15:00'),
    ('user-2', 'ben@example.org', 'Ben', 'Okafor', 'Lagos', 'NG', false, timestamp'2025-01-04 18:40:00')
    as users (user_id, email_address, first_name, last_name, city, country, wants_news, registration_date);

create or replace temporary view user_actions as
select * from values
    ('event-1', 'user-1', 'Search Made', '{"category": "drama", "price": 0.0, "page": "home"}', timestamp'2025-01-05 20:01:00'),
    ('event-2', 'user-2', 'Plan Compared', '{"plan": "Standard", "price": 11.99, "page": "plans"}', timestamp'2025-01-05 20:02:30')
    as user_actions (event_id, user_id, action_name, properties, occurred_at);

create or replace temporary view opened_emails as
select * from values
    ('delivery-1', 'user-1', 'ana@example.com', 'Weekly digest', timestamp'2025-01-09 18:00:00', timestamp'2025-01-09 21:12:00', 2),
    ('delivery-2', 'user-2', 'ben@example.org', 'Weekly digest', timestamp'2025-01-09 18:00:00', null, 0)
    as opened_emails (delivery_id, user_id, address, campaign, sent_at, opened_at, opens);

-- Users become people. Addresses are compared in lower case, so they are stored in it.
insert into main.customerio.people (
    user_id,
    email,
    first_name,
    last_name,
    name,
    location_city,
    location_country,
    marketing_consent,
    custom_traits,
    registered_at,
    created_at
)
select
    user_id,
    lower(email_address) as email,
    first_name,
    last_name,
    concat(first_name, ' ', last_name) as name,
    city as location_city,
    country as location_country,
    wants_news as marketing_consent,
    map('signed_up_in', country) as custom_traits,
    registration_date as registered_at,
    registration_date as created_at
from users;

-- Actions become events. Properties that are JSON fill the struct by their names, and stay as they
-- came besides; what the struct does not know is in the JSON alone.
insert into main.customerio.events (
    event_id,
    user_id,
    event_name,
    event_type,
    properties,
    raw_properties,
    raw_properties_json,
    event_timestamp,
    received_at
)
select
    event_id,
    user_id,
    action_name as event_name,
    'track' as event_type,
    from_json(
        properties,
        'product_id string, category string, price double, quantity int, app_version string, platform string, source string, title string, description string, url string, button_id string, page string, plan string, location string, priority string, test_type string, integration boolean, batch string, index int'
    ) as properties,
    from_json(properties, 'map<string, string>') as raw_properties,
    properties as raw_properties_json,
    occurred_at as event_timestamp,
    occurred_at as received_at
from user_actions;

-- Deliveries become rows of message performance, one for each; a first open is not every open.
insert into main.customerio.app_message_performance (
    performance_id,
    message_id,
    channel,
    delivery_id,
    recipient_email,
    customer_id,
    campaign_name,
    sent_timestamp,
    first_open_timestamp,
    delivery_status,
    open_count,
    unique_opens
)
select
    concat('performance-', delivery_id) as performance_id,
    delivery_id as message_id,
    'email' as channel,
    delivery_id,
    address as recipient_email,
    user_id as customer_id,
    campaign as campaign_name,
    sent_at as sent_timestamp,
    opened_at as first_open_timestamp,
    if(opened_at is null, 'sent', 'opened') as delivery_status,
    opens as open_count,
    opens > 0 as unique_opens
from opened_emails;
