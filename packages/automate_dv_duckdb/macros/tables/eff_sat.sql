{#- When a relation holds and when it does not. A record is open while its end is the last day
there is. What arrives no later than what is known is left out. Columns that only the query
needs begin with _, since extra columns may have any other name. -#}
{% macro duckdb__eff_sat(
    src_pk, src_dfk, src_sfk, src_extra_columns, src_start_date, src_end_date, src_eff,
    src_ldts, src_source, source_model
) -%}
    {%- do automate_dv_duckdb.require('eff_sat', {
        'src_pk': src_pk, 'src_dfk': src_dfk, 'src_sfk': src_sfk,
        'src_start_date': src_start_date, 'src_end_date': src_end_date, 'src_eff': src_eff,
        'src_ldts': src_ldts, 'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('eff_sat')(
            src_pk=src_pk, src_dfk=src_dfk, src_sfk=src_sfk,
            src_extra_columns=src_extra_columns, src_start_date=src_start_date,
            src_end_date=src_end_date, src_eff=src_eff, src_ldts=src_ldts,
            src_source=src_source, source_model=source_model
        )) }}
    {%- endif -%}
    {%- set columns = automate_dv_duckdb.columns_of([
        src_pk, src_dfk, src_sfk, src_extra_columns, src_start_date, src_end_date, src_eff,
        src_ldts, src_source,
    ]) -%}
    {%- set names = columns | map(attribute='name') | list %}
with

arrivals as (

    {{ automate_dv_duckdb.rows_of_load(
        'eff_sat', source_model, columns, [src_dfk, src_sfk]
    ) | indent(4) }}

),
{%- if automate_dv_duckdb.setting('is_auto_end_dating', false) %}
    {{- automate_dv_duckdb.ended_by_the_next(
        src_pk, src_dfk, src_sfk, src_extra_columns, automate_dv_duckdb.name_of(src_start_date),
        automate_dv_duckdb.name_of(src_end_date), automate_dv_duckdb.name_of(src_eff),
        automate_dv_duckdb.name_of(src_ldts), automate_dv_duckdb.name_of(src_source), names
    ) }}
{%- else %}
    {{- automate_dv_duckdb.ended_by_the_source(
        automate_dv_duckdb.names_of([src_pk]), automate_dv_duckdb.name_of(src_end_date),
        automate_dv_duckdb.name_of(src_ldts), automate_dv_duckdb.name_of(src_source), names
    ) }}
{%- endif %}
{%- endmacro %}


