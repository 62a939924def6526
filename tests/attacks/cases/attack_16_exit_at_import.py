"""Attack 16: exit with 0 at import.

expect: F
says: the program ended itself while it was being imported
"""

import sys

sys.exit(0)
