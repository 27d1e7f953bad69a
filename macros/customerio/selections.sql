{#-
    Which calls of int_customerio__calls belong to which of the event tables. Each track call
    is in one of them at most: names that Customer.IO reserves go to the tables of their
    subject, everything else is an event.
-#}


{#- Events of video, with the names that Customer.IO reserves for them. -#}
{% macro is_video_call() -%}
    call_type = 'track' and event_name like 'Video %'
{%- endmacro %}


{#-
    Events of commerce. Searches and clicks have names of that set, too, but what is searched
    and clicked here are titles, which nobody buys: they are events.
-#}
{% macro is_commerce_call() -%}
    call_type = 'track' and (
        event_name in (
            'Product Viewed', 'Product Added', 'Product Removed', 'Cart Viewed',
            'Payment Info Entered', 'Product Added to Wishlist',
            'Product Removed from Wishlist', 'Product Reviewed'
        )
        or event_name similar to '(Checkout|Order|Coupon|Promotion) .*'
    )
{%- endmacro %}


{#- Events that tell of people, devices, objects and what they have to do with each other. -#}
{% macro is_lifecycle_call() -%}
    call_type = 'track' and event_name in (
        'User Deleted', 'User Suppressed', 'User Unsuppressed', 'Device Created or Updated',
        'Device Deleted', 'Object Deleted', 'Relationship Deleted'
    )
{%- endmacro %}


{#- All other track calls. -#}
{% macro is_plain_event() -%}
    call_type = 'track'
    and not ({{ is_video_call() }})
    and not ({{ is_commerce_call() }})
    and not ({{ is_lifecycle_call() }})
{%- endmacro %}
