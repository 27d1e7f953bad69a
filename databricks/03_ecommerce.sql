-- Products, carts, orders, wish lists and reviews.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

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
