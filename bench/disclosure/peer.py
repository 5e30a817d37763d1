"""The same 0-1 program in plain Python with HiGHS: python peer.py FILE.jj SECONDS prints one line of JSON.

Fischetti and Salazar's program: a mixed-integer master over hidden cells, and for every sensitive cell two attacker's
programs on one model whose costs change. Cuts of single relations come first, coefficients are lifted, sensitive cells
are taken off the level. Rounds go on until no attacker breaks the pattern.
"""

import json
import re
import sys
import time

import highspy
import numpy as np

INFINITY = highspy.kHighsInf


def read(path):
    lines = [line for line in open(path).read().split("\n") if line.strip()]
    if lines[0].strip() == "0":
        lines = lines[1:]
    count = int(lines[0])
    cells, place = [], {}
    for line in lines[1 : count + 1]:
        name, value, weight, status, low, high, lower, upper, sliding = line.split()
        place[int(name)] = len(cells)
        cells.append((float(value), float(weight), status, float(low), float(high), float(lower), float(upper), float(sliding)))
    relations = []
    for line in lines[count + 2 :]:
        terms = re.findall(r"(\d+)\s*\((-?\d+)\)", line.split(":")[1])
        relations.append([(place[int(name)], int(by)) for name, by in terms])
    return cells, relations


def model(columns, lower, upper):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.addVars(columns, lower, upper)
    return highs


def solve(path, limit):
    cells, relations = read(path)
    begin = time.perf_counter()
    n = len(cells)
    value, weight = (np.array([cell[at] for cell in cells]) for at in (0, 1))
    down = value - np.array([cell[3] for cell in cells])
    up = np.array([cell[4] for cell in cells]) - value
    fixed = np.array([cell[2] == "u" for cell in cells])
    free = np.array([cell[2] == "s" for cell in cells])
    sensitive = np.flatnonzero(fixed)

    master = model(n, fixed.astype(float), (fixed | free).astype(float))
    master.changeColsCost(n, np.arange(n, dtype=np.int32), weight)
    master.changeColsIntegrality(n, np.arange(n, dtype=np.int32), np.full(n, highspy.HighsVarType.kInteger))
    seen = set()

    def cut(coefficients, level):
        left = level - coefficients[fixed].sum()
        if left <= 1e-9:
            return
        lifted = np.where(free, np.minimum(coefficients / left, 1.0), 0.0)
        index = np.flatnonzero(lifted > 1e-9).astype(np.int32)
        key = (tuple(index), tuple(np.round(lifted[index], 9)))
        if key not in seen:
            seen.add(key)
            master.addRow(1.0, INFINITY, len(index), index, lifted[index])

    for terms in relations:
        for p, by in terms:
            if fixed[p]:
                for level, sign in ((cells[p][6], -1.0), (cells[p][5], 1.0)):
                    coefficients = np.zeros(n)
                    for at, factor in terms:
                        if at != p:
                            z = sign * factor / by
                            coefficients[at] = z * up[at] if z > 0 else -z * down[at]
                    cut(coefficients, level)

    attacker = model(n, np.zeros(n), np.zeros(n))
    rows = []
    for terms in relations:
        index = np.array([at for at, _ in terms], dtype=np.int32)
        by = np.array([by for _, by in terms], dtype=float)
        attacker.addRow(0.0, 0.0, len(terms), index, by)
        rows.append((index, by))

    def bounded(multipliers, p, sign):
        z = np.zeros(n)
        for (index, by), multiplier in zip(rows, multipliers):
            if abs(multiplier) > 1e-12:
                z[index] += multiplier * by
        z[p] += sign
        return np.where(z > 1e-9, z * up, np.where(z < -1e-9, -z * down, 0.0))

    def reach(p, sign):
        attacker.changeColCost(int(p), -sign)
        attacker.run()
        far = -attacker.getInfo().objective_function_value
        coefficients = bounded(attacker.getSolution().row_dual, p, sign)
        attacker.changeColCost(int(p), 0.0)
        return far, coefficients

    proved, infeasible, rounds, bound = False, False, 0, 0.0
    while time.perf_counter() - begin < limit:
        rounds += 1
        master.setOptionValue("time_limit", max(1.0, limit - (time.perf_counter() - begin)) + master.getRunTime())
        master.setOptionValue("mip_rel_gap", 0.0)
        master.run()
        if master.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            infeasible = master.getModelStatus() == highspy.HighsModelStatus.kInfeasible
            break
        bound = master.getInfo().objective_function_value
        hidden = np.array(master.getSolution().col_value) > 0.5
        attacker.changeColsBounds(n, np.arange(n, dtype=np.int32), np.where(hidden, -down, 0.0), np.where(hidden, up, 0.0))
        broken = 0
        for p in sensitive:
            for level, sign in ((cells[p][6], 1.0), (cells[p][5], -1.0)):
                if level > 0:
                    far, coefficients = reach(p, sign)
                    if far < level - 1e-6:
                        cut(coefficients, level)
                        broken += 1
            if cells[p][7] > cells[p][5] + cells[p][6]:
                (above, up_side), (below, down_side) = reach(p, 1.0), reach(p, -1.0)
                if above + below < cells[p][7] - 1e-6:
                    cut(up_side + down_side, cells[p][7])
                    broken += 1
        if broken == 0:
            proved = True
            break
    seconds = time.perf_counter() - begin
    return {"bound": round(bound, 6), "proved": proved, "infeasible": infeasible, "rounds": rounds, "cuts": len(seen), "seconds": round(seconds, 3)}


if __name__ == "__main__":
    print(json.dumps(solve(sys.argv[1], float(sys.argv[2]))))
