{#-
    What the law of a country says about requests for personal data, by the attribute that is
    asked for: jurisdiction, regulation, answered_within (the period for an answer), or a kind
    of request, for the passage that gives the right to it.
-#}
{% macro privacy_law(country_code, attribute) -%}
    {%- set european_economic_area = [
        'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE',
        'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
    ] -%}
    {%- set laws = {
        'EU': {
            'countries': european_economic_area, 'regulation': 'GDPR',
            'access': 'GDPR Article 15', 'rectification': 'GDPR Article 16',
            'deletion': 'GDPR Article 17', 'portability': 'GDPR Article 20',
            'answered_within': "interval '1' month",
        },
        'UK': {
            'countries': ['GB'], 'regulation': 'UK GDPR',
            'access': 'UK GDPR Article 15', 'rectification': 'UK GDPR Article 16',
            'deletion': 'UK GDPR Article 17', 'portability': 'UK GDPR Article 20',
            'answered_within': "interval '1' month",
        },
        'CCPA': {
            'countries': ['US'], 'regulation': 'CCPA',
            'access': 'CCPA Section 1798.110', 'rectification': 'CCPA Section 1798.106',
            'deletion': 'CCPA Section 1798.105', 'portability': 'CCPA Section 1798.130',
            'answered_within': "interval '45' day",
        },
        'LGPD': {
            'countries': ['BR'], 'regulation': 'LGPD',
            'access': 'LGPD Article 19', 'rectification': 'LGPD Article 18',
            'deletion': 'LGPD Article 18', 'portability': 'LGPD Article 18',
            'answered_within': "interval '15' day",
        },
    } -%}
    {%- set elsewhere = {
        'jurisdiction': 'Other', 'regulation': 'own policy', 'access': 'own policy',
        'rectification': 'own policy', 'deletion': 'own policy', 'portability': 'own policy',
        'answered_within': "interval '30' day",
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
