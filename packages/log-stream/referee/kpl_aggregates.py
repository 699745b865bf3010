"""How AWS's Python library reads and writes aggregates.

Standard input: one JSON object a line, {"aggregate": base64, "records": [record]}, where a record is
{"partitionKey", "explicitHashKey": text or null, "data": base64}.
Standard output, for each: {"read": the records in the aggregate, "written": an aggregate of the
records, base64}. Data that the library does not take for an aggregate reads as null.
"""

import base64
import json
import sys

from aws_kinesis_agg.aggregator import RecordAggregator
from aws_kinesis_agg.deaggregator import deaggregate_records


def read(aggregate):
    envelope = {
        "kinesisSchemaVersion": "1.0",
        "sequenceNumber": "1",
        "approximateArrivalTimestamp": 0,
        "partitionKey": "k",
        "data": aggregate,
    }
    records = [record["kinesis"] for record in deaggregate_records([{"kinesis": envelope}])]
    if not all(record.get("aggregated") for record in records):
        return None
    return [
        {
            "partitionKey": record["partitionKey"],
            "explicitHashKey": record["explicitHashKey"],
            "data": record["data"].decode(),
        }
        for record in records
    ]


def write(records):
    aggregator = RecordAggregator()
    for record in records:
        data = base64.b64decode(record["data"])
        full = aggregator.add_user_record(record["partitionKey"], data, record["explicitHashKey"])
        assert full is None
    _, _, aggregate = aggregator.clear_and_get().get_contents()
    return base64.b64encode(aggregate).decode()


def main():
    for line in sys.stdin:
        given = json.loads(line)
        answer = {"read": read(given["aggregate"]), "written": write(given["records"])}
        print(json.dumps(answer))


main()
