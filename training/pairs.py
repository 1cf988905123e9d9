"""Pairs of actors in sentences, each with the category of the act between them, as the reader reads them.

Three sources: the labelled pairs (`events/plv_train.jsonl`), the sentences of `pairs.txt`, and the examples that the rules
accept. Labels are PLOVER's of 2016, where RETREAT and CONCEDE were YIELD.
"""

import dataclasses
import glob
import json
import os
import re
import tomllib

import numpy as np
import torch
import torch.nn.functional as F

from decode import tree
from features import CLS, SEP, WordPiece, case_class, quote_classes
from prepare import apply_script

HERE = os.path.dirname(os.path.abspath(__file__))
OLD_LABELS = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
WORD = re.compile(r"n't\b|'(?:s|re|ve|ll|d|m)\b|\w+(?=n't\b)|\w+(?:[.,]\d+)*|[^\w\s]", re.I)
MOST_PIECES = 254
NOBODY, SOURCE, TARGET, BOTH, PREDICATE = range(5)
# After how many layers words are taken for the linear model; the branch begins after the first of them.
DEPTHS = (2, 3, 4)


@dataclasses.dataclass
class Row:
    text: str
    label: str
    source: list
    target: list


def labelled(path):
    rows = (json.loads(line) for line in open(path, encoding="utf-8"))
    return [Row(r["text"], r["event"], r["source"]["spans"], r["target"]["spans"]) for r in rows]


def written(path=os.path.join(HERE, "pairs.txt")):
    """`CATEGORY: sentence with its <source> and its [target]`, one a line."""
    rows = []
    for line in open(path, encoding="utf-8"):
        if not line.strip() or line.startswith("#"):
            continue
        label, marked = line.strip().split(": ", 1)
        text, spans = "", {"<": [], "[": []}
        for part in re.split(r"(<[^>]*>|\[[^\]]*\])", marked):
            mark, body = (part[0], part[1:-1]) if part[:1] in spans else (None, part)
            if mark:
                spans[mark].append([len(text), len(text) + len(body)])
            text += body
        rows.append(Row(text, label, spans["<"], spans["["]))
    return rows


def rule_examples(folder=os.path.join(HERE, "../rules")):
    """What the rules accept with an actor and a recipient, but for sanctions and convictions, which were other labels."""
    rows = []
    pattern = re.compile(r"(.*?) => (\w+)(?:/[\w-]+)?(?: \([^)]*\))?: (.*?) -> (.*)$")
    for path in sorted(glob.glob(os.path.join(folder, "*/*.toml"))):
        for example in tomllib.load(open(path, "rb")).get("accepts", []):
            found = pattern.match(example)
            if not found:
                continue
            text, category, *parties = found.groups()
            if category == "SANCTION" and re.search("sanction|convict", text, re.I):
                continue
            spans = [text.find(party.split(", ")[0]) for party in parties]
            if min(spans) >= 0 and spans[0] != spans[1]:
                ends = [[[at, at + len(p.split(", ")[0])]] for at, p in zip(spans, parties)]
                rows.append(Row(text, OLD_LABELS.get(category, category), *ends))
    return rows


@dataclasses.dataclass
class Pair:
    """A row in words. `source`, `target`, `between` and `path` are lists of words, `predicate` is one."""

    label: str
    text: str
    lemmas: list
    upos: list
    relations: list
    heads: list
    source: list
    target: list
    source_head: int
    target_head: int
    predicate: int
    between: list
    path: list
    # Pieces: their role, whether they lie on the path, and what the branch starts from, [pieces, width].
    roles: list
    on_path: list
    lower: torch.Tensor
    # Words after each of DEPTHS layers, [depths, words, width].
    words: np.ndarray


