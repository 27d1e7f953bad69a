{#-
    How the queries of the exam come from units, such as viewers, to an estimate and its standard
    error. Each macro but the intervals is the body of a CTE with estimate and error; of ratios
    both are logarithms. A flag tells two groups of units apart.
-#}

{#- An interval of 95% round the estimate of a CTE. -#}
{% macro interval(compared) -%}
select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from {{ compared }}
{%- endmacro %}


{#- The same of a ratio whose logarithm a CTE has. -#}
{% macro interval_of_ratio(compared) -%}
select
    exp(estimate) as estimate,
    exp(estimate - 1.96 * error) as low,
    exp(estimate + 1.96 * error) as high

from {{ compared }}
{%- endmacro %}


{#- By what share the ratio is above 1. -#}
{% macro interval_of_lift(compared) -%}
select
    exp(estimate) - 1 as estimate,
    exp(estimate - 1.96 * error) - 1 as low,
    exp(estimate + 1.96 * error) - 1 as high

from {{ compared }}
{%- endmacro %}


{#- The share of units that a flag holds for. -#}
{% macro share(units, flag) %}
    select
        avg(({{ flag }})::integer) as estimate,
        sqrt(avg(({{ flag }})::integer) * (1 - avg(({{ flag }})::integer)) / count(*)) as error

    from {{ units }}
{% endmacro %}


{#- The share of plays that are completed; those of one viewer are alike, so viewers are the units. -#}
{% macro share_completed(plays) %}
    with

    viewers as (

        select
            user_id,
            count(*) as plays,
            count(*) filter (where is_completed) as completed

        from {{ plays }}
        group by all

    ),

    total as (

        select
            sum(completed) / sum(plays) as estimate,
            sum(plays) as plays

        from viewers

    )

    select
        total.estimate,
        sqrt(sum((viewers.completed - total.estimate * viewers.plays) ^ 2))
        / total.plays as error

    from viewers
    cross join total
    group by total.estimate, total.plays
{% endmacro %}


{#- By how much the mean of a measure is higher in the units of a flag than in the others. -#}
{% macro difference_of_means(units, measure, flag) %}
    select
        avg({{ measure }}) filter (where {{ flag }})
        - avg({{ measure }}) filter (where not {{ flag }}) as estimate,
        sqrt(
            var_samp({{ measure }}) filter (where {{ flag }})
            / count(*) filter (where {{ flag }})
            + var_samp({{ measure }}) filter (where not {{ flag }})
            / count(*) filter (where not {{ flag }})
        ) as error

    from {{ units }}
{% endmacro %}


{#-
    By how much the share of a flag is higher in the units of another one than in the others, for
    each value of a column or over all. What happened is counted; what chance leaves open is how
    often it would have happened anyway.
-#}
{% macro excess(units, flag, is_exposed, by=none) %}
    with

    shares as (

        select
            {{ by ~ ',' if by }}
            avg({{ flag }}::integer) filter (where {{ is_exposed }}) as share,
            avg({{ flag }}::integer) filter (where not {{ is_exposed }})
                as usual,
            1 / count(*) filter (where {{ is_exposed }})
            + 1 / count(*) filter (where not {{ is_exposed }}) as per_unit

        from {{ units }}
        group by all

    )

    select
        {{ by ~ ',' if by }}
        share - usual as estimate,
        sqrt(usual * (1 - usual) * per_unit) as error

    from shares
{% endmacro %}


{#- How many times as high it is there. -#}
{% macro ratio_of_means(units, measure, flag) %}
    with

    groups as (

        select
            {{ flag }} as is_first,
            avg({{ measure }}) as mean,
            var_samp({{ measure }}) / count(*) as variance

        from {{ units }}
        group by all

    )

    select
        sum(case when is_first then ln(mean) else -ln(mean) end) as estimate,
        sqrt(sum(variance / mean ^ 2)) as error

    from groups
{% endmacro %}


{#- How many times as many of one measure come for each of another in the units of a flag. -#}
{% macro ratio_of_rates(units, numerator, denominator, flag) %}
    with

    rates as (

        select
            {{ flag }} as is_first,
            sum({{ numerator }}) / sum({{ denominator }}) as rate,
            sum({{ numerator }}) as total

        from {{ units }}
        group by all

    ),

    groups as (

        select
            rates.is_first,
            rates.rate,
            sum(({{ numerator }} - rates.rate * {{ denominator }}) ^ 2)
            / rates.total ^ 2 as variance

        from {{ units }}
        inner join rates
            on ({{ flag }}) = rates.is_first
        group by rates.is_first, rates.rate, rates.total

    )

    select
        sum(case when is_first then ln(rate) else -ln(rate) end) as estimate,
        sqrt(sum(variance)) as error

    from groups
{% endmacro %}


{#- How many times as large one count is as another; a CTE has both in one row. -#}
{% macro ratio_of_counts(counted, first, second) %}
    select
        ln({{ first }} / {{ second }}) as estimate,
        sqrt(1 / {{ first }} + 1 / {{ second }}) as error

    from {{ counted }}
{% endmacro %}
