"""The category of the act between two actors of a sentence: `python categories.py ../../shared/data build FIGURES.json`.

Three models, each poor alone, whose log-probabilities are summed: a *branch* of the reader's encoder, whose layers from the
third on have low-rank deltas of their own (Hu et al. 2021) and which is told the roles of the pieces; a linear model over
words and relations; and a linear model over the reader's own vectors of the predicate, the path and what is between. The
encoder itself stays as it is. Measured in five folds by sentence; nothing is fitted on the fold that is measured, and the
sum has no weights to fit. What is written by hand (pairs.txt, the rules' examples) is learnt from in every fold and
measured in none.
"""

import argparse
import json
import math
import random
import warnings

import numpy as np
import scipy.sparse as sparse
import torch
import torch.nn.functional as F
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler
from torch import nn

from model import Layer, Reader
from pair_features import Lexicon, word_features
from pairs import BOTH, DEPTHS, NOBODY, SOURCE, TARGET, PairReader, labelled, rule_examples, written

WIDTH, HIDDEN, RANK, ROLES = 384, 256, 8, 5
EPOCHS, ROWS, RATE, HEAD_RATE, SMOOTHING = 8, 16, 1.5e-3, 2e-3, 0.1
VECTORS_WEIGHT = 3.0
FOLDS, FOLD_SEED = 5, 13
SURE = 0.9


# --- the branch -----------------------------------------------------------------------------------------------

class Delta(nn.Module):
    """A linear layer that stays as it is, and a product of two thin matrices that is learnt beside it."""

    def __init__(self, linear):
        super().__init__()
        self.register_buffer("weight", linear.weight.detach())
        self.register_buffer("bias", linear.bias.detach())
        self.inner = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.outer = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, x):
        return F.linear(x, self.weight, self.bias) + F.linear(F.linear(x, self.inner), self.outer)


class Branch(nn.Module):
    def __init__(self, reader, labels):
        super().__init__()
        self.layers = nn.ModuleList()
        for shipped in reader.layers[DEPTHS[0]:]:
            layer = Layer(WIDTH, shipped.heads, shipped.up.out_features, shipped.dropout)
            layer.load_state_dict(shipped.state_dict())
            for name in ("qkv", "out", "up", "down"):
                setattr(layer, name, Delta(getattr(layer, name)))
            self.layers.append(layer)
        self.roles = nn.Parameter(torch.randn(ROLES, WIDTH) * 0.02)
        self.hidden = nn.Linear(4 * WIDTH, HIDDEN)
        self.categories = nn.Linear(HIDDEN, labels)

    def forward(self, lower, roles, on_path, present):
        """Pieces [B, T, width] with their roles [B, T] to scores [B, categories]."""
        x = lower + self.roles[roles] * (roles != NOBODY)[..., None]
        x = F.dropout(x, 0.1, self.training)
        bias = (~present).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = x.float()

        def mean(mask):
            mask = mask.float()[..., None]
            return (x * mask).sum(1) / mask.sum(1).clamp(min=1)

        of = lambda role: mean((roles == role) | (roles == BOTH))
        pooled = torch.cat([of(SOURCE), of(TARGET), mean(on_path), mean(present)], -1)
        hidden = torch.tanh(self.hidden(F.dropout(pooled, 0.2, self.training)))
        return self.categories(F.dropout(hidden, 0.2, self.training))


def batch(pairs):
    count = max(len(p.roles) for p in pairs)
    lower = torch.zeros(len(pairs), count, WIDTH)
    roles = torch.zeros(len(pairs), count, dtype=torch.long)
    on_path, present = torch.zeros_like(roles, dtype=torch.bool), torch.zeros_like(roles, dtype=torch.bool)
    for i, pair in enumerate(pairs):
        n = len(pair.roles)
        lower[i, :n], roles[i, :n] = pair.lower, torch.tensor(pair.roles)
        on_path[i, :n], present[i, :n] = torch.tensor(pair.on_path), True
    return lower, roles, on_path, present


def batches(order, pairs, rng):
    """Indices in batches of like lengths."""
    rng.shuffle(order)
    chosen = []
    for start in range(0, len(order), 8 * ROWS):
        part = sorted(order[start: start + 8 * ROWS], key=lambda i: len(pairs[i].roles))
        part = [part[i: i + ROWS] for i in range(0, len(part), ROWS)]
        rng.shuffle(part)
        chosen += part
    return chosen


def train_branch(reader, pairs, gold, classes, seed):
    torch.manual_seed(seed)
    rng = random.Random(seed)
    branch = Branch(reader, classes)
    learnt = [(name, w) for name, w in branch.named_parameters() if w.requires_grad]
    head = ("roles", "hidden", "categories")
    groups = [{"params": [w for n, w in learnt if n.startswith(head) == of_head], "base": rate}
              for of_head, rate in ((False, RATE), (True, HEAD_RATE))]
    optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    weights = torch.tensor(np.bincount(gold, minlength=classes) ** -0.5, dtype=torch.float32)
    weights /= weights.mean()
    steps, step = EPOCHS * math.ceil(len(pairs) / ROWS), 0
    order = list(range(len(pairs)))
    for _ in range(EPOCHS):
        for chosen in batches(order, pairs, rng):
            rate = min(1.0, (step + 1) / 40) * max(0.0, 1 - step / steps)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * rate
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = branch(*batch([pairs[i] for i in chosen]))
            loss = F.cross_entropy(scores.float(), torch.tensor(gold[chosen]), weights, label_smoothing=SMOOTHING)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimiser.step()
            step += 1
    return branch.eval()


