"""How dateutil reads timestamps.

Standard input: one JSON object a line, {"text": ..., "zone": IANA name of times without a zone}.
Standard output, for each: microseconds since 1970 as a JSON number, or null where dateutil refuses.
The argument is the date (YYYY-MM-DD) from which missing fields are taken.
"""

import json
import sys
import warnings
from datetime import datetime, timedelta, timezone

from dateutil import parser
from dateutil.zoneinfo import get_zonefile_instance

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def read(text, zone, default):
    # dateutil raises whatever its parts do: ParserError, OverflowError, TypeError and others.
    try:
        time = parser.parse(text, default=default)
        if time.tzinfo is None:
            time = time.replace(tzinfo=zone)
        return (time - EPOCH) // timedelta(microseconds=1)
    except Exception:
        return None


def main():
    warnings.simplefilter("ignore", parser.UnknownTimezoneWarning)
    default = datetime.strptime(sys.argv[1], "%Y-%m-%d")
    # dateutil's own zone data, as pinned as its code; that of the machine may differ.
    zones = get_zonefile_instance()
    for line in sys.stdin:
        case = json.loads(line)
        print(json.dumps(read(case["text"], zones.get(case["zone"]), default)))


main()
