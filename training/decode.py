"""Scores to readings, in plain Python: the yardstick for the Rust decoders, and the training's own evaluation."""

import math

import numpy as np

from features import case_class

LINKS = ("cue_source_query", "source_key", "content_cue_query", "cue_key")
DASHES = {"―", "—", "–", "-", "--"}
OPENING, CLOSING = {'"', "“", "„", "«", "``"}, {'"', "”", "»", "''"}
LONGEST_SIGNATURE, LONGEST_LABEL = 8, 5
HELD = 50.0
SIDE_BY_SIDE = 2.0
AGREEMENT, SHORTEST = 0.5, 3


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


def name_chain(tags):
    """The constraints, and a dislike of two names of one kind side by side; only places stand so ("Cork Ireland")."""
    start, end, transitions = bio_constraints(tags)
    for j, b in enumerate(tags):
        if b.startswith("B-") and b[2:] not in ("state", "place"):
            for i, a in enumerate(tags):
                if a[2:] == b[2:]:
                    transitions[i, j] -= SIDE_BY_SIDE
    return start, end, transitions


def agreed(scores, forms, tags):
    """Scores [words, tags] of a document in which the words of one form, with a capital, are nearer to each other: for each kind
    of name, and for none, by a share of what parts a word's log-probability from the mean of its form."""
    kinds = [tag[2:] for tag in tags]
    groups = [[i for i, k in enumerate(kinds) if k == kind] for kind in dict.fromkeys(kinds)]
    found = log_softmax(np.asarray(scores, np.float64))
    found = np.stack([np.logaddexp.reduce(found[:, group], -1) for group in groups], 1)
    places = {}
    for word, form in enumerate(forms):
        if len(form) >= SHORTEST and form[0].isupper():
            places.setdefault(form, []).append(word)
    scores = np.array(scores)
    for words in places.values():
        moved = AGREEMENT * (found[words].mean(0) - found[words])
        for group, column in zip(groups, moved.T):
            scores[np.ix_(words, group)] += column[:, None]
    return scores


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


def blocks(sentences, opens):
    """(from, to) of the words of each block."""
    starts = [a for (a, _), opening in zip(sentences, opens) if opening or a == 0]
    return list(zip(starts, starts[1:] + [sentences[-1][1]])) if sentences else []


def speakers(forms, sentences, opens):
    """Whom the layout of a document names outright: (source, cue, content or None), in words. The content is a turn's."""
    found = blocks(sentences, opens)
    turns = transcript([t for block in found for t in turn(forms, *block)], forms)
    return sorted([s for block in found for s in signatures(forms, *block)] + turns, key=lambda s: s[1])


def signatures(forms, start, end):
    """A closing mark, a dash and a name of two words or more, and at most a place or a date after a comma, end a block."""
    for dash in range(max(start, 1), end - 2):
        after = forms[dash + 1:end]
        if forms[dash] not in DASHES or forms[dash - 1] not in CLOSING or len(after) > LONGEST_SIGNATURE \
                or not after[0][0].isupper() or any(f in OPENING | CLOSING for f in after):
            continue
        length = next((i for i, f in enumerate(after) if f in {",", ";"}), len(after))
        length -= length > 1 and after[length - 1] == "."
        if length >= 2:
            yield (dash + 1, dash + 1 + length), (dash, dash + 1), None


def capitals(form):
    letters = [c for c in form if c.isalpha()]
    return form == "." or bool(letters) and all(c.isupper() for c in letters)


def turn(forms, start, end):
    """A block that a name in capitals and a colon open, in quotation marks or not: a speaker's turn."""
    first = start + (forms[start] in OPENING)
    colon = next((i for i in range(first, min(end, first + LONGEST_LABEL + 1)) if not capitals(forms[i])), end)
    named = any(case_class(f) == 2 for f in forms[first:colon])
    if named and colon + 1 < end and forms[colon] == ":":
        last = end - (forms[end - 1] in CLOSING)
        if last > colon + 1:
            yield (first, colon), (colon, colon + 1), (colon + 1, last)


