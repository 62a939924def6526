"""Starts the harness where there is no supervisor that could fork it: for one's own code, on other systems."""

import os
import sys

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from inside import harness

    harness.main()
