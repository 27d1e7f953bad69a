"""The constants that viewers behave by, read once from seeds/behaviour.csv.

constants.py says which there are. A module of the rooms above names those of its own section:

    OWN = BEHAVIOUR.billing
    FAILS = OWN.fails
"""

from customer_events.values.reference import behaviour

BEHAVIOUR = behaviour()