class PairReader:
    def __init__(self, model, labels):
        self.model, self.labels = model.eval(), labels
        self.pieces = WordPiece(labels["pieces"])

    @torch.no_grad()
    def read(self, row):
        marks = [(m.group(), m.start(), m.end()) for m in WORD.finditer(row.text)]
        marks, inputs, bounds = self.encode(marks)
        states = self.states(inputs)
        first, last = [a for a, _ in bounds], [b - 1 for _, b in bounds]
        words = [(h[first] + h[last]) * 0.5 for h in states]
        heads, upos, relations, lemmas = self.syntax(words[-1], [form for form, _, _ in marks])
        within = lambda spans: [i for i, (_, a, b) in enumerate(marks) if any(a < e and s < b for s, e in spans)]
        source, target = within(row.source), within(row.target)
        source_head, target_head = top(source, heads, upos), top(target, heads, upos)
        predicate, path = join(source_head, target_head, heads, set(source) | set(target))
        low, high = sorted([source, target], key=lambda words: words[:1])
        between = list(range(low[-1] + 1, high[0])) if low and high else []
        roles, on_path = [NOBODY] * len(inputs["pieces"]), [False] * len(inputs["pieces"])
        for i, (a, b) in enumerate(bounds):
            role = (i in source) * SOURCE + (i in target) * TARGET
            role = PREDICATE if i == predicate and not role else role
            roles[a:b], on_path[a:b] = [role] * (b - a), [i in path or i == predicate] * (b - a)
        return Pair(row.label, row.text, lemmas, upos, relations, heads, source, target, source_head, target_head,
                    predicate, between, path, roles, on_path, states[DEPTHS[0]],
                    torch.stack([words[d] for d in DEPTHS]).numpy())

    def encode(self, marks):
        """The words that fit, the encoder's inputs for them, and the pieces of each word."""
        forms = [form for form, _, _ in marks]
        quotes = quote_classes(forms, [(0, len(forms))], [True])
        inputs = {"pieces": [CLS], "case": [0], "quote": [0], "start": [0]}
        bounds = []
        for i, form in enumerate(forms):
            ids = self.pieces.word(form)
            if len(inputs["pieces"]) + len(ids) > MOST_PIECES:
                break
            bounds.append((len(inputs["pieces"]), len(inputs["pieces"]) + len(ids)))
            classes = (case_class(form), quotes[i], 2 if i == 0 else 0)
            inputs["pieces"] += ids
            for key, value in zip(("case", "quote", "start"), classes):
                inputs[key] += [value] * len(ids)
        for key, value in zip(inputs, (SEP, 0, 0, 0)):
            inputs[key].append(value)
        return marks[: len(bounds)], inputs, bounds

    def states(self, inputs):
        """The pieces before the first layer and after each."""
        m = self.model
        ids = {key: torch.tensor([values]) for key, values in inputs.items()}
        count = ids["pieces"].shape[1]
        x = m.pieces(ids["pieces"]) + m.positions.weight[:count]
        x = m.norm(x + m.case(ids["case"]) + m.quote(ids["quote"]) + m.start(ids["start"]))
        states = [x[0]]
        for layer in m.layers:
            x = layer(x, torch.zeros(1, 1, 1, count))
            states.append(x[0])
        return states

    def syntax(self, words, forms):
        m, labels = self.model, self.labels
        arcs, roots = m.arcs(words[None])
        heads = list(tree(arcs[0].numpy(), roots[0].numpy()))
        upos = [labels["upos"][i] for i in m.upos(words).argmax(1).tolist()]
        scripts = [labels["lemma_scripts"][i] for i in m.lemma(words).argmax(1).tolist()]
        at = torch.tensor(heads)
        above = torch.where((at < 0)[:, None], m.label_root[None], m.label_head(words)[at.clamp(min=0)])
        relations = m.relation(F.relu(m.label_dep(words) + above)).argmax(1).tolist()
        lemmas = [apply_script(s, form).lower() for s, form in zip(scripts, forms)]
        return heads, upos, [labels["relations"][i] for i in relations], lemmas


def top(words, heads, upos):
    """The word of an actor whose head stands outside it."""
    outside = (i for i in words if heads[i] not in words and upos[i] not in ("PUNCT", "ADP", "DET"))
    return next(outside, words[0] if words else 0)


def upwards(word, heads):
    chain = [word]
    while heads[chain[-1]] >= 0:
        chain.append(heads[chain[-1]])
    return chain


def join(source, target, heads, actors):
    """The predicate, where the ways up from both actors meet or the first word above that is no actor's; and the words on the
    way that are no actor's."""
    up, down = upwards(source, heads), upwards(target, heads)
    meeting = next(i for i in up if i in down)
    above = upwards(meeting, heads)
    predicate = next((i for i in above if i not in actors), above[-1])
    path = up[: up.index(meeting) + 1] + down[: down.index(meeting)]
    return predicate, [i for i in path if i not in actors]
