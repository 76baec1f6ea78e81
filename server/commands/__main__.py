"""`python -m server.commands` is `charter`, where no command is installed."""

import sys

from server.commands import main

sys.exit(main())
