-- Products, carts, orders, wish lists and reviews.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

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
