-- Products, carts, orders, wish lists and reviews.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.ecommerce_events (
    event_id string not null comment 'Key of the event; hash of the row of staging that it comes from.',
    user_id string not null comment 'Whose event it is; key of people.',
    event_type string not null comment 'checkout, coupon, product_interaction (a list) or social (a review). Searches and clicks are rows of events.',
    event_name string not null comment 'Name that Customer.IO reserves, such as Order Completed. Order Completed is a first payment, told by its checkout, or a renewal, told by its receipt; Order Updated is a change of the subscription, Order Cancelled its end. Checkouts and receipts begin with the first day, changes and cancellations with the log of subscriptions: payments from before the first day are not here.',
    product_id string comment 'What it is about; key of products.',
    sku string comment 'The product\'s key again for a plan; titles have none.',
    product_name string comment 'Name of the product, as it is now.',
    product_category string comment 'subscription, or the type of the content.',
    brand string comment 'Reelhouse for plans, the provider of a title.',
    price double comment 'List price on the load day, in US dollars; a title costs nothing.',
    currency string default 'USD' comment 'USD.',
    original_price double comment 'The same, before a coupon.',
    discount_amount double comment 'What a valid coupon takes off, from the step in which it is applied; null without one.',
    position int comment 'Not collected here.',
    list_id string comment 'The list of an event about one; key of wishlists.',
    list_category string comment 'Not collected here.',
    search_query string comment 'Not collected here: searches are rows of events.',
    search_results_count int comment 'Not collected here: searches are rows of events.',
    search_filters array<string> comment 'Not collected here.',
    sort_by string comment 'Not collected here.',
    checkout_id string comment 'The checkout that it is a step of; renewals and changes have none.',
    checkout_step int comment 'Place of the step in the checkout, from 1.',
    checkout_step_name string comment 'Name of the step.',
    payment_method string comment 'How it is paid, once that is entered.',
    quantity int comment '1 of an order and of Checkout Started; other events have none.',
    order_total double comment 'Subtotal, tax and shipping of an order or of a checkout that starts. Paid is that of Order Completed alone.',
    subtotal double comment 'Price less discount; null for other events than orders and Checkout Started.',
    tax_amount double comment '0 where there is a subtotal: list prices contain it.',
    shipping_amount double comment '0 where there is a subtotal: nothing is shipped.',
    coupon_id string comment 'Code of the coupon that was tried.',
    coupon_name string comment 'The same.',
    coupon_discount_type string comment 'percentage, of events about a coupon.',
    coupon_discount_value double comment 'Percentage that it takes off, once it is applied.',
    coupon_denial_reason string comment 'Why it was denied: expired.',
    promotion_id string comment 'Not collected here.',
    promotion_name string comment 'Not collected here.',
    promotion_creative string comment 'Not collected here.',
    promotion_position string comment 'Not collected here.',
    share_via string comment 'Not collected here.',
    share_message string comment 'Not collected here.',
    review_id string comment 'The review; key of product_reviews.',
    rating int comment 'Stars of a review.',
    review_body string comment 'Text of a review.',
    products array<struct<product_id: string, name: string, price: double, position: int, quantity: int, category: string, brand: string, sku: string>> comment 'The plan of an order, as Customer.IO takes it.',
    raw_properties map<string, string> comment 'Product, checkout, coupon and rating by name, as texts.',
    custom_properties struct<filters_applied: array<string>, sort_criteria: string, recommendation_source: string, campaign_id: string, affiliate_id: string> comment 'Not collected here: every field is empty.',
    referrer_url string comment 'Not collected here.',
    campaign_source string comment 'Not collected here.',
    affiliate_code string comment 'Not collected here.',
    event_timestamp timestamp default current_timestamp() comment 'UTC time at which it happened.',
    received_at timestamp default current_timestamp() comment 'UTC time at which the hourly sync told Customer.IO.',
    source_system string comment 'Who told Customer.IO: this warehouse.',
    integration_id string comment 'Through which of its integrations.',
    session_id string comment 'Not collected here: plans are sold on a page of their own.',
    journey_id string comment 'The checkout again: what belongs together.',
    constraint ecommerce_events_pk primary key (event_id)
)
using delta
cluster by (event_timestamp, user_id)
comment 'Grain: one event about a product, under the name that Customer.IO reserves for it: a step of a checkout, a renewal, change or cancellation of a subscription, a film put on a list or taken off, a review.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'event_id,event_timestamp,user_id',
    'quality.expectation.1' = 'event_type in (\'search\', \'product_interaction\', \'checkout\', \'coupon\', \'promotion\', \'social\')',
    'quality.expectation.2' = 'rating is null or (rating >= 1 and rating <= 5)'
);

