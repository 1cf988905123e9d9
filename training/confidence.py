"""How sure the program may be of an event: `python confidence.py PROGRAM SHARED CORPUS > ../crates/pipeline/src/code/confidence.tsv`.

A logistic regression over what a record says of its own events, fitted on the annotated articles and on the project's own.
An event is right where category, place in the text, parties and status all are; how that is judged is described in
`eval/src/events.rs`. To standard error goes the reliability where each article is judged by weights that never saw it.
"""

import glob
import json
import os
import subprocess
import sys

import numpy as np

PENALTY = 3.0
BINS = 5


def features(event):
    """Names of what holds of an event, as `crates/pipeline/src/code/confidence.rs` names them."""
    kind = (event["why"] or "").split(":")[0].split(" ")
    names = ["always"]
    names += ["by " + k for k in ("noun", "adjective", "said") if k in kind]
    for role in ("actor", "recipient"):
        parties = event[role]
        names.append(f"{role} " + ("none" if not parties else "coded" if all(p["code"] for p in parties) else "uncoded"))
    names += [name for name in ("hypothetical", "negation") if event[name]]
    names += [event["tense"]] if event["tense"] != "past" else []
    names += ["claimed"] if event["claimed_by"] else []
    names += ["told again"] if event["mentions"] else []
    names.append(f"quad {event['quad_code']}")
    return names


def codes(parties):
    return {p["code"] if isinstance(p, dict) else p for p in parties} - {None}


def same_parties(event, gold, role):
    options = [codes(gold.get(role, []))] + [set(o) - {None} for o in gold.get(role + "_alt", [])]
    return codes(event[role]) in options


def agreement(event, gold):
    """How well the words of two events agree; 0 where they or the categories do not."""
    if event["event"] not in gold["event"]:
        return 0.0
    start, end = gold["trigger"]
    trigger, evidence = event["trigger"], event["evidence"]
    if trigger and trigger["start"] < end and start < trigger["end"]:
        return 1.0
    return 0.4 if evidence and evidence["start"] <= start and end <= evidence["end"] else 0.0


def right(event, gold):
    status = [event[k] == gold.get(k, default) for k, default in (("tense", "past"), ("hypothetical", False), ("negation", False))]
    return same_parties(event, gold, "actor") and same_parties(event, gold, "recipient") and all(status)


def judged(record, golds):
    """(features, right) of each event; one gold event for each, best agreements first."""
    pairs = []
    for i, event in enumerate(record["events"]):
        for j, gold in enumerate(golds):
            at = agreement(event, gold)
            if at:
                parties = same_parties(event, gold, "actor") + same_parties(event, gold, "recipient")
                pairs.append((-(at + parties), i, j))
    of, used = {}, set()
    for _, i, j in sorted(pairs):
        if i not in of and j not in used:
            of[i] = golds[j]
            used.add(j)
    return [(features(e), float(i in of and right(e, of[i]))) for i, e in enumerate(record["events"])]


def read(program, path, day):
    given = ["--published", day] if day else []
    return json.loads(subprocess.run([program, "read", path, "--format", "jsonl", *given], check=True, capture_output=True).stdout)


def annotated(program, shared):
    folder = os.path.join(shared, "gold")
    days = json.load(open(os.path.join(folder, "text", "dates.json")))
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        gold = json.load(open(path))
        record = read(program, os.path.join(folder, "text", gold["doc"] + ".txt"), days.get(gold["doc"]))
        yield judged(record, gold["events"])


def own(program, corpus):
    """The project's own articles: their gold gives words, not offsets."""
    for path in sorted(glob.glob(os.path.join(corpus, "*.expected.json"))):
        expected = json.load(open(path))
        if not expected.get("events"):
            continue
        [article] = [p for p in glob.glob(path.replace(".expected.json", ".*")) if not p.endswith(".json")]
        record = read(program, article, None)
        for gold in expected["events"]:
            phrase = gold.get("phrase", gold["trigger"])
            start = record["text"].index(phrase) + phrase.index(gold["trigger"])
            gold["trigger"] = [start, start + len(gold["trigger"])]
        yield judged(record, expected["events"])


def fit(rows, names):
    """Newton's steps to the weights of greatest likelihood, less their squares but the first one's."""
    x = np.array([[float(n in f) for n in names] for f, _ in rows])
    y = np.array([r for _, r in rows])
    penalty = np.eye(len(names)) * PENALTY
    penalty[0, 0] = 1e-6
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty, x.T @ (p - y) + penalty @ w)
    return w


def sure(features, names, weights):
    return 1 / (1 + np.exp(-sum(w for n, w in zip(names, weights) if n in features)))


def main():
    program, shared, corpus = sys.argv[1:4]
    articles = list(annotated(program, shared)) + list(own(program, corpus))
    names = ["always"] + sorted({n for a in articles for f, _ in a for n in f} - {"always"})
    held = []
    for i, article in enumerate(articles):
        weights = fit([row for j, a in enumerate(articles) if j != i for row in a], names)
        held += [(sure(f, names, weights), r) for f, r in article]
    for b in range(BINS):
        part = [(s, r) for s, r in held if int(min(s * BINS, BINS - 1)) == b]
        mean = lambda k: f"{np.mean([x[k] for x in part]):.2f}" if part else "-"
        print(f"{b / BINS:.1f} to {(b + 1) / BINS:.1f}: {len(part)} events, sure {mean(0)}, right {mean(1)}", file=sys.stderr)
    print("# Weights of the confidence in an event, by training/confidence.py: what holds of it, and what that adds to the log-odds")
    print("# that category, parties and status are all right.")
    for name, weight in zip(names, fit([row for a in articles for row in a], names)):
        print(f"{name}\t{weight:.3f}")


if __name__ == "__main__":
    main()
