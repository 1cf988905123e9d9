"""Names for EWT: `python selftrain.py build STATE CORPORA` relabels its training part in build/documents.pkl, with the weights
of STATE.

Gold tags say which words are proper nouns (`treebank_names.ground`); the model reads the text held to that, and where it
is sure its types become labels. A name the whole corpus agrees on is labelled so wherever the model is in doubt. The
rest stays open. Run again with better weights, it starts from the gold tags anew.
"""

import collections
import json
import pickle
import sys

import numpy as np

from calibrate import posteriors
from data import batch, cut
from decode import bio_constraints, log_softmax, spans, viterbi
from export import load
from prepare import KINDS, NAME_TAGS, Names, state_names
from treebank_names import Tags, establishment, ground

SURE, AGREED, SEEN = 0.85, 0.85, 3
PLACES, BODIES = {"place", "state"}, {"organization", "government"}


def held(logits, allowed, start, end, transitions):
    """The best tags within the allowed ones, and the probability of each."""
    emissions = log_softmax(logits) + allowed
    path = viterbi(emissions, start, end, transitions)
    return path, posteriors(emissions, start, end, transitions)[np.arange(len(path)), path]


def readings(corpus, model, table, constraints):
    """For each document of EWT: spans (from, to, kind, probability) and the probability of each word's tag."""
    import torch
    for doc in corpus.documents["ewt_train"]:
        corpus.encode(doc)
        found, sure = [], np.zeros(len(doc["forms"]))
        for window in corpus.windows(doc):
            start, end = cut(*window)
            with torch.no_grad():
                inputs = batch(corpus, [window])
                words = model.words(*(inputs[k] for k in ("pieces", "case", "quote", "start", "first", "last")))
                logits = model.names(words)[0].float().numpy()
            for s in range(window[1], window[2]):
                a, b = doc["sentences"][s][0], min(doc["sentences"][s][1], end)
                if a >= b:
                    continue
                path, p = held(logits[a - start:b - start], table[doc["names"][a:b]], *constraints)
                sure[a:b] = p
                found += [(a + x, a + y, kind, float(p[x:y].min())) for x, y, kind in spans([NAME_TAGS[t] for t in path])]
        yield doc, found, sure


def votes(read):
    """What a name is, where the sure readings of it agree."""
    counts = collections.defaultdict(collections.Counter)
    for doc, found, _ in read:
        for a, b, kind, p in found:
            if p >= SURE:
                counts[" ".join(doc["forms"][a:b]).lower()][kind] += 1
    best = {text: counter.most_common(1)[0] for text, counter in counts.items() if sum(counter.values()) >= SEEN}
    return {text: kind for text, (kind, n) in best.items() if n >= AGREED * sum(counts[text].values())}


def label(doc, found, sure, agreed, tags):
    labels = doc["names"]
    inside = set()
    for a, b, kind, p in found:
        inside.update(range(a, b))
        text = " ".join(doc["forms"][a:b])
        kind = kind if p >= SURE else agreed.get(text.lower())
        if kind is None or kind == "date":
            continue
        if kind == "misc":
            labels[a:b] = [tags.either({"misc", "event", "law"})] * (b - a)
            continue
        kinds = {kind}
        if kind in BODIES:
            kinds = establishment(text) or (kinds | {"place"} if doc["id"].startswith("reviews") else kinds)
        tags.span(labels, a, b, kinds)
    outside = tags.either({"misc", "date"})
    for i, p in enumerate(sure):
        if i not in inside and p >= SURE and labels[i] == tags.any():
            labels[i] = outside
    return labels


def main(build, state, corpora):
    corpus, model, _, _ = load(state, build)
    names = Names(state_names(corpora))
    names.table = corpus.labels["name_sets"]
    names.index = {tuple(sorted(NAME_TAGS[t] for t in tags)): i for i, tags in enumerate(names.table)}
    tags = Tags(names, KINDS)
    for doc in corpus.documents["ewt_train"]:
        doc["names"] = ground(doc, tags)
    table = np.full((len(names.table), len(NAME_TAGS)), -1e9, np.float32)
    for i, allowed in enumerate(names.table):
        table[i, allowed] = 0.0
    read = list(readings(corpus, model, table, bio_constraints(NAME_TAGS)))
    agreed = votes(read)
    for doc, found, sure in read:
        doc["names"] = label(doc, found, sure, agreed, tags)
        for key in ("piece_ids", "case", "quote", "start", "lengths"):
            del doc[key]
    pickle.dump(corpus.documents, open(f"{build}/documents.pkl", "wb"))
    json.dump(corpus.labels, open(f"{build}/labels.json", "w"), ensure_ascii=False)
    counted = collections.Counter(kind for _, found, _ in read for _, _, kind, p in found if p >= SURE)
    print(f"{sum(counted.values())} sure names of {sum(len(found) for _, found, _ in read)}: {dict(counted)}; {len(agreed)} agreed")


if __name__ == "__main__":
    main(*sys.argv[1:4])
