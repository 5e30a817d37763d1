"""Makes a questionnaire and answers to it: schools in agencies, three dimensions of 24 levels in all, five answers."""

import random
import sys

people, items, schools = map(int, sys.argv[1:4])
folder = sys.argv[4]
often = ["never", "rarely", "sometimes", "often", "always"]
dimensions = {"grade": 7, "race": 9, "language": 8}

with open(f"{folder}/instrument.toml", "w") as out:
    out.write('id = "bench"\nversion = "1"\nlanguages = ["en"]\naudiences = ["student"]\nasked_anew = false\n')
    out.write('[title]\nen = "Bench"\n[[choice_set]]\nid = "often"\nchoices = [')
    out.write(", ".join(f'{{ id = "{word}", label = {{ en = "{word.title()}" }} }}' for word in often) + "]\n")
    for item in range(items):
        out.write(f'[[item]]\nid = "q{item + 1}"\nchoices = "often"\nquestion.en = "Question {item + 1}"\n')
    for scale, first in enumerate(range(0, items, 5)):
        of = ", ".join(f'"q{item + 1}"' for item in range(first, min(first + 5, items)))
        out.write(f'[[scale]]\nid = "s{scale + 1}"\nname.en = "Scale {scale + 1}"\nitems = [{of}]\n')
        out.write('favourable = ["often", "always"]\nrules = ["share of people"]\ncut = 3.5\nleast_answered = 3\n')
    for name, levels in dimensions.items():
        written = ", ".join(f'{{ id = "{name}-{level + 1}", label.en = "{name.title()} {level + 1}" }}' for level in range(levels))
        out.write(f'[[dimension]]\nid = "{name}"\nquestion.en = "{name.title()}"\nlevels = [{written}]\n')

draw = random.Random(20260101)
shares = [0.02, 0.03, 0.05, 0.05, 0.05, 0.1, 0.1, 0.2, 0.4]
with open(f"{folder}/answers.csv", "w") as out:
    out.write(",".join(["school", "agency", *dimensions, *(f"q{item + 1}" for item in range(items))]) + "\n")
    lines = []
    for person in range(people):
        school = min(int(draw.random() ** 1.5 * schools), schools - 1)
        groups = [draw.randrange(7) + 1, draw.choices(range(1, 10), shares)[0], min(int(draw.expovariate(0.7)), 7) + 1]
        lean = draw.gauss(0, 1) + 0.3 * ((school * 37) % 11 - 5) / 5
        row = [f"school-{school + 1:05}", f"agency-{school // 10 + 1:04}"]
        row += [f"{name}-{level}" for name, level in zip(dimensions, groups)]
        noise = draw.getrandbits(2 * items)
        for item in range(items):
            part = (noise >> (2 * item)) & 3
            row.append("" if draw.random() < 0.02 else often[max(0, min(4, round(2 + lean + (part - 1.5) * 0.7)))])
        lines.append(",".join(row) + "\n")
        if len(lines) == 10_000:
            out.writelines(lines)
            lines.clear()
    out.writelines(lines)
