"""What the graph and the training code's decoders make of documents.

`python reference.py build ../model/reader.bin ../model/reference.json` writes the reference that the Rust reader is
tested against; `--dev` prints figures on the development sets instead (`--float`: of the weights before quantisation).
"""

import json
import os
import struct
import sys
import tempfile

import numpy as np

from data import Corpus, batch, cut
from decode import LINKS, agreed, attributions, held, name_chain, spans, speakers, tree, viterbi, within

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.txt")


def container_parts(path):
    """The header and the graph of a model file."""
    data = open(path, "rb").read()
    length = struct.unpack("<I", data[12:16])[0]
    return json.loads(data[16:16 + length]), data[16 + length:]


class Onnx:
    def __init__(self, path, threads=1):
        import onnxruntime
        self.header, graph = container_parts(path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(graph, options)

    def __call__(self, inputs):
        names = [o.name for o in self.session.get_outputs()]
        feed = {k: inputs[k].numpy().astype(np.int32) for k in ("pieces", "case", "quote", "start", "first", "last")}
        return dict(zip(names, self.session.run(names, feed)))


class Torch:
    """The same outputs from the weights themselves."""

    def __init__(self, build, corpus, header):
        import torch
        from export import load
        self.header, self.torch = header, torch
        self.model, self.branch = load(build, corpus)

    def __call__(self, inputs):
        from export import OWN, UNNAMED
        from model import NAMES_AFTER, word_means
        m = self.model
        with self.torch.no_grad():
            states = list(m.states(*(inputs[k] for k in ("pieces", "case", "quote", "start"))))
            h = word_means(states[-1], inputs["first"], inputs["last"])
            arcs, roots = m.arcs(h)
            out = {"arcs": arcs, "roots": roots, **m.link_vectors(h)}
            for key in ("upos", "features", "lemma"):
                out[key] = getattr(m, key)(h).argmax(-1)
            for key in ("label_dep", "label_head", "roles"):
                out[key] = getattr(m, key)(h)
            own = self.branch(states[NAMES_AFTER - 1], inputs["pieces"] == 0, inputs["first"], inputs["last"])
            out["names"] = m.names(h) * (1 - OWN) + own * OWN
            out["names"][..., 0] += UNNAMED
        return {k: v.numpy() for k, v in out.items()}


def read(network, corpus, doc):
    """A document's reading, one window a call, as the Rust reader does it."""
    h = network.header
    relation = np.array(h["relation_weights"], np.float32).reshape(len(h["relations"]), -1)
    relation_bias, relation_root = np.array(h["relation_bias"], np.float32), np.array(h["relation_root"], np.float32)
    role = [np.array(h[k], np.float32) for k in ("role_start", "role_end", "role_transitions")]
    name_start, name_end, name_transitions = name_chain(h["name_tags"])
    no_source, no_cue = np.array(h["no_source"], np.float32), np.array(h["no_cue"], np.float32)
    n = len(doc["forms"])
    out = {"upos": [None] * n, "lemma": [None] * n, "features": [None] * n, "heads": [-1] * n, "relations": [None] * n,
           "names": [], "role_tags": ["O"] * n, "attributions": [], "windows": []}
    chosen = list(corpus.windows(doc))
    out["windows"] = [(a, b) for _, a, b in chosen]
    layout = speakers(doc["forms"], doc["sentences"], doc["opens"])
    from prepare import apply_script
    emissions, parts = np.zeros((n, len(h["name_tags"])), np.float32), []
    for window in chosen:
        _, a, b = window
        got = network(batch(corpus, [window]))
        start, end = cut(*window)
        for i in range(start, end):
            w = i - start
            out["upos"][i] = h["upos"][got["upos"][0, w]]
            out["features"][i] = h["features"][got["features"][0, w]]
            out["lemma"][i] = apply_script(h["lemma_scripts"][got["lemma"][0, w]], doc["forms"][i])
        for s in range(a, b):
            x, y = doc["sentences"][s][0] - start, min(doc["sentences"][s][1], end) - start
            if x >= y:
                continue
            heads = tree(got["arcs"][0, x:y, x:y], got["roots"][0, x:y])
            for d, head in enumerate(heads):
                vector = relation_root if head < 0 else got["label_head"][0, x + head]
                scores = relation @ np.maximum(got["label_dep"][0, x + d] + vector, 0) + relation_bias
                for j, name in enumerate(h["relations"]):
                    if (name == "root") != (head < 0):
                        scores[j] = -1e9
                out["heads"][start + x + d] = start + x + head if head >= 0 else -1
                out["relations"][start + x + d] = h["relations"][int(scores.argmax())]
            parts.append((start + x, start + y))
        w = end - start
        emissions[start:end] = got["names"][0, :w]
        named = within(layout, start, end)
        tags = [h["role_tags"][t] for t in viterbi(held(got["roles"][0, :w], h["role_tags"], named), *role)]
        out["role_tags"][start:end] = tags
        for row in attributions(tags, doc["forms"][start:end], {k: got[k][0] for k in LINKS}, no_source, no_cue,
                                [s for s in named if s[2]]):
            move = lambda span: None if span is None else (span[0] + start, span[1] + start)
            out["attributions"].append({"source": move(row["source"]), "cue": [move(c) for c in row["cue"]],
                                        "content": [move(c) for c in row["content"]]})
    emissions = agreed(emissions, doc["forms"], h["name_tags"])
    for x, y in parts:
        path = viterbi(emissions[x:y], name_start, name_end, name_transitions)
        out["names"] += [(x + p, x + q, k) for p, q, k in spans([h["name_tags"][t] for t in path]) if k != "misc"]
    return out


def reference_documents(corpus):
    """The documents of reference.txt."""
    from prepare import TOKEN
    lines = [line.rstrip("\n") for line in open(SOURCE, encoding="utf-8") if not line.startswith("#")]
    for text in "\n".join(lines).strip().split("\n\n"):
        doc = {"forms": [], "sentences": [], "opens": []}
        for line in text.split("\n"):
            start = len(doc["forms"])
            doc["forms"] += [m.group() for m in TOKEN.finditer(line.removeprefix("¶ "))]
            doc["sentences"].append((start, len(doc["forms"])))
            doc["opens"].append(line.startswith("¶ "))
        yield corpus.encode(doc)


def dev(network, corpus, shared=None, limit=None):
    for part in ("ewt_dev", "gum_dev"):
        right = total = uas = las = upos = lemma = features = 0
        for doc in corpus.documents[part][:limit]:
            got = read(network, corpus, corpus.encode(doc))
            for i in range(len(doc["forms"])):
                total += 1
                head = got["heads"][i] == doc["head"][i]
                uas += head
                las += head and got["relations"][i].split(":")[0] == doc["relation"][i].split(":")[0]
                upos += got["upos"][i] == doc["upos"][i]
                features += got["features"][i] == doc["features"][i]
        print(f"{part}: UAS {100 * uas / total:.2f} LAS {100 * las / total:.2f} UPOS {100 * upos / total:.2f} features {100 * features / total:.2f}", flush=True)
    gold_names = predicted = hits = 0
    merge = {"government": "organization", "state": "place"}
    for doc in corpus.documents["worldwide_dev"][:limit]:
        got = {(a, b, merge.get(k, k)) for a, b, k in read(network, corpus, corpus.encode(doc))["names"]}
        tags = [corpus.labels["name_tags"][corpus.labels["name_sets"][n][0]] for n in doc["names"]]
        gold = {(a, b, merge.get(k, k)) for a, b, k in spans(tags)}
        keep = {"person", "organization", "place", "nationality", "date"}
        got, gold = {x for x in got if x[2] in keep}, {x for x in gold if x[2] in keep}
        gold_names, predicted, hits = gold_names + len(gold), predicted + len(got), hits + len(got & gold)
    print(f"worldwide_dev: F1 {200 * hits / (gold_names + predicted):.2f}", flush=True)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as f:
        for doc in corpus.documents["polnear_dev"][:limit]:
            got = read(network, corpus, corpus.encode(doc))
            place = lambda w: [doc["offsets"][w[0]][0], doc["offsets"][w[1] - 1][1]]
            rows = [{"source": [place(r["source"])] if r["source"] else [], "cue": [place(c) for c in r["cue"]],
                     "content": [place(c) for c in r["content"]]} for r in got["attributions"]]
            f.write(json.dumps({"id": doc["id"], "attributions": rows}) + "\n")
    if shared:
        import subprocess
        printed = subprocess.run([sys.executable, f"{shared}/score/score_attribution.py", f"{shared}/data/attribution/polnear_dev.jsonl", f.name],
                                 capture_output=True, text=True).stdout
        print("\n".join(line for line in printed.splitlines() if "rel-50" in line or "all" in line and ("exact " in line or "tok" in line)))


def main(argv):
    flags = [a for a in argv if a.startswith("--")]
    build, model, target = [a for a in argv if not a.startswith("--")]
    corpus = Corpus(build)
    network = Onnx(model)
    if "--float" in flags:
        network = Torch(build, corpus, network.header)
    if "--dev" in flags:
        return dev(network, corpus, target, limit=next((int(f[8:]) for f in flags if f.startswith("--limit=")), None))
    rows = []
    for doc in reference_documents(corpus):
        got = read(network, corpus, doc)
        rows.append({"forms": doc["forms"], "sentences": doc["sentences"], "opens_block": doc["opens"], "pieces": doc["piece_ids"],
                     "case": doc["case"], "quote": doc["quote"], "start": doc["start"], **got})
    json.dump({"documents": rows}, open(target, "w"), ensure_ascii=False, indent=0)


if __name__ == "__main__":
    main(sys.argv[1:])
