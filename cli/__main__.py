"""``python -m cli`` is ``batchwatch``."""

import sys

from cli.main import main

sys.exit(main())
