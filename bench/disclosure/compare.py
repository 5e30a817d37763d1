"""Costs of many small instances beside those of peer.py: python compare.py OURS COUNT

OURS is the example `suppress`. Stops at the first instance where both prove another cost, or one finds no pattern.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import instances
import peer

KINDS = [("table", 4, 5), ("table", 6, 7), ("cube", 3, 3, 3), ("cube", 2, 4, 4), ("tree", 3, 2, 3), ("tangle", 14, 6)]


def main():
    ours, count = sys.argv[1], int(sys.argv[2])
    equal, neither, unproved = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "instance.jj"
        for number in range(count):
            kind, *sizes = KINDS[number % len(KINDS)]
            path.write_text(instances.make(kind, number, sizes))
            own = subprocess.run([ours, path, "60", "pattern"], capture_output=True, text=True)
            own = own.stdout.strip().split("\n")[-1]
            other = peer.solve(path, 60)
            if "cannot be protected" in own:
                assert other["infeasible"], (kind, number, own, other)
                neither += 1
                continue
            own = json.loads(own)
            if not (own["proved"] and other["proved"]):
                unproved += 1
                continue
            assert own["cost"] == round(other["bound"] * own["weight_unit"]), (kind, number, own, other)
            equal += 1
    print(f"{equal} of {count} instances cost the same, {neither} cannot be protected, {unproved} were not proved")


main()
