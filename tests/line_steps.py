"""How many lines of the program run: steps that are the same on every machine, where seconds are not."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).parent.parent)


def count_lines(run):
    """Count the lines of the program that run while `run()` does."""
    count = 0

    def each(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return each

    def trace(frame, _event, _argument):
        return each if frame.f_code.co_filename.startswith((ROOT, "<")) else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count
