{#- The length of the pause, in minutes, after which a viewer's next event begins a session. -#}
{% macro session_gap() -%}
    interval '30' minute
{%- endmacro %}


{#- How much a creator writes, by the posts of 28 days. -#}
{% macro activity_level(posts) -%}
    case
        when {{ posts }} >= 4 then 'heavy'
        when {{ posts }} >= 2 then 'regular'
        when {{ posts }} = 1 then 'occasional'
        else 'none'
    end
{%- endmacro %}


{#- A share in percent; null of nothing. -#}
{% macro percent_of(part, whole) -%}
    100.0::double * {{ part }} / nullif({{ whole }}, 0)
{%- endmacro %}


{#-
    The first date in UTC that a build rewrites in the feed: its rows point at versions of
    users and show the creator, the age and the deletion of posts.
-#}
{% macro feed_repaired_from() -%}
    {{ repair_from_in_utc(changes_of=['user', 'post']) }}
{%- endmacro %}


{#- The same where rows show what dim_user says: its profile may arrive after a user's events. -#}
{% macro profiles_open_from() -%}
    least(
        {{ repair_from_in_utc(changes_of=['user', 'post'], attributes=true) }},
        {{ repair_from() }} - greatest({{ profile_days() }} - {{ parameter('late_days') }}, 1)
    )
{%- endmacro %}


{#- How many days after a user's first event the source hands over the profile at the latest. -#}
{% macro profile_days() -%}
    7
{%- endmacro %}
