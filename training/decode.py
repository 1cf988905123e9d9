"""Scores to readings, in plain Python: the yardstick for the Rust decoders, and the training's own evaluation."""

import math

import numpy as np

LINKS = ("cue_source_query", "source_key", "content_cue_query", "cue_key")


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def maximum_tree(scores):
    """Chu and Liu 1965, Edmonds 1967. scores[dependent][head] over 0..n with 0 the root; returns heads of 1..n, one root."""
    n = len(scores)
    best, best_total = None, -math.inf
    greedy = edmonds(scores)
    if sum(h == 0 for h in greedy[1:]) == 1:
        return greedy
    for root in range(1, n):
        one = scores.copy()
        one[1:, 0] = -1e9
        one[root, 0] = scores[root, 0]
        heads = edmonds(one)
        total = sum(one[d, heads[d]] for d in range(1, n))
        if total > best_total:
            best, best_total = heads, total
    return best


def edmonds(scores):
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -1e9)
    heads = [0] + [int(scores[d].argmax()) for d in range(1, n)]
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    rest = [i for i in range(n) if i not in cycle]
    smaller = np.full((len(rest) + 1, len(rest) + 1), -1e9)
    enter, leave = {}, {}
    weight = sum(scores[d, heads[d]] for d in cycle)
    for a, i in enumerate(rest):
        for b, j in enumerate(rest):
            smaller[a, b] = scores[i, j]
        inner = max(cycle, key=lambda c: scores[i, c])
        smaller[a, -1], leave[i] = scores[i, inner], inner
        value = [scores[c, i] - scores[c, heads[c]] for c in cycle]
        at = int(np.argmax(value))
        smaller[-1, a], enter[i] = value[at] + weight, cycle[at]
    found = edmonds(smaller)
    out = list(heads)
    for a, i in enumerate(rest):
        if i:
            h = found[a]
            out[i] = leave[i] if h == len(rest) else rest[h]
    outer = rest[found[-1]]
    out[enter[outer]] = outer
    return out


def find_cycle(heads):
    colour = [0] * len(heads)
    for i in range(1, len(heads)):
        path, j = [], i
        while j and not colour[j]:
            colour[j] = 1
            path.append(j)
            j = heads[j]
        if j and colour[j] == 1 and j in path:
            return path[path.index(j):]
        for k in path:
            colour[k] = 2
    return None


def tree(arcs, roots):
    n = len(roots)
    scores = np.full((n + 1, n + 1), -1e9)
    scores[1:, 0] = roots
    body = arcs.copy()
    np.fill_diagonal(body, -1e9)
    scores[1:, 1:] = body
    scores[1:] = log_softmax(scores[1:])
    return [h - 1 for h in maximum_tree(scores)[1:]]


def viterbi(emissions, start, end, transitions):
    score, back = start + emissions[0], []
    for e in emissions[1:]:
        step = score[:, None] + transitions
        back.append(step.argmax(0))
        score = step.max(0) + e
    path = [int((score + end).argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


def bio_constraints(tags):
    k = len(tags)
    transitions = np.zeros((k, k), np.float32)
    start = np.zeros(k, np.float32)
    for j, b in enumerate(tags):
        if b.startswith("I-"):
            start[j] = -1e4
            for i, a in enumerate(tags):
                if a not in ("B-" + b[2:], b):
                    transitions[i, j] = -1e4
    return start, np.zeros(k, np.float32), transitions


def spans(tags):
    """(from, to, kind) of B and I tags."""
    out = []
    for i, tag in enumerate(list(tags) + ["O"]):
        if tag == "O" or tag.startswith("B-"):
            if out and out[-1][1] is None:
                out[-1] = (out[-1][0], i, out[-1][2])
            if tag != "O":
                out.append((i, None, tag[2:]))
    return out


def attributions(tags, vectors, no_source, no_cue):
    """Every content to its best cue, every cue to its best source."""
    found = spans(tags)
    by = {k: [(a, b) for a, b, kind in found if kind == k] for k in ("source", "cue", "content")}
    mean = lambda key, span: vectors[key][span[0]:span[1]].mean(0)
    source_of = {}
    for cue in by["cue"]:
        q = mean("cue_source_query", cue)
        scores = [float(q @ no_source)] + [float(q @ mean("source_key", s)) for s in by["source"]]
        at = int(np.argmax(scores))
        source_of[cue] = by["source"][at - 1] if at else None
    grouped, alone = {}, []
    for content in by["content"]:
        q = mean("content_cue_query", content)
        scores = [float(q @ no_cue)] + [float(q @ mean("cue_key", c)) for c in by["cue"]]
        at = int(np.argmax(scores))
        if at:
            grouped.setdefault(by["cue"][at - 1], []).append(content)
        else:
            alone.append(content)
    rows = [{"source": source_of[c], "cue": [c], "content": contents} for c, contents in grouped.items()]
    rows += [{"source": None, "cue": [], "content": [c]} for c in alone]
    return sorted(rows, key=lambda r: min(r["content"][0], *(r["cue"] or r["content"][:1]), r["source"] or r["content"][0]))
