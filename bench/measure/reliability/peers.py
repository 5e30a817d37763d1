"""Times alpha by pingouin and a one-factor solution by factor_analyzer; prints everybody's ratios to ours.

Seconds of the processor, all threads together, ours and theirs: what else the machine does then matters less."""

import json
import sys
import time
from pathlib import Path

folder = Path(sys.argv[1])


def ours(name):
    return json.loads((folder / f"{name}.json").read_text())


def peers():
    import numpy
    import pandas

    # factor_analyzer 0.5.1 still passes this argument under its old name.
    import sklearn.utils.validation
    import factor_analyzer.factor_analyzer as old

    def check_array(*args, force_all_finite=True, **rest):
        return sklearn.utils.validation.check_array(*args, ensure_all_finite=force_all_finite, **rest)

    old.check_array = check_array
    import pingouin

    people, items = int(sys.argv[2]), int(sys.argv[3])
    answers = numpy.fromfile(folder / "large/scale.bin", dtype=numpy.uint8).reshape(items, people).T.astype(float)
    answers[answers == 0] = numpy.nan
    table = pandas.DataFrame(answers)
    lines = []
    pingouin.cronbach_alpha(table[:1000], nan_policy="pairwise")
    began = time.process_time()
    alpha, _ = pingouin.cronbach_alpha(table, nan_policy="pairwise")
    lines.append(["pingouin 0.7.0 cronbach_alpha", time.process_time() - began, "alpha_seconds", "alpha", alpha])
    began = time.process_time()
    fitted = old.FactorAnalyzer(n_factors=1, method="minres", rotation=None, impute="drop").fit(table)
    loadings = abs(fitted.loadings_[:, 0])
    lines.append(["factor_analyzer 0.5.1 minres", time.process_time() - began, "factor_seconds", "loadings", loadings.sum()])
    (folder / "peers.json").write_text(json.dumps(lines))


def ratios():
    large, small, threads = ours("large"), ours("small"), ours("threads")
    lines = json.loads((folder / "peers.json").read_text())
    in_r = folder / "peers_r.json"
    if in_r.exists():
        lines += json.loads(in_r.read_text())
    print(
        f"\nwhole survey: {large['seconds']:.2f} s on one thread ({large['own_seconds']:.2f} s of the processor), "
        f"{threads['seconds']:.2f} s on two"
    )
    apart = {key for key in large if large[key] != threads[key] and "seconds" not in key and key != "threads"}
    print("R's ltm has no package in Debian; bench/measure/response runs it where it is installed")
    print("one thread and two agree" if not apart else f"one thread and two differ in {apart}")
    for name, seconds, task, same, value in lines:
        mine = (small if task == "item_seconds" else large)[task]
        line = f"{name}: {seconds:.3f} s; ours {mine:.4f} s; {seconds / mine:.0f} times"
        if same:
            known = (small if task == "item_seconds" else large)[same]
            line += f"; {same} {value:.10g} and {known:.10g}"
        print(line)


ratios() if sys.argv[2] == "ratios" else peers()