{#- A record where a relation begins to hold or ceases to, as the source says. A closing record
has the source of the one that it closes. -#}
{% macro ended_by_the_source(key_names, end, ldts, source, names) -%}
{%- set is_further = automate_dv_duckdb.is_further_load() -%}
{%- if is_further %}

latest as (

    select
        {{ automate_dv_duckdb.name_list(key_names, 'known') }},
        max(known.{{ ldts }}) as {{ ldts }},
        arg_max({{ automate_dv_duckdb.is_open('known.' ~ end) }}, known.{{ ldts }}) as _is_open,
        arg_max(known.{{ source }}, known.{{ ldts }}) as {{ source }}

    from {{ this }} as known
    semi join arrivals on {{ automate_dv_duckdb.all_equal(key_names, 'known', 'arrivals') }}
    group by all

),
{%- endif %}

changes as (

    select
        arrivals.*
        {{- ',\n        latest.' ~ source ~ ' as _latest_source' if is_further }}

    from arrivals
    {%- if is_further %}
    left join latest on {{ automate_dv_duckdb.all_equal(key_names, 'arrivals', 'latest') }}
    where latest.{{ ldts }} is null or arrivals.{{ ldts }} > latest.{{ ldts }}
    {%- endif %}
    qualify {{ automate_dv_duckdb.is_open('arrivals.' ~ end) }} is distinct from lag(
        {{ automate_dv_duckdb.is_open('arrivals.' ~ end) }}
        {{- ', 1, latest._is_open' if is_further }}
    ) over (
        partition by {{ automate_dv_duckdb.name_list(key_names, 'arrivals', 12) }}
        order by arrivals.{{ ldts }}
    )

)

select
    {{ automate_dv_duckdb.name_list(names | reject('equalto', source), indent=4) }},
    case
        when {{ automate_dv_duckdb.is_open(end) }} then {{ source }}
        else coalesce(
            lag({{ source }}{{ ', 1, _latest_source' if is_further }}) over (
                partition by {{ key_names | join(', ') }} order by {{ ldts }}
            ),
            {{ source }}
        )
    end as {{ source }}

from changes
{%- endmacro %}


{#- What arrives for a driving key at one instant is all that holds from then on: the relations
in it are opened if they were not open, the others are closed. Instants at which the same
relations hold as before are left out first, since most are of that kind. -#}
{% macro ended_by_the_next(
    src_pk, src_dfk, src_sfk, src_extra_columns, start, end, eff, ldts, source, names
) -%}
{%- set is_further = automate_dv_duckdb.is_further_load() -%}
{%- set key_names = automate_dv_duckdb.names_of([src_pk]) -%}
{%- set driving = automate_dv_duckdb.names_of([src_dfk]) -%}
{%- set relation = automate_dv_duckdb.names_of([src_pk, src_dfk, src_sfk]) -%}
{%- set extra = automate_dv_duckdb.names_of([src_extra_columns]) -%}
{%- if is_further %}

latest as (

    select known.*
    from {{ this }} as known
    semi join arrivals on {{ automate_dv_duckdb.all_equal(driving, 'known', 'arrivals') }}
    qualify row_number() over (
        partition by {{ automate_dv_duckdb.name_list(key_names, 'known', 12) }}
        order by known.{{ ldts }} desc
    ) = 1

),

driving_keys as (

    select
        {{ automate_dv_duckdb.name_list(driving) }},
        max({{ ldts }}) as {{ ldts }},
        {{ automate_dv_duckdb.set_of_relations(key_names, end) }}
            filter (where {{ automate_dv_duckdb.is_open(end) }}) as relations

    from latest
    group by {{ driving | join(', ') }}

),
{%- endif %}

instants as (

    select
        {{ automate_dv_duckdb.name_list(driving + [ldts]) }},
        {{ automate_dv_duckdb.set_of_relations(key_names, end) }} as relations

    from arrivals
    group by {{ (driving + [ldts]) | join(', ') }}

),

changes as (

    select instants.*
    from instants
    {%- if is_further %}
    left join driving_keys
        on {{ automate_dv_duckdb.all_equal(driving, 'instants', 'driving_keys') }}
    where
        driving_keys.{{ ldts }} is null
        or instants.{{ ldts }} > driving_keys.{{ ldts }}
    {%- endif %}
    qualify instants.relations is distinct from lag(
        instants.relations{{ ', 1, driving_keys.relations' if is_further }}
    ) over (
        partition by {{ automate_dv_duckdb.name_list(driving, 'instants', 12) }}
        order by instants.{{ ldts }}
    )

),

observations as (

    select
        {{ automate_dv_duckdb.name_list(names, 'arrivals') }},
        false as _is_known

    from arrivals
    semi join changes on {{ automate_dv_duckdb.all_equal(driving + [ldts], 'arrivals', 'changes') }}
    {%- if is_further %}

    union all

    select
        {{ automate_dv_duckdb.name_list(names, 'latest') }},
        true as _is_known

    from latest
    semi join changes on {{ automate_dv_duckdb.all_equal(driving, 'latest', 'changes') }}
    {%- endif %}

),

moments as (

    select
        *,
        {{ automate_dv_duckdb.is_open(end) }} as _is_open,
        dense_rank() over (
            partition by {{ driving | join(', ') }}
            order by _is_known desc, case when not _is_known then {{ ldts }} end
        ) as _moment

    from observations

),

neighbors as (

    select
        *,
        min(_moment) over relation = _moment as _is_first,
        max(_moment) filter (where _is_open) over earlier as _open_before,
        min(_moment) filter (where _is_open) over later as _open_after

    from moments
    window
        relation as (partition by {{ key_names | join(', ') }}),
        earlier as (
            relation order by _moment
            range between unbounded preceding and 1 preceding
        ),
        later as (
            relation order by _moment
            range between 1 following and unbounded following
        )

),

spells as (

    select
        *,
        _is_open and (_open_before is distinct from (_moment - 1)) as _is_start,
        _is_open and (_open_after is distinct from (_moment + 1)) as _is_end

    from neighbors

),

closed as (

    select distinct
        {{ automate_dv_duckdb.name_list(relation) }},
        arg_max({{ start }}, _moment) filter (where _is_start) over spell as {{ start }},
        arg_max({{ source }}, _moment) filter (where _is_start) over spell as {{ source }},
        _moment,
        _is_end

    from (
        select * replace (
            case when _is_known then {{ start }} else {{ eff }} end as {{ start }}
        )
        from spells
    )
    window spell as (
        partition by {{ key_names | join(', ') }} order by _moment
    )

),

closing as (

    select distinct
        {{ automate_dv_duckdb.name_list(driving + extra + [eff, ldts]) }},
        _moment

    from moments
    where not _is_known

)

select distinct
    {%- for name in names %}
    {{ eff if name == start else name }} as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}

from spells
where
    not _is_known
    and (_is_start or _is_first and not _is_open)

union all

select distinct
    {%- for name in names %}
    {% if name == end -%}
        closing.{{ eff }} as {{ end }}
    {%- elif name in relation + [start, source] -%}
        closed.{{ name }}
    {%- else -%}
        closing.{{ name }}
    {%- endif %}{{ ',' if not loop.last }}
    {%- endfor %}

from closed
inner join closing
    on
        {{ automate_dv_duckdb.all_equal(driving, 'closed', 'closing') }}
        and closed._moment + 1 = closing._moment
where closed._is_end
{%- endmacro %}


{#- The relations of a driving key at an instant and whether they hold, told by the sum of their
hashes. -#}
{% macro set_of_relations(key_names, end) -%}
    sum(distinct hash({{ key_names | join(', ') }}, {{ automate_dv_duckdb.is_open(end) }}))
{%- endmacro %}
