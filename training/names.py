"""Trains the names' own layers: `python names.py build --minutes 34` writes build/names.pt.

The reader of build/state.pt stays as it is, so that syntax and attributions do. Its states before the branch are
computed once, kept in memory in bfloat16 (about 1 GB), and the branch alone is trained on them.
"""

import argparse
import random
import time

import torch
import torch.nn.functional as F

from data import Corpus, batch
from export import load
from model import NAMES_AFTER, NameBranch

PASSES = {"ewt_train": 2.0, "worldwide_train": 0.35, "wikigold_train": 0.5, "crossner_train": 1.5, "gum_train": 0.4}


def size(window):
    doc, a, b = window
    return min(sum(doc["lengths"][a:b]) + 2, 510)


def by_size(items, sizes, pieces):
    """Batches of items of like size, of about `pieces` pieces."""
    current = []
    for longest, item in sorted(zip(sizes, items), key=lambda pair: pair[0]):
        if current and longest * (len(current) + 1) > pieces:
            yield current
            current = []
        current.append(item)
    if current:
        yield current


class States:
    """The windows of a part with the reader's states before the branch."""

    def __init__(self, corpus, model, documents):
        chosen = [w for doc in documents for w in corpus.windows(corpus.encode(doc))]
        self.items = []
        for windows in by_size(chosen, [size(w) for w in chosen], 2200):
            inputs = batch(corpus, windows)
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                states = model.states(*(inputs[k] for k in ("pieces", "case", "quote", "start")))
                x = next(x for layer, x in enumerate(states, 1) if layer == NAMES_AFTER).bfloat16()
            longest = x.shape[1]
            for r in range(len(windows)):
                words = inputs["names"][r] >= 0
                self.items.append({"x": x[r, inputs["pieces"][r] != 0].clone(), "first": inputs["first"][r, words] - r * longest,
                                   "last": inputs["last"][r, words] - r * longest, "names": inputs["names"][r, words]})


def without_paragraphs(documents):
    """The same documents as if none had paragraphs: other windows, and what annotated corpora look like."""
    return [{**doc, "opens": [i == 0 for i in range(len(doc["sentences"]))]} for doc in documents]


def collate(items):
    t, w = max(len(i["x"]) for i in items), max(len(i["first"]) for i in items)
    x = torch.zeros(len(items), t, items[0]["x"].shape[1])
    padding = torch.ones(len(items), t, dtype=torch.bool)
    first, last = torch.zeros(2, len(items), w, dtype=torch.long)
    names = torch.full((len(items), w), -1)
    for r, item in enumerate(items):
        n, words = len(item["x"]), len(item["first"])
        x[r, :n], padding[r, :n], names[r, :words] = item["x"], False, item["names"]
        first[r, :words], last[r, :words] = item["first"] + r * t, item["last"] + r * t
    return x, padding, first, last, names


def batches(parts, rng, pieces):
    while True:
        chosen = []
        for part, passes in PASSES.items():
            while passes > 0:
                items = rng.choice(parts[part]).items
                chosen += items if passes >= 1 else rng.sample(items, int(len(items) * passes))
                passes -= 1
        rng.shuffle(chosen)
        out = []
        for at in range(0, len(chosen), 400):
            some = chosen[at:at + 400]
            out += by_size(some, [len(i["x"]) for i in some], pieces)
        rng.shuffle(out)
        yield from out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--minutes", type=float, default=34)
    p.add_argument("--pieces", type=int, default=3000)
    p.add_argument("--lr", type=float, default=3e-4)
    p.add_argument("--head-lr", type=float, default=1e-3)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    corpus = Corpus(a.build)
    model, _ = load(a.build, corpus)
    parts = {part: [States(corpus, model, corpus.documents[part])] for part in PASSES}
    parts["ewt_train"].append(States(corpus, model, without_paragraphs(corpus.documents["ewt_train"])))
    branch = NameBranch(model).train()
    plain = lambda n: n.endswith("bias") or "norm" in n
    groups = [{"params": [w for n, w in branch.named_parameters() if n.startswith("head") == head and plain(n) != decay],
               "base": a.head_lr if head else a.lr, "weight_decay": 0.02 if decay else 0.0}
              for head in (True, False) for decay in (True, False)]
    optimiser = torch.optim.AdamW(groups, lr=a.lr, betas=(0.9, 0.98), fused=True)
    start, step, mean = time.time(), 0, 0.0
    for items in batches(parts, rng, a.pieces):
        done = (time.time() - start) / 60 / a.minutes
        if done >= 1:
            break
        for g in optimiser.param_groups:
            g["lr"] = g["base"] * min(1.0, (step + 1) / 100) * (1 - done)
        *inputs, target = collate(items)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = branch(*inputs)
        known = target >= 0
        allowed = corpus.name_sets[target[known]]
        loss = -torch.logsumexp(F.log_softmax(scores[known].float(), -1) + allowed, -1).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(branch.parameters(), 2.0)
        optimiser.step()
        step += 1
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 100 == 0:
            print(f"{step} {(time.time() - start) / 60:.1f} min, loss {mean:.4f}", flush=True)
    torch.save({"branch": branch.state_dict(), "step": step}, f"{a.build}/names.pt")


if __name__ == "__main__":
    main()
