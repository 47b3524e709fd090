"""For whoever works on the program: `python -m tools.benchmark`, `python -m tools.contact_sheet`."""
