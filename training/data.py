"""Documents to windows, windows to batches."""

import json
import pickle
import random

import torch

from features import CLS, SEP, WordPiece, case_class, quote_classes, start_classes, windows


class Corpus:
    def __init__(self, build):
        self.labels = json.load(open(f"{build}/labels.json"))
        self.documents = pickle.load(open(f"{build}/documents.pkl", "rb"))
        self.pieces = WordPiece(self.labels["pieces"])
        self.ids = {k: {v: i for i, v in enumerate(self.labels[k])}
                    for k in ("upos", "features", "lemma_scripts", "relations", "role_tags")}
        table = torch.full((len(self.labels["name_sets"]), len(self.labels["name_tags"])), -1e9)
        for i, allowed in enumerate(self.labels["name_sets"]):
            table[i, allowed] = 0.0
        self.name_sets = table

    def encode(self, doc):
        """A document with its inputs beside its words."""
        doc["piece_ids"] = [self.pieces.word(f) for f in doc["forms"]]
        doc["case"] = [case_class(f) for f in doc["forms"]]
        doc["quote"] = quote_classes(doc["forms"], doc["sentences"], doc["opens"])
        doc["start"] = start_classes(len(doc["forms"]), doc["sentences"], doc["opens"])
        doc["lengths"] = [sum(len(doc["piece_ids"][i]) for i in range(a, b)) for a, b in doc["sentences"]]
        return doc

    def windows(self, doc, rng=None, max_pieces=180):
        """(doc, sentence from, sentence to). With `rng`, the first window is cut short at random, so that the
        windows of one document differ from pass to pass."""
        lengths, opens = doc["lengths"], doc["opens"]
        skip = 0
        if rng is not None and len(lengths) > 2 and sum(lengths) > max_pieces:
            skip = rng.randrange(0, min(5, len(lengths) - 1))
        if skip:
            for a, b in windows(lengths[:skip], opens[:skip], max_pieces):
                yield doc, a, b
        for a, b in windows(lengths[skip:], opens[skip:], max_pieces):
            yield doc, a + skip, b + skip


def cut(doc, a, b, limit=510):
    """The words of a window, cut at the encoder's last position."""
    start, end = doc["sentences"][a][0], doc["sentences"][b - 1][1]
    total = 0
    for i in range(start, end):
        total += len(doc["piece_ids"][i])
        if total > limit - 2:
            return start, i
    return start, end


def batch(corpus, chosen, rng=None):
    """Windows to tensors. `rng`: now and then the case of a whole window is hidden, as headlines and old wires hide it."""
    spans = [cut(*w) for w in chosen]
    t = max(sum(len(w[0]["piece_ids"][i]) for i in range(a, b)) for w, (a, b) in zip(chosen, spans)) + 2
    width = max(b - a for a, b in spans)
    rows = len(chosen)
    zero = lambda shape, value=0: torch.full(shape, value, dtype=torch.long)
    out = {k: zero((rows, t)) for k in ("pieces", "case", "quote", "start")}
    out["first"], out["last"] = zero((rows, width)), zero((rows, width))
    groups = {"syntax": [], "named": [], "attributed": []}
    for r, ((doc, a, b), (start, end)) in enumerate(zip(chosen, spans)):
        hide = rng is not None and rng.random() < 0.03
        position = 1
        out["pieces"][r, 0] = CLS
        for i in range(start, end):
            ids = doc["piece_ids"][i]
            n = len(ids)
            out["pieces"][r, position:position + n] = torch.tensor(ids)
            out["case"][r, position:position + n] = 0 if hide else doc["case"][i]
            out["quote"][r, position:position + n] = doc["quote"][i]
            out["start"][r, position:position + n] = doc["start"][i]
            out["first"][r, i - start] = r * t + position
            out["last"][r, i - start] = r * t + position + n - 1
            position += n
        out["pieces"][r, position] = SEP
        for group, key in (("syntax", "head"), ("named", "names"), ("attributed", "roles")):
            if key in doc:
                groups[group].append(r)
    for group, members in groups.items():
        out[group] = torch.tensor(members, dtype=torch.long)
    ids = corpus.ids
    if groups["syntax"]:
        n = len(groups["syntax"])
        for key, fill in (("upos", -1), ("features", -1), ("lemma", -1), ("relation", -1), ("head", -2), ("sentence", -1)):
            out[key] = zero((n, width), fill)
        for r, g in enumerate(groups["syntax"]):
            (doc, a, b), (start, end) = chosen[g], spans[g]
            fill = {"upos": [ids["upos"][x] for x in doc["upos"][start:end]],
                    "features": [ids["features"].get(x, -1) for x in doc["features"][start:end]],
                    "lemma": [ids["lemma_scripts"].get(x, -1) for x in doc["lemma"][start:end]],
                    "relation": [ids["relations"][x] for x in doc["relation"][start:end]],
                    "head": [h - start if start <= h < end else -1 for h in doc["head"][start:end]],
                    "sentence": [s for s in range(a, b) for i in range(*doc["sentences"][s]) if i < end]}
            for key, values in fill.items():
                out[key][r, : len(values)] = torch.tensor(values)
    if groups["named"]:
        out["names"] = zero((len(groups["named"]), width), -1)
        for r, g in enumerate(groups["named"]):
            doc, (start, end) = chosen[g][0], spans[g]
            out["names"][r, : end - start] = torch.tensor(doc["names"][start:end])
        out["name_sets"] = corpus.name_sets
    if groups["attributed"]:
        out["roles"] = zero((len(groups["attributed"]), width), -1)
        links = {k: {"queries": [], "keys": [], "gold": []} for k in ("source", "cue")}
        for r, g in enumerate(groups["attributed"]):
            doc, (start, end) = chosen[g][0], spans[g]
            tags = [ids["role_tags"][x] for x in doc["roles"][start:end]]
            if tags and doc["roles"][start].startswith("I-"):  # a span cut by the window begins anew
                tags[0] -= 1
            out["roles"][r, : len(tags)] = torch.tensor(tags)
            collect_links(links, doc, r, start, end)
        out["link_source"], out["link_cue"] = links["source"], links["cue"]
    return out


def collect_links(links, doc, r, start, end):
    def inside(span):
        return span is not None and start <= span[0] and span[1] <= end

    def clip(span):
        a, b = max(span[0], start), min(span[1], end)
        return (a, b) if a < b else None

    keys = {"source": {}, "cue": {}}

    def key(kind, span):
        if span not in keys[kind]:
            keys[kind][span] = len(links[kind]["keys"])
            links[kind]["keys"].append((r, span[0] - start, span[1] - start))
        return keys[kind][span]

    for cue, source, contents in doc["links"]:
        if inside(source):
            key("source", source)
        if inside(cue):
            key("cue", cue)
    for cue, source, contents in doc["links"]:
        if inside(cue):
            links["source"]["queries"].append((r, cue[0] - start, cue[1] - start))
            links["source"]["gold"].append(key("source", source) if inside(source) else -1)
        for content in contents:
            c = clip(content)
            if c:
                links["cue"]["queries"].append((r, c[0] - start, c[1] - start))
                links["cue"]["gold"].append(key("cue", cue) if inside(cue) else -1)
