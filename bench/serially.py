"""``python -m bench.serially backfill …``: the command with all jobs done in its own process."""

import sys
from unittest.mock import patch

from bench.inline import Inline
from cli.main import main

if __name__ == "__main__":
    with patch("cli.backfill.driver.engine_for", lambda *_: Inline()):
        sys.exit(main())