@torch.no_grad()
def ask_branch(branch, pairs):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = [branch(*batch([pair]))[0].float() for pair in pairs]
    return F.log_softmax(torch.stack(scores), -1).numpy()


# --- the linear models ----------------------------------------------------------------------------------------

def words_model(pairs, train, test):
    """Features of words, those that two pairs of the training part have, by their rarity; and the lexicon's beside them."""
    lexicon = Lexicon()

    def table(features, keep_rare):
        vectors = DictVectorizer()
        a = vectors.fit_transform([features(pairs[i]) for i in train])
        b = vectors.transform([features(pairs[i]) for i in test])
        kept = np.asarray((a > 0).sum(0)).ravel() >= (1 if keep_rare else 2)
        return a[:, kept], b[:, kept]

    a, b = table(word_features, False)
    rarity = TfidfTransformer().fit(a)
    known = table(lexicon.features, True)
    return sparse.hstack([rarity.transform(a), known[0]]).tocsr(), sparse.hstack([rarity.transform(b), known[1]]).tocsr()


def vectors_model(pairs, train, test):
    """The reader's vectors of the predicate, of what is between and of the path."""
    def vector(pair):
        places = [pair.predicate], pair.between or [pair.predicate], pair.path or [pair.predicate]
        return np.concatenate([layer[place].mean(0) for layer in pair.words for place in places])

    vectors = np.array([vector(pair) for pair in pairs], np.float32)
    scaler = StandardScaler().fit(vectors[train])
    factor = VECTORS_WEIGHT / math.sqrt(vectors.shape[1])
    return scaler.transform(vectors[train]) * factor, scaler.transform(vectors[test]) * factor


LINEAR = (("words", words_model), ("vectors", vectors_model))


def ask_linear(make, pairs, gold, train, test):
    a, b = make(pairs, train, test)
    model = LogisticRegression(C=20, max_iter=200, class_weight="balanced")
    return model.fit(a, gold[train]).predict_log_proba(b)


# --- the measure ----------------------------------------------------------------------------------------------

def folds(pairs, count):
    """The fold of each of the first `count` pairs, by sentence and evenly over the labels; -1 for the others."""
    label = {pair.text: pair.label for pair in pairs[:count]}
    texts = sorted(label)
    random.Random(FOLD_SEED).shuffle(texts)
    texts.sort(key=label.get)
    fold = {text: i % FOLDS for i, text in enumerate(texts)}
    return np.array([fold[pair.text] if i < count else -1 for i, pair in enumerate(pairs)])


def figures(gold, scores):
    """Of summed log-probabilities: how sure they are is their softmax."""
    best = scores.argmax(1)
    sure = np.exp(scores - np.logaddexp.reduce(scores, 1)[:, None]).max(1) >= SURE
    percent = lambda share: round(100 * float(share), 2)
    return {"macro_f1": percent(f1_score(gold, best, average="macro")), "accuracy": percent((gold == best).mean()),
            "sure": percent(sure.mean()), "accuracy_where_sure": percent((gold == best)[sure].mean())}


def cross_validate(reader, pairs, gold, classes, fold, seed, linear):
    branch = np.zeros((len(gold), classes))
    for k in range(FOLDS):
        train, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        trained = train_branch(reader, [pairs[i] for i in train], gold[train], classes, 10 * seed + k)
        branch[test] = ask_branch(trained, [pairs[i] for i in test])
        done = (fold >= 0) & (fold <= k)
        print(f"seed {seed} fold {k}", figures(gold[done], (branch + sum(linear.values()))[done]), flush=True)
    return branch


def summary(each):
    mean = {key: round(float(np.mean([f[key] for f in each])), 2) for key in each[0]}
    spread = {key: round(float(np.ptp([f[key] for f in each])), 2) for key in each[0]}
    return {"mean": mean, "spread": spread, "each": each}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("build")
    parser.add_argument("figures")
    parser.add_argument("--seeds", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    warnings.filterwarnings("ignore", category=UserWarning)
    labels = json.load(open(f"{arguments.build}/labels.json"))
    reader = Reader(labels)
    reader.load_state_dict(torch.load(f"{arguments.build}/state.pt", weights_only=False)["model"])
    rows = labelled(f"{arguments.data}/events/plv_train.jsonl")
    measured, rows = len(rows), rows + written() + rule_examples()
    pair_reader = PairReader(reader, labels)
    pairs = [pair_reader.read(row) for row in rows]
    names = sorted({row.label for row in rows[:measured]})
    gold = np.array([names.index(row.label) for row in rows])
    fold = folds(pairs, measured)
    own = fold >= 0
    linear = {name: np.zeros((len(pairs), len(names))) for name, _ in LINEAR}
    for name, make in LINEAR:
        for k in range(FOLDS):
            train, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
            linear[name][test] = ask_linear(make, pairs, gold, train, test)
        print(name, figures(gold[own], linear[name][own]), flush=True)
    together, alone = [], []
    for seed in range(arguments.seeds):
        branch = cross_validate(reader, pairs, gold, len(names), fold, seed, linear)
        alone.append(figures(gold[own], branch[own]))
        together.append(figures(gold[own], (branch + sum(linear.values()))[own]))
        result = {"pairs": measured, "written": len(rows) - measured, "folds": FOLDS, "together": summary(together),
                  "branch": summary(alone), **{name: figures(gold[own], linear[name][own]) for name, _ in LINEAR}}
        with open(arguments.figures, "w") as out:
            json.dump(result, out, indent=2)
            out.write("\n")


if __name__ == "__main__":
    main()
