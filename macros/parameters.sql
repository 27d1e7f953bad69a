{#-
    Every var of the project: its type, its range, and what a change of it means.
    The make variable has the same name in capitals.
      world: shapes the whole simulated world; fixed for the life of a database
      dial:  may change from build to build, counts from the next day
      load:  how many days a build loads
-#}
{% macro parameters() %}
    {{ return({
        'seed': {'type': 'integer', 'min': 0, 'max': 4294967295, 'kind': 'world'},
        'start_date': {'type': 'date', 'min': '2000-01-01', 'max': '2099-12-31', 'kind': 'world'},
        'users': {'type': 'integer', 'min': 100, 'max': 5000000, 'kind': 'world'},
        'contents': {'type': 'integer', 'min': 50, 'max': 100000, 'kind': 'world'},
        'posts': {'type': 'integer', 'min': 0, 'max': 10000000, 'kind': 'world'},
        'late_days': {'type': 'integer', 'min': 0, 'max': 14, 'kind': 'world'},
        'events_per_day': {'type': 'integer', 'min': 0, 'max': 50000000, 'kind': 'dial'},
        'late_rate': {'type': 'number', 'min': 0, 'max': 1, 'kind': 'dial'},
        'duplicate_rate': {'type': 'number', 'min': 0, 'max': 1, 'kind': 'dial'},
        'invalid_rate': {'type': 'number', 'min': 0, 'max': 1, 'kind': 'dial'},
        'orphan_rate': {'type': 'number', 'min': 0, 'max': 1, 'kind': 'dial'},
        'post_fault_rate': {'type': 'number', 'min': 0, 'max': 1, 'kind': 'dial'},
        'schema_v2_from': {
            'type': 'date', 'min': '2000-01-01', 'max': '2099-12-31', 'kind': 'dial', 'may_be_empty': true
        },
        'history_days': {'type': 'integer', 'min': 1, 'max': 3660, 'kind': 'load'},
        'increment_days': {'type': 'integer', 'min': 1, 'max': 366, 'kind': 'load'},
    }) }}
{% endmacro %}


{#- The parameters that the clock keeps for each day: all but how many days to load. -#}
{% macro parameters_of_a_day() %}
    {{ return(parameters().items() | rejectattr('1.kind', 'equalto', 'load') | map('first') | list) }}
{% endmacro %}


{#- A parameter as a typed SQL literal. -#}
{% macro parameter_literal(name) %}
    {%- set types = {'integer': 'bigint', 'number': 'double', 'date': 'date'} -%}
    {%- set value = var(name) | string | trim -%}
    {{ return(
        (("'" ~ value ~ "'") if value else 'null') ~ '::' ~ types[parameters()[name].type]
    ) }}
{% endmacro %}


{#- One line for each var that is unknown, of the wrong type or out of range; runs when dbt parses. -#}
{% macro check_parameters() %}
    {%- set known = parameters() -%}
    {%- set faults = [] -%}
    {%- for name in invocation_args_dict.get('vars') or {} if name not in known -%}
        {%- do faults.append(
            "unknown var '" ~ name ~ "'; the vars are " ~ known | join(', ')
        ) -%}
    {%- endfor -%}
    {%- for name, rule in known.items() -%}
        {%- set fault = parameter_fault(var(name), rule) -%}
        {%- if fault -%}
            {%- do faults.append(name ~ ' is ' ~ (var(name) | string | tojson) ~ '; it takes ' ~ fault) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if faults -%}
        {%- do exceptions.raise_compiler_error(faults | join('\n')) -%}
    {%- endif -%}
{% endmacro %}


{#- What the value should have been, or none if it is fine. -#}
{% macro parameter_fault(value, rule) %}
    {%- set text = value | string | trim -%}
    {%- set patterns = {
        'integer': '^[+-]?[0-9]+$',
        'number': '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$',
        'date': '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
    } -%}
    {%- set nouns = {'integer': 'a whole number', 'number': 'a number', 'date': 'a date'} -%}
    {%- set wanted = nouns[rule.type] ~ ' from ' ~ rule.min ~ ' to ' ~ rule.max
        ~ (', or nothing' if rule.may_be_empty else '') -%}
    {%- if value is none or text == '' -%}
        {{ return(none if rule.may_be_empty else wanted) }}
    {%- endif -%}
    {%- if not modules.re.match(patterns[rule.type], text) -%}
        {{ return(wanted) }}
    {%- endif -%}
    {%- if rule.type == 'date' -%}
        {%- set year, month, day = text[:4] | int, text[5:7] | int, text[8:] | int -%}
        {%- set is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
        {%- set lengths = [31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] -%}
        {{ return(none if rule.min <= text <= rule.max and day <= lengths[month - 1] else wanted) }}
    {%- endif -%}
    {%- set amount = text | int if rule.type == 'integer' else text | float -%}
    {{ return(none if rule.min <= amount <= rule.max else wanted) }}
{% endmacro %}