create table if not exists main.customerio.products (
    product_id string not null comment 'Key of the product: plan- with plan and billing cycle, or the content\'s durable key in dim_content.',
    sku string comment 'The product\'s key again for a plan; titles have none.',
    name string not null comment 'Plan and billing cycle, or the title.',
    description string comment 'What one gets for it, in a sentence.',
    category string comment 'subscription, or the type of the content.',
    subcategory string comment 'Billing cycle of a plan, genre of a title.',
    brand string comment 'Reelhouse for plans, the provider of a title.',
    price double comment 'Current list price in US dollars; a title costs nothing beside the plan.',
    original_price double comment 'The first list price that this warehouse knows.',
    cost double comment 'Not collected here.',
    currency string default 'USD' comment 'USD; all prices are in US dollars.',
    in_stock boolean default true comment 'Whether it can still be had.',
    stock_quantity int comment 'Not collected here: nothing runs out.',
    low_stock_threshold int comment 'Not collected here: nothing runs out.',
    color string comment 'Not collected here.',
    size string comment 'Not collected here.',
    weight double comment 'Not collected here.',
    dimensions struct<length: double, width: double, height: double, unit: string> comment 'Not collected here.',
    image_url string comment 'Not collected here.',
    product_url string comment 'Page of the product, at a domain that is reserved for examples.',
    images array<string> comment 'Not collected here.',
    meta_title string comment 'The name.',
    meta_description string comment 'The description.',
    tags array<string> comment 'Highest quality of a plan, language of a title.',
    status string default 'active' comment 'active, or discontinued when the title has left the catalog.',
    is_featured boolean default false comment 'Always false: the shelves differ by viewer.',
    is_on_sale boolean default false comment 'Whether it costs less than at first.',
    created_at timestamp default current_timestamp() comment 'UTC time from which it could be had: a title\'s arrival, or the first day of a plan\'s prices (1900-01-01 for those of the first day).',
    updated_at timestamp default current_timestamp() comment 'UTC time from which it is as it is now.',
    discontinued_at timestamp comment 'UTC time at which the title left.',
    constraint products_pk primary key (product_id)
)
using delta
comment 'Grain: one thing that can be bought or watched: a plan in a billing cycle, or a film or episode of the catalog.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'price is null or price >= 0'
);

create table if not exists main.customerio.shopping_carts (
    cart_id string not null comment 'Key of the cart; the checkout\'s.',
    user_id string not null comment 'Who buys; key of people.',
    session_id string comment 'Not collected here: plans are sold on a page of their own.',
    cart_status string default 'active' comment 'converted once it is paid; else active for an hour after the last step, abandoned for seven days, then expired.',
    is_guest_cart boolean default false comment 'Always false: whoever buys has an account, or gets one with it.',
    item_count int default 0 comment 'Always 1: a plan.',
    total_quantity int default 0 comment 'Always 1.',
    subtotal double default 0.0 comment 'List price of the plan on the day, in US dollars.',
    discount_amount double default 0.0 comment 'What a valid coupon takes off.',
    tax_amount double default 0.0 comment '0: list prices contain it.',
    shipping_amount double default 0.0 comment '0: nothing is shipped.',
    total_amount double default 0.0 comment 'What is paid: subtotal less discount.',
    currency string default 'USD' comment 'USD.',
    applied_coupons array<struct<coupon_id: string, coupon_name: string, discount_type: string, discount_value: double, discount_amount: double>> comment 'The coupon that counts, if there is one.',
    items array<struct<product_id: string, sku: string, name: string, price: double, quantity: int, subtotal: double, added_at: timestamp>> comment 'The plan.',
    created_at timestamp default current_timestamp() comment 'UTC time of the first step.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last step.',
    abandoned_at timestamp comment 'UTC time an hour after the last step, if it was not paid.',
    converted_at timestamp comment 'UTC time at which it was paid.',
    expires_at timestamp comment 'UTC time seven days after the last step, if it was not paid.',
    source_campaign string comment 'Not collected here.',
    referrer_url string comment 'Not collected here.',
    constraint shopping_carts_pk primary key (cart_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one checkout: the cart of somebody who bought, or nearly bought, a plan. It stands as it is as the batch of the last loaded day closes, at 16:00 UTC on the day after.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'cart_id,created_at,user_id',
    'quality.expectation.1' = 'total_amount >= 0'
);

create table if not exists main.customerio.wishlists (
    wishlist_id string not null comment 'Key of the list; hash of the user.',
    user_id string not null comment 'Whose list it is; key of people.',
    wishlist_name string default 'My Wishlist' comment 'My List.',
    is_public boolean default false comment 'Always false.',
    is_default boolean default true comment 'Always true: a user has one list.',
    items array<struct<product_id: string, name: string, price: double, category: string, added_at: timestamp, notes: string>> comment 'The films on it, in the order in which they were put there. They cost nothing; notes are not collected.',
    item_count int default 0 comment 'How many films are on it.',
    total_value double default 0.0 comment '0: titles cost nothing beside the plan.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the first film was put on it.',
    updated_at timestamp default current_timestamp() comment 'UTC time of its last change.',
    constraint wishlists_pk primary key (wishlist_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: the list of one user, My List, as it stands now; users who never put anything on it have none.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'wishlist_id,created_at,user_id'
);

create table if not exists main.customerio.product_reviews (
    review_id string not null comment 'Key of the review.',
    product_id string not null comment 'What is reviewed; key of products.',
    user_id string not null comment 'The reviewer; key of people.',
    rating int not null comment 'Stars, from 1 to 5.',
    review_title string comment 'Headline, if there are words.',
    review_body string comment 'Text, if there are words.',
    is_verified_purchase boolean default false comment 'Always true: only who has watched something to its end is asked.',
    helpful_votes int default 0 comment 'Not collected here.',
    total_votes int default 0 comment 'Not collected here.',
    status string default 'pending' comment 'approved or rejected by moderation.',
    moderation_notes string comment 'Why a review was rejected.',
    submitted_at timestamp default current_timestamp() comment 'UTC time at which it was written.',
    approved_at timestamp comment 'UTC time at which it was approved.',
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

alter table main.customerio.product_reviews drop constraint if exists product_reviews_check_1;

alter table main.customerio.product_reviews add constraint product_reviews_check_1 check (rating >= 1 and rating <= 5);

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
