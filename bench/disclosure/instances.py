"""Instances in the JJ format, the same for the same seed: python instances.py KIND SEED SIZE... > FILE.jj

  table ROWS COLUMNS          a two-way table of magnitudes with totals, sliding levels and some fixed cells
  cube ROWS COLUMNS LAYERS    a three-way table with all its totals
  tree BRANCHES DEPTH COLUMNS a hierarchy of places by columns of counts, every total published
  tangle CELLS RELATIONS      relations with coefficients other than 1 and -1, zero weights, `z` cells, decimals
"""

import itertools
import random
import sys

LEAST = 10


def line(place, value, weight, status, upper, levels):
    return f"{place} {value} {weight} {status} 0 {upper} {levels[0]} {levels[1]} {levels[2]}"


def grid(dimensions, draw, sensitive, chance):
    """Every cell of a table with totals in each dimension (index 0 is the total), and its relations."""
    values = {}
    for at in itertools.product(*(range(1, size + 1) for size in dimensions)):
        values[at] = draw()
    every = list(itertools.product(*(range(size + 1) for size in dimensions)))
    for axis in range(len(dimensions)):
        for at in every:
            if at[axis] == 0 and at not in values:
                parts = [at[:axis] + (level,) + at[axis + 1 :] for level in range(1, dimensions[axis] + 1)]
                if all(part in values for part in parts):
                    values[at] = sum(values[part] for part in parts)
    number = {at: place for place, at in enumerate(every)}
    relations = []
    for axis in range(len(dimensions)):
        for at in every:
            if at[axis] == 0:
                parts = [at[:axis] + (level,) + at[axis + 1 :] for level in range(1, dimensions[axis] + 1)]
                relations.append([(number[at], -1)] + [(number[part], 1) for part in parts])
    lines = []
    for at in every:
        lines.append(sensitive(number[at], values[at], sum(level == 0 for level in at), chance))
    return lines, relations


def counts(place, value, totals, chance):
    if value == 0:
        return line(place, 0, 0, "z", 0, (0, 0, 0))
    upper = max(3 * value, 1000)
    weight = value.bit_length() * 10 * (1 + totals)
    if value < LEAST:
        return line(place, value, weight, "u", upper, (value, LEAST - value, 0))
    return line(place, value, weight, "f" if totals > 1 and chance.random() < 0.3 else "s", upper, (0, 0, 0))


def magnitudes(place, value, totals, chance):
    if value == 0:
        return line(place, 0, 0, "z", 0, (0, 0, 0))
    if totals == 0 and chance.random() < 0.12:
        level = max(1, value // 7)
        return line(place, value, value, "u", 4 * value, (level, level, 3 * level if chance.random() < 0.3 else 0))
    fixed = totals == 0 and chance.random() < 0.03
    return line(place, value, value, "f" if fixed else "s", 4 * value, (0, 0, 0))


def tree(branches, depth, columns, chance):
    """Places of a tree crossed with columns of a partition; only the whole state's everyone is fixed."""
    names = [()]
    for level in range(depth):
        names += [name + (at,) for name in names if len(name) == level for at in range(branches)]
    values = {}
    for name in sorted(names, key=len, reverse=True):
        for column in range(1, columns + 1):
            parts = [name + (at,) for at in range(branches)]
            if len(name) == depth:
                values[name, column] = int(chance.expovariate(1 / (15 * column)))
            else:
                values[name, column] = sum(values[part, column] for part in parts)
        values[name, 0] = sum(values[name, column] for column in range(1, columns + 1))
    number = {key: place for place, key in enumerate(sorted(values))}
    lines, relations = [], []
    for key, place in sorted(number.items(), key=lambda entry: entry[1]):
        lines.append(counts(place, values[key], int(key[1] == 0), chance))
    for name in names:
        relations.append([(number[name, 0], -1)] + [(number[name, at], 1) for at in range(1, columns + 1)])
        if len(name) < depth:
            for column in range(columns + 1):
                parts = [(number[name + (at,), column], 1) for at in range(branches)]
                relations.append([(number[name, column], -1)] + parts)
    return lines, relations


def tangle(cells, size, chance):
    value = [chance.randrange(1, 60) for _ in range(cells)]
    lines, relations, last = [], [], cells
    for _ in range(size):
        terms = [(at, chance.choice([1, 1, 1, 2, 3, -1])) for at in chance.sample(range(cells), min(cells, 6))]
        total = sum(by * value[at] for at, by in terms)
        value.append(abs(total))
        relations.append(terms + [(last, -1 if total >= 0 else 1)])
        last += 1
    for at, own in enumerate(value):
        status = "u" if at < cells and chance.random() < 0.2 else "z" if own == 0 else "s"
        weight = 0 if chance.random() < 0.1 else f"{own / 4:.2f}"
        levels = (own // 4, own // 4 + 1, 0) if status == "u" else (0, 0, 0)
        lines.append(line(at, own, weight, status, own * 3 if own else 0, levels))
    return lines, relations


def make(kind, seed, sizes):
    chance = random.Random(seed)
    if kind == "table":
        lines, relations = grid(sizes, lambda: chance.randrange(0, 900), magnitudes, chance)
    elif kind == "cube":
        lines, relations = grid(sizes, lambda: int(chance.expovariate(1 / 40)), counts, chance)
    elif kind == "tree":
        lines, relations = tree(*sizes, chance)
    elif kind == "tangle":
        lines, relations = tangle(*sizes, chance)
    else:
        sys.exit(__doc__)
    terms_of = [" ".join(f"{place} ({by})" for place, by in terms) for terms in relations]
    rows = [f"0 {len(terms)} : {text}" for terms, text in zip(relations, terms_of)]
    return "\n".join(["0", str(len(lines)), *lines, str(len(rows)), *rows, ""])


if __name__ == "__main__":
    print(make(sys.argv[1], int(sys.argv[2]), [int(size) for size in sys.argv[3:]]), end="")
