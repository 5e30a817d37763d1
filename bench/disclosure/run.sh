#!/bin/sh
# Cheapest safe patterns, ours and plain Python with HiGHS, one after the other on the same instances and one thread:
#   sh bench/disclosure/run.sh [SECONDS FOR THE PEER]
# Needs cargo and python3 with venv; highspy and numpy come from PyPI.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-300}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=${PYTHON:-}
if [ -z "$python" ]; then
    python3 -m venv "$folder/python"
    "$folder/python/bin/pip" install --quiet highspy numpy
    python="$folder/python/bin/python"
fi
cargo build --quiet --release -p disclosure --example suppress
ours=${CARGO_TARGET_DIR:-target}/release/examples/suppress
for name in small race40; do
    "$ours" "$name" write "$folder/$name.jj"
    "$ours" "$folder/$name.jj" >"$folder/ours"
    "$python" bench/disclosure/peer.py "$folder/$name.jj" "$seconds" >"$folder/peer"
    "$python" - "$name" "$folder/ours" "$folder/peer" <<'END'
import json, sys
name, ours, peer = sys.argv[1], *(json.loads(open(path).read().splitlines()[-1]) for path in sys.argv[2:])
assert ours["proved"], ours
assert not peer["proved"] or round(peer["bound"]) == ours["cost"], (ours, peer)
ratio = peer["seconds"] / max(ours["seconds"], 0.001)
said = "proved the same cost" if peer["proved"] else "stopped"
print(f'{name}: {ours["cells"]} cells, {ours["sensitive"]} small, cost {ours["cost"]}: ours {ours["seconds"]:.3f} s, '
      f'Python with HiGHS {said} after {peer["seconds"]:.3f} s: {ratio:.0f} times')
END
done
"$ours" state 60
"$ours" state_linked 60
"$python" bench/disclosure/compare.py "$ours" 300
