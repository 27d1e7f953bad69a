{#-
    What the law of a country says about requests for personal data, by the attribute that is
    asked for: jurisdiction, regulation, access (the passage that gives the right to see data),
    erasure, answered_within (the period for an answer).
-#}
{% macro privacy_law(country_code, attribute) -%}
    {%- set laws = {
        'EU': {
            'countries': ['DE', 'FR', 'IT', 'ES', 'NL', 'SE'], 'regulation': 'GDPR',
            'access': 'GDPR Article 15', 'erasure': 'GDPR Article 17',
            'answered_within': "interval '1' month",
        },
        'UK': {
            'countries': ['GB'], 'regulation': 'UK GDPR',
            'access': 'UK GDPR Article 15', 'erasure': 'UK GDPR Article 17',
            'answered_within': "interval '1' month",
        },
        'CCPA': {
            'countries': ['US'], 'regulation': 'CCPA',
            'access': 'CCPA Section 1798.110', 'erasure': 'CCPA Section 1798.105',
            'answered_within': "interval '45' day",
        },
        'LGPD': {
            'countries': ['BR'], 'regulation': 'LGPD',
            'access': 'LGPD Article 19', 'erasure': 'LGPD Article 18',
            'answered_within': "interval '15' day",
        },
    } -%}
    {%- set elsewhere = {
        'jurisdiction': 'Other', 'regulation': 'own policy', 'access': 'own policy',
        'erasure': 'own policy', 'answered_within': "interval '30' day",
    } -%}
    {%- set quote = '' if attribute == 'answered_within' else "'" -%}
    case
        {%- for jurisdiction, law in laws.items() %}
        when {{ country_code }} in ('{{ law.countries | join("', '") }}')
            then {{ quote ~ (jurisdiction if attribute == 'jurisdiction' else law[attribute]) ~ quote }}
        {%- endfor %}
        else {{ quote ~ elsewhere[attribute] ~ quote }}
    end
{%- endmacro %}
