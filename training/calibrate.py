"""Sets thresholds and makes scores probabilities: `python calibrate.py build model.bin` writes build/calibration.json, with
`--names` only the names' part of it.

Roles: one bias for each of the tags in `TUNED`, found by coordinate search for the best rel-50 F1; the likelihood that
training maximises marks too much content and too few cues for that measure. The biases are folded into the head. Names: one temperature, by the likelihood of the development labels. Attributions: a logistic curve from the raw
score (the mean of the source's link, the contents' links and the posteriors of the tags) to the share of attributions
that are right by the measure of rel-50.
"""

import json
import sys

import numpy as np

from data import Corpus, batch, cut
from decode import LINKS, agreed, attributions, held, log_softmax, speakers, viterbi, within
from reference import Onnx


def logsumexp(x, axis):
    top = x.max(axis, keepdims=True)
    return (top + np.log(np.exp(x - top).sum(axis, keepdims=True))).squeeze(axis)


def posteriors(emissions, start, end, transitions):
    forward, backward = [start + emissions[0]], [end]
    for e in emissions[1:]:
        forward.append(logsumexp(forward[-1][:, None] + transitions, 0) + e)
    for e in emissions[:0:-1]:
        backward.append(logsumexp(transitions + (e + backward[-1])[None, :], 1))
    total = np.array(forward) + np.array(backward[::-1])
    return np.exp(log_softmax(total))


def scored_attributions(emissions, forms, tags, role, vectors, no_source, no_cue, named):
    """Attributions of one window with their raw scores."""
    emissions = held(emissions, tags, named)
    path = viterbi(emissions, *role)
    posterior = posteriors(emissions, *role)[np.arange(len(path)), path]
    for row in attributions([tags[t] for t in path], forms, vectors, no_source, no_cue, [s for s in named if s[2]]):
        words = [i for span in [*row["cue"], row["source"], *row["content"]] if span for i in range(*span)]
        yield row, np.mean([*row["links"], posterior[words].mean()])


def words_of(spans_):
    return {i for s in spans_ if s for i in range(*s)}


def iou(a, b):
    return len(a & b) / len(a | b) if a | b else 1.0


def right(row, gold):
    for cue, source, contents in gold:
        found = words_of(row["cue"]) & words_of([cue])
        if found and bool(source) == bool(row["source"]) and iou(words_of([source]), words_of([row["source"]])) >= 0.5 \
                and iou(words_of(contents), words_of(row["content"])) >= 0.5:
            return True
    return False


TUNED = {"B-cue": (0.5, 4), "I-content": (0.05, 4), "B-content": (0.5, 2), "B-source": (0.5, 2)}


def scored_documents(corpus, network):
    """For each development article its gold and, window by window, the network's scores."""
    for doc in corpus.documents["polnear_dev"]:
        scores, found = [], speakers(doc["forms"], doc["sentences"], doc["opens"])
        for window in corpus.windows(corpus.encode(doc)):
            start, end = cut(*window)
            got = network(batch(corpus, [window]))
            scores.append((start, got["roles"][0, :end - start], doc["forms"][start:end], {k: got[k][0] for k in LINKS},
                           within(found, start, end)))
        yield doc["links"], scores


def outcomes(documents, header, bias):
    """Raw score and rightness of every attribution, and how many there should be."""
    role = [np.array(header[k], np.float32) for k in ("role_start", "role_end", "role_transitions")]
    none = [np.array(header[k], np.float32) for k in ("no_source", "no_cue")]
    raw, hit, wanted = [], [], 0
    for gold, windows in documents:
        wanted += len(gold)
        for start, emissions, forms, vectors, named in windows:
            for row, score in scored_attributions(emissions + bias, forms, header["role_tags"], role, vectors, *none, named):
                move = lambda s: s and (s[0] + start, s[1] + start)
                row = {"source": move(row["source"]), "cue": [move(c) for c in row["cue"]], "content": [move(c) for c in row["content"]]}
                raw.append(score)
                hit.append(right(row, gold))
    return np.array(raw), np.array(hit), wanted


def tune(documents, header):
    """Coordinate search over the biases of `TUNED`, each by its own step."""
    bias = np.zeros(len(header["role_tags"]), np.float32)

    def f1(candidate):
        _, hit, wanted = outcomes(documents, header, candidate)
        return 2 * hit.sum() / (len(hit) + wanted)

    best = f1(bias)
    for halving in (1, 2):
        for tag, (step, most) in TUNED.items():
            at = header["role_tags"].index(tag)
            for sign in (1, -1):
                for _ in range(most):
                    candidate = bias.copy()
                    candidate[at] += sign * step / halving
                    found = f1(candidate)
                    if found <= best + 1e-3:  # less is noise
                        break
                    best, bias = found, candidate
        print(f"role biases {dict(zip(header['role_tags'], bias.round(3).tolist()))}: F1 {best:.4f}", flush=True)
    return bias


def of_attributions(corpus, network):
    """The biases of the role tags, and the logistic curve over the raw scores."""
    from sklearn.linear_model import LogisticRegression
    documents = list(scored_documents(corpus, network))
    bias = tune(documents, network.header)
    raw, hit, _ = outcomes(documents, network.header, bias)
    raw = np.clip(raw, 1e-6, 1 - 1e-6)
    fit = LogisticRegression(C=1e6).fit(np.log(raw / (1 - raw))[:, None], hit)
    print(f"attributions right {hit.mean():.3f} of {len(hit)}")
    return {"attribution": [float(fit.coef_[0][0]), float(fit.intercept_[0])], "role_bias": [round(float(b), 4) for b in bias]}


def of_names(corpus, network):
    """The temperature under which the development labels are most likely."""
    logits, gold = [], []
    for doc in corpus.documents["worldwide_dev"]:
        found, forms = [], []
        for window in corpus.windows(corpus.encode(doc)):
            start, end = cut(*window)
            found.append(network(batch(corpus, [window]))["names"][0, :end - start])
            forms += doc["forms"][start:end]
            gold += doc["names"][start:end]
        logits.append(agreed(np.concatenate(found), forms, network.header["name_tags"]))
    logits, allowed = np.concatenate(logits), corpus.name_sets.numpy()[gold]
    likelihood = lambda t: -logsumexp(log_softmax(logits / t) + allowed, 1).mean()
    return {"name_temperature": round(float(min(np.arange(0.6, 3.0, 0.05), key=likelihood)), 2)}


def main(build, model, names_only=None):
    corpus, network = Corpus(build), Onnx(model)
    path = f"{build}/calibration.json"
    found = json.load(open(path)) if names_only else of_attributions(corpus, network)
    found.update(of_names(corpus, network))
    json.dump(found, open(path, "w"))
    print(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