def transcript(turns, forms):
    """The turns, if they are of two speakers or more, and one speaks again."""
    labels = [tuple(forms[a:b]) for (a, b), _, _ in turns]
    return turns if 1 < len(set(labels)) < len(labels) else []


def within(found, start, end):
    """The speakers whose source and cue stand in a window, counted from its first word; a turn is cut at its end."""
    move = lambda span: (span[0] - start, min(span[1], end) - start)
    return [(move(source), move(cue), content and move(content)) for source, cue, content in found
            if start <= min(source[0], cue[0]) and max(source[1], cue[1]) <= end and (content is None or content[0] < end)]


def held(emissions, tags, found):
    """Emissions that leave the words of these speakers their tags alone."""
    emissions = emissions.copy()
    for spans_ in found:
        for (start, end), kind in ((s, k) for s, k in zip(spans_, ("source", "cue", "content")) if s):
            for i in range(start, end):
                emissions[i] = -HELD
                emissions[i, tags.index(("B-" if i == start else "I-") + kind)] = HELD
    return emissions


def signs_off(cue, forms):
    """Whether a cue is a lone dash, as between a quotation and its author."""
    return cue[1] - cue[0] == 1 and forms[cue[0]] in DASHES


def cues_for(content, cues, forms):
    """The cues that a content may choose, and whether it must choose one: a dash that follows it, with a closing mark or two
    between them, is its cue; no other dash can be."""
    dashes = [c for c in cues if signs_off(c, forms)]
    own = [c for c in dashes if 0 <= c[0] - content[1] <= 2]
    return (own[:1], True) if own else ([c for c in cues if c not in dashes], False)


def sources_for(cue, sources, forms):
    """The sources that a cue may choose, and whether it must choose one: a dash's is the one right after it."""
    own = [s for s in sources if s[0] == cue[1]] if signs_off(cue, forms) else []
    return (own[:1], True) if own else (sources, False)


def choose(span, candidates, certain, queries, keys, none):
    """The candidate that a span prefers, or None, and its probability. Spans count as the means of their words."""
    if certain:
        return candidates[0], 1.0
    mean = lambda rows, s: rows[s[0]:s[1]].mean(0)
    q = mean(queries, span)
    p = np.exp(log_softmax(np.array([q @ none] + [q @ mean(keys, c) for c in candidates], np.float64)))
    at = int(p.argmax())
    return (candidates[at - 1] if at else None), float(p[at])


def attributions(tags, forms, vectors, no_source, no_cue, turns=()):
    """Every content to its best cue, every cue with content to its best source. The rows' links come with their probabilities.
    `turns`: (source, cue, content); they belong together and to nothing else."""
    found = spans(tags)
    by = {k: [(a, b) for a, b, kind in found if kind == k] for k in ("source", "cue", "content")}
    grouped, rows = {}, []
    spoken = {content[0]: cue for _, cue, content in turns}
    speaking = {cue: source for source, cue, _ in turns}
    cues = [c for c in by["cue"] if c not in speaking]
    for content in by["content"]:
        candidates = ([spoken[content[0]]], True) if content[0] in spoken else cues_for(content, cues, forms)
        cue, p = choose(content, *candidates, vectors["content_cue_query"], vectors["cue_key"], no_cue)
        if cue is None:
            rows.append({"source": None, "cue": [], "content": [content], "links": [1.0, p]})
        else:
            grouped.setdefault(cue, []).append((content, p))
    for cue, contents in grouped.items():
        candidates = ([speaking[cue]], True) if cue in speaking else sources_for(cue, by["source"], forms)
        source, p = choose(cue, *candidates, vectors["cue_source_query"], vectors["source_key"], no_source)
        rows.append({"source": source, "cue": [cue], "content": [c for c, _ in contents],
                     "links": [p, float(np.mean([p for _, p in contents]))]})
    return sorted(rows, key=lambda r: min(r["content"][0], *(r["cue"] or r["content"][:1]), r["source"] or r["content"][0]))
