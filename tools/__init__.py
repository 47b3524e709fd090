"""For whoever works on the program: `python -m tools.benchmark`, `python -m tools.contact_sheet`."""

import doorstep  # on an old Python it says what to type

doorstep.stop_where_lacking()
