"""Trains the names' own layers: `python names.py build` writes build/names.pt.

The reader of build/state.pt stays as it is, so that syntax and attributions do. Its states before the branch are
computed once, kept in memory in bfloat16 (about 2 GB), and the branch alone is trained on them. What is kept are the
means of its weights over the steps, the late ones counting most.
"""

import argparse
import copy
import random
import time

import torch
import torch.nn.functional as F

from data import Corpus, batch
from export import load
from model import NAMES_AFTER, NameBranch, word_means

# How often a round reads each set; EWT in one of its versions each time.
PASSES = {"ewt": 2.0, "worldwide_train": 0.25, "wikigold_train": 0.5, "crossner_train": 1.5, "gum_train": 0.4}
# How much the loss of both heads' mean counts beside that of the own one, on EWT, whose names the shared head has never seen.
TOGETHER = 0.5
MEMORY = 0.998


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
    """The windows of a part with the reader's states before the branch, and the scores of its own head."""

    def __init__(self, corpus, model, documents):
        chosen = [w for doc in documents for w in corpus.windows(corpus.encode(doc))]
        self.items = []
        for windows in by_size(chosen, [size(w) for w in chosen], 2200):
            inputs = batch(corpus, windows)
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                states = list(model.states(*(inputs[k] for k in ("pieces", "case", "quote", "start"))))
                scores = model.names(word_means(states[-1], inputs["first"], inputs["last"])).float()
                x = states[NAMES_AFTER - 1].bfloat16()
            longest = x.shape[1]
            for r in range(len(windows)):
                words = inputs["names"][r] >= 0
                self.items.append({"x": x[r, inputs["pieces"][r] != 0].clone(), "first": inputs["first"][r, words] - r * longest,
                                   "last": inputs["last"][r, words] - r * longest, "names": inputs["names"][r, words],
                                   "shared": scores[r, words] if windows[r][0]["set"] == "ewt" else None})


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


def one_round(parts, rng, pieces):
    """Batches of windows, as often as PASSES has it."""
    chosen = []
    for part, passes in PASSES.items():
        versions = rng.sample(parts[part], len(parts[part]))
        while passes > 0:
            items = versions.pop().items
            chosen += items if passes >= 1 else rng.sample(items, int(len(items) * passes))
            passes -= 1
            versions = versions or list(parts[part])
    rng.shuffle(chosen)
    out = []
    for at in range(0, len(chosen), 400):
        some = chosen[at:at + 400]
        out += by_size(some, [len(i["x"]) for i in some], pieces)
    rng.shuffle(out)
    return out


def loss_of(branch, items, name_sets):
    """Of a batch: the own head's, and on EWT that of the mean of both heads beside it."""
    *inputs, target = collate(items)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = branch(*inputs)
    known = target >= 0
    shared, web = torch.zeros_like(scores, dtype=torch.float), torch.zeros_like(target, dtype=torch.float)
    for r, item in enumerate(items):
        if item["shared"] is not None:
            shared[r, :len(item["shared"])], web[r, :len(item["shared"])] = item["shared"], 1.0
    own, allowed = scores[known].float(), name_sets[target[known]]
    loss = lambda s: -torch.logsumexp(F.log_softmax(s, -1) + allowed, -1)
    return (loss(own) + TOGETHER * web[known] * loss((own + shared[known]) / 2)).mean()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--rounds", type=float, default=10)
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
    of = lambda documents: States(corpus, model, documents)
    parts = {part: [of(corpus.documents[part])] for part in PASSES if part != "ewt"}
    plain = corpus.documents["ewt_train"]
    renamed = [docs for part, docs in corpus.documents.items() if part.startswith("ewt_renamed")]
    parts["ewt"] = [of(docs) for docs in (plain, without_paragraphs(plain), *renamed)]
    branch = NameBranch(model).train()
    kept = copy.deepcopy(branch)
    undecayed = lambda n: n.endswith("bias") or "norm" in n
    groups = [{"params": [w for n, w in branch.named_parameters() if n.startswith("head") == head and undecayed(n) != decay],
               "base": a.head_lr if head else a.lr, "weight_decay": 0.02 if decay else 0.0}
              for head in (True, False) for decay in (True, False)]
    optimiser = torch.optim.AdamW(groups, lr=a.lr, betas=(0.9, 0.98), fused=True)
    start, step, mean = time.time(), 0, 0.0
    steps = int(len(one_round(parts, rng, a.pieces)) * a.rounds)
    while step < steps:
        for items in one_round(parts, rng, a.pieces)[:steps - step]:
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * min(1.0, (step + 1) / 100) * (1 - step / steps)
            loss = loss_of(branch, items, corpus.name_sets)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(branch.parameters(), 2.0)
            optimiser.step()
            step += 1
            with torch.no_grad():
                torch._foreach_lerp_(list(kept.parameters()), list(branch.parameters()), 1 - min(MEMORY, step / (step + 10)))
            mean = 0.98 * mean + 0.02 * loss.item()
            if step % 100 == 0:
                print(f"{step} of {steps}, {(time.time() - start) / 60:.1f} min, loss {mean:.4f}", flush=True)
    torch.save({"branch": kept.state_dict(), "step": step}, f"{a.build}/names.pt")


if __name__ == "__main__":
    main()
