{{ config(materialized="incremental", liquid_clustered_by="event_date") }}

{%- set faults = {
    'repeated like': {
        'kind': 'like', 'flag': 'is_repeated_like', 'counts': false,
        'rule': 'The first like of a viewer counts, every further one does not.',
    },
    'like without view': {
        'kind': 'like', 'flag': 'is_like_without_view', 'counts': true,
        'rule': 'It counts as a like, but not in the like ratio.',
    },
    'like after deletion': {
        'kind': 'like', 'flag': 'is_after_deletion', 'counts': false,
        'rule': 'From the instant of the deletion on, no like counts.',
    },
    'view after deletion': {
        'kind': 'view', 'flag': 'is_after_deletion', 'counts': false,
        'rule': 'From the instant of the deletion on, no view counts.',
    },
} %}

with

events as (

    select * from {{ in_window(ref('fct_post_events')) }}

),

judged as (

    {% for fault, how in faults.items() -%}
    select
        ---------- keys
        '{{ fault }}' as fault,
        event_date,

        ---------- attributes
        '{{ how.rule }}' as rule,

        ---------- measures
        count(*) filter (where {{ how.flag }}) as faulty_events,
        count(*) as events,
        {{ percent_of('count(*) filter (where ' ~ how.flag ~ ')', 'count(*)') }}
            as fault_pct,

        ---------- flags
        {{ how.counts | lower }} as is_counted

    from events
    where event_type = '{{ how.kind }}'
    group by event_date
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from judged
