"""What haralyzer sees in HAR files: method, address, status and body of each entry, as JSON by file."""
import json
import sys

from haralyzer import HarParser


def seen(path):
    with open(path, encoding="utf-8") as file:
        parser = HarParser(json.load(file))
    # Entries are spread over pages; each must belong to one.
    entries = [entry for page in parser.pages for entry in page.entries]
    return [
        [entry.request.method, entry.request.url, entry.response.status, entry.request.text, entry.startTime.timestamp() > 0]
        for entry in entries
    ]


print(json.dumps({path: seen(path) for path in sys.argv[1:]}))
