"""How a peer talks with the suite: it says that it stands, then answers one JSON line a turn, and waits in between.

Asked `{"warmUp": 1, "atLeast": 2, "seconds": 5}`, it runs its pass once without the clock, then until two passes and five
seconds are full, and answers `{"times": [seconds of each pass]}`.
"""
import argparse
import json
import os
import sys
import time


def arguments(*what):
    """The suite's arguments; `what` names those that this peer needs beyond the number of threads."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, required=True)
    for name in what:
        parser.add_argument(f"--{name}", required=True, type=int if name in ("batch", "size") else str)
    return parser.parse_args()


def answers():
    """The way out for answers. What libraries print goes to the error stream instead, so that it breaks no line."""
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    return out


def serve(out, peer, one_pass, **more):
    """Says which versions compute, then takes turns until the suite closes the pipe."""
    print(json.dumps({"peer": peer} | more), file=out)
    for line in sys.stdin:
        asked = json.loads(line)
        for _ in range(asked["warmUp"]):
            one_pass()
        times = []
        while len(times) < asked["atLeast"] or sum(times) < asked["seconds"]:
            began = time.perf_counter()
            one_pass()
            times.append(time.perf_counter() - began)
        print(json.dumps({"times": times}), file=out)
