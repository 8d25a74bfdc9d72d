"""Orders as lines of JSON in, charts as lines of JSON out, until the input ends.

A process of its own draws for the pages: what draws holds the interpreter for up to a second.
"""

import json
import os
import signal
import sys

from db.charts import chart_svg

_GENTLE = 5


def main() -> None:
    """Draws what is asked for; a drawing of more seconds than the first argument ends it."""
    most = int(sys.argv[1])
    os.nice(_GENTLE)
    for line in sys.stdin:
        signal.alarm(most)
        order = json.loads(line)
        try:
            answer = {"svg": chart_svg(**order)}
        except Exception as error:  # the edge: whatever the drawing did not foresee is told
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
        signal.alarm(0)


if __name__ == "__main__":
    main()
