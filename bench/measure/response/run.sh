#!/bin/sh
# The graded response model on the same simulated answers, in this program, in R's ltm and in Python's girth, one after the other.
#
#   bench/measure/response/run.sh [PEOPLE ...]        default: 1000 10000 1000000
#
# Needs cargo and python3; makes a virtual environment for girth 0.8. R's ltm runs where it is installed. Peers get at most LIMIT
# seconds (default 600) each; those that need more are printed as such.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${WORK:-$(mktemp -d)}
limit=${LIMIT:-600}
cd "$root"
cargo build --quiet --release -p measure --example response
ours=${CARGO_TARGET_DIR:-$root/target}/release/examples/response
if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet girth==0.8.0
fi
for people in "${@:-1000 10000 1000000}"; do
    for n in $people; do
        echo "== $n people, 10 items, 5 categories"
        "$ours" simulate "$n" "$work/answers.csv"
        "$ours" fit "$work/answers.csv" 1 | tee "$work/ours.txt"
        timeout "$limit" "$work/venv/bin/python" "$here/girth_grm.py" "$work/answers.csv" "$work/ours.txt" \
            || echo "girth: nothing within $limit s"
        if Rscript -e 'quit(status = !requireNamespace("ltm", quietly = TRUE))' 2>/dev/null; then
            timeout "$limit" Rscript "$here/ltm_grm.R" "$work/answers.csv" || echo "ltm: nothing within $limit s"
        else
            echo "ltm: not installed (Debian has no package of it)"
        fi
    done
done
