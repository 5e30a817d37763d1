"""Counts the columns that crates/tally/examples/cube.rs wrote as a user of numpy, Polars or DuckDB would, and prints the
best times and a checksum of all counts. Columns are in memory before the clock starts, as for the index.

    peers.py numpy|polars|duckdb FILE PEOPLE ITEMS SCHOOLS RUNS

The task: for every school and {everyone, every level of every dimension}, how many chose each option of each item. And
one filter over the whole state, with every item's distribution."""

import resource
import sys
import time

import duckdb
import numpy as np
import polars as pl

LEVELS = {"grade": 8, "gender": 3, "race": 8, "el": 2, "swd": 2}
OPTIONS = 5
GROUPS = 1 + sum(LEVELS.values())
FIRST = dict(zip(LEVELS, np.cumsum([1, *list(LEVELS.values())[:-1]]).tolist()))


def read(path, people, items):
    """The columns by name; see `write` in cube.rs for the file."""
    raw = np.fromfile(path, dtype=np.uint8)
    columns = {"school": raw[: 4 * people].view(np.uint32)}
    for at, name in enumerate([*LEVELS, *(f"q{item}" for item in range(items))]):
        columns[name] = raw[(4 + at) * people : (5 + at) * people]
    return columns


def best(runs, work):
    """The best time in milliseconds, and the last result."""
    least = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        least = min(least, time.perf_counter() - start)
    return least * 1000, result


def checksum(table):
    """Counts that are not zero, their sum, and the sum of each times a number made from its position."""
    flat = table.reshape(-1).astype(np.uint64)
    with np.errstate(over="ignore"):
        weights = np.arange(1, flat.size + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        return int(np.count_nonzero(flat)), int(flat.sum()), int((flat * weights).sum())


def empty(schools, items):
    return np.zeros((schools, GROUPS, items, OPTIONS), dtype=np.uint32)


def numpy_counts(columns, items, schools):
    """One `bincount` per dimension and item over school × level × code."""
    table = empty(schools, items)
    for name, levels in [(None, 1), *LEVELS.items()]:
        first = FIRST.get(name, 0)
        group = columns["school"].astype(np.int64)
        if name:
            group = group * levels + columns[name]
        group *= OPTIONS + 1
        for item in range(items):
            counts = np.bincount(group + columns[f"q{item}"], minlength=schools * levels * (OPTIONS + 1))
            counts = counts.reshape(schools, levels, OPTIONS + 1)[:, :, :OPTIONS]
            table[:, first : first + levels, item, :] = counts
    return table


def numpy_filter(columns, items):
    q0, q1 = columns["q0"], columns["q1"]
    chosen = (columns["grade"] == 3) | (columns["race"] == 5) | (columns["race"] == 6)
    chosen &= (columns["el"] != 1) & (q0 < 2) & ~(q1 < 2)
    for item in range(items):
        np.bincount(columns[f"q{item}"][chosen], minlength=OPTIONS + 1)
    return int(chosen.sum())


def polars_counts(frame, items):
    """Six groupings with a sum of equalities for every item and option, collected together."""
    counts = [
        (pl.col(f"q{item}") == option).sum().alias(f"q{item}_{option}")
        for item in range(items)
        for option in range(OPTIONS)
    ]
    keys = [["school"], *(["school", name] for name in LEVELS)]
    return pl.collect_all([frame.lazy().group_by(key).agg(counts) for key in keys])


def polars_table(results, items, schools):
    table = empty(schools, items)
    for name, result in zip([None, *LEVELS], results):
        counts = result.select(pl.selectors.starts_with("q")).to_numpy().reshape(-1, items, OPTIONS)
        group = FIRST[name] + result[name].to_numpy().astype(np.int64) if name else 0
        table[result["school"].to_numpy(), group] = counts
    return table


def polars_filter(frame, items):
    chosen = frame.lazy().filter(
        ((pl.col("grade") == 3) | pl.col("race").is_in([5, 6]))
        & (pl.col("el") != 1)
        & (pl.col("q0") < 2)
        & ~(pl.col("q1") < 2)
    )
    counts = [
        (pl.col(f"q{item}") == option).sum().alias(f"q{item}_{option}")
        for item in range(items)
        for option in range(OPTIONS)
    ]
    return int(chosen.select(pl.len(), *counts).collect()[0, 0])


def duckdb_counts(connection, items):
    """One small grouping per dimension and item: the fastest exact form that was found for it."""
    results = []
    for name in [None, *LEVELS]:
        key = f"school, {name}" if name else "school"
        for item in range(items):
            query = f"select {key}, q{item} as code, count(*) as people from survey group by {key}, q{item}"
            results.append((name, item, connection.execute(query).fetchnumpy()))
    return results


def duckdb_table(results, items, schools):
    table = empty(schools, items)
    for name, item, result in results:
        answered = result["code"] < OPTIONS
        group = FIRST[name] + result[name][answered].astype(np.int64) if name else 0
        table[result["school"][answered], group, item, result["code"][answered]] = result["people"][answered]
    return table


def duckdb_filter(connection, items):
    counts = ", ".join(
        f"count(*) filter (q{item} = {option})" for item in range(items) for option in range(OPTIONS)
    )
    chosen = "(grade = 3 or race in (5, 6)) and el <> 1 and q0 < 2 and not q1 < 2"
    return connection.execute(f"select count(*), {counts} from survey where {chosen}").fetchone()[0]


def say(what, value, unit="ms"):
    print(f"{sys.argv[1]}\t{what}\t{value:.2f}\t{unit}", flush=True)


def with_numpy(columns, items, schools, runs):
    took, table = best(runs, lambda: numpy_counts(columns, items, schools))
    say("counts, 1 thread", took)
    took, chosen = best(runs, lambda: numpy_filter(columns, items))
    say("filter", took)
    return table, chosen


def with_polars(columns, items, schools, runs):
    frame = pl.DataFrame(columns)
    took, results = best(runs, lambda: polars_counts(frame, items))
    say("counts, all threads", took)
    took, chosen = best(runs, lambda: polars_filter(frame, items))
    say("filter", took)
    return polars_table(results, items, schools), chosen


def with_duckdb(columns, items, schools, runs):
    connection = duckdb.connect()
    connection.register("columns_in_memory", columns)
    connection.execute("create table survey as select * from columns_in_memory")
    for threads, name in [(1, "1 thread"), (2, "2 threads")]:
        connection.execute(f"set threads = {threads}")
        took, results = best(runs, lambda: duckdb_counts(connection, items))
        say(f"counts, {name}", took)
    took, chosen = best(runs, lambda: duckdb_filter(connection, items))
    say("filter", took)
    return duckdb_table(results, items, schools), chosen


def main():
    peer, path = sys.argv[1:3]
    people, items, schools, runs = map(int, sys.argv[3:7])
    columns = read(path, people, items)
    count = {"numpy": with_numpy, "polars": with_polars, "duckdb": with_duckdb}[peer]
    table, chosen = count(columns, items, schools, runs)
    say("memory at most, with the columns", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB")
    print("checksum", *checksum(table), chosen, sep="\t")


main()
