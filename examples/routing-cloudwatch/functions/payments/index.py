"""Takes a payment, and says so as applications do: a line of text, a line of JSON, an uncaught error."""

import json


def handler(event, context):
    print(f"payment for order {event['order']} received")
    if event["amount"] > 10_000:
        raise ValueError(f"{event['amount']} is more than the card allows")
    print(json.dumps({"level": "info", "message": "payment captured", **event}))
    return {"order": event["order"], "captured": True}
