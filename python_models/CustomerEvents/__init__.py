"""`customer_events` by the name that the requirement gives it, modules included."""

import sys

import customer_events

for _name in customer_events.__all__:
    getattr(customer_events, _name)  # loads the module where it lives

for _name, _module in list(sys.modules.items()):
    if _name.split(".")[0] == customer_events.__name__:
        sys.modules[_name.replace(customer_events.__name__, __name__, 1)] = _module
