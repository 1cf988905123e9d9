"""Weights to the model file: `python export.py build ../model/reader.bin reader build/calibration.json`.

The graph is written node by node, so that nothing is masked, fused or reordered behind our back: weights int8 per
output channel in seven bits (eight would overflow the sixteen-bit sums of processors without VNNI), activations
uint8 with a scale per call, attention in float32. A call reads one window, so a window's outcome depends on nothing
else and there is no padding to mask.
"""

import json
import os
import struct
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from data import Corpus
from model import ARC, LINK, LINKS, NAMES_AFTER, NameBranch, Reader

RANGE = 63
HEADS = 12
MAX_PIECES = 180
# The share of the names' own layers in a name's scores, and what a word gets for being no name: the annotators of the
# development parts mark fewer names than those of the training parts.
OWN, UNNAMED = 0.55, 1.0


def best_scale(weight):
    """For each row the scale, from seven tenths of the full one up, whose rounding and clipping err least (squared)."""
    full = np.maximum(np.abs(weight).max(1), 1e-8) / RANGE
    best, least = full, np.full(len(full), np.inf)
    for share in np.arange(0.70, 1.001, 0.02):
        scale = (full * share)[:, None]
        error = ((np.clip(np.round(weight / scale), -RANGE, RANGE) * scale - weight) ** 2).sum(1)
        best, least = np.where(error < least, full * share, best), np.minimum(error, least)
    return best


class Graph:
    def __init__(self):
        self.nodes, self.constants, self.names = [], [], {}
        self.quantised = {}

    def constant(self, array, name):
        if name not in self.names:
            self.names[name] = name
            array = array if array.ndim == 0 else np.ascontiguousarray(array)
            self.constants.append(numpy_helper.from_array(array, name))
        return name

    def node(self, op, inputs, name, outputs=1, **attributes):
        outs = [f"{name}.{i}" if outputs > 1 else name for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, outs, name=name, **attributes))
        return outs[0] if outputs == 1 else outs

    def ints(self, values, name):
        return self.constant(np.array(values, np.int64), name)

    def quantise(self, x):
        """uint8, scale and zero point of an activation, once for all its readers."""
        if x not in self.quantised:
            self.quantised[x] = self.node("DynamicQuantizeLinear", [x], x + ".q", 3)
        return self.quantised[x]

    def linear(self, x, weight, bias, name):
        """x @ weight.T + bias with int8 weights. weight: [out, in]."""
        scale = best_scale(weight)
        quantised = np.clip(np.round(weight / scale[:, None]), -RANGE, RANGE).astype(np.int8)
        q, q_scale, q_zero = self.quantise(x)
        product = self.node("MatMulInteger", [q, self.constant(quantised.T, name + ".w"), q_zero,
                                              self.constant(np.array(0, np.int8), "int8.zero")], name + ".i")
        product = self.node("Cast", [product], name + ".f", to=TensorProto.FLOAT)
        factor = self.node("Mul", [q_scale, self.constant(scale.astype(np.float32), name + ".s")], name + ".qs")
        product = self.node("Mul", [product, factor], name + ".m")
        return self.node("Add", [product, self.constant(bias.astype(np.float32), name + ".b")], name)

    def float_linear(self, x, weight, bias, name):
        product = self.node("MatMul", [x, self.constant(weight.T.astype(np.float32), name + ".w")], name + ".m")
        return self.node("Add", [product, self.constant(bias.astype(np.float32), name + ".b")], name)

    def norm(self, x, weight, bias, name):
        return self.node("LayerNormalization", [x, self.constant(weight, name + ".g"), self.constant(bias, name + ".b")],
                         name, axis=-1, epsilon=1e-12)


    def rows(self, table, name, ids=None):
        """Rows of a table that is kept as int8 with a scale per row: those of `ids`, or all."""
        scale = np.maximum(np.abs(table).max(1), 1e-8) / 127
        whole = np.clip(np.round(table / scale[:, None]), -127, 127).astype(np.int8)
        parts = [self.constant(whole, name + ".table"), self.constant(scale.astype(np.float32)[:, None], name + ".scale")]
        if ids:
            parts = [self.node("Gather", [part, ids], f"{part}.rows") for part in parts]
        return self.node("Mul", [self.node("Cast", [parts[0]], name + ".float", to=TensorProto.FLOAT), parts[1]], name + ".value")


def embedded(g, w):
    """Pieces, and the positions that only a sentence longer than a window reaches, in int8; the rest is float."""
    x = g.rows(w["pieces.weight"], "pieces", "pieces")
    for key in ("case", "quote", "start"):
        part = g.node("Gather", [g.constant(w[f"{key}.weight"], f"{key}.table"), key], f"{key}.value")
        x = g.node("Add", [x, part], f"{key}.sum")
    shape = g.node("Shape", ["pieces"], "pieces.shape")
    length = g.node("Slice", [shape, g.ints([1], "one"), g.ints([2], "two"), g.ints([0], "zero")], "length")
    near, far = np.split(w["positions.weight"], [MAX_PIECES])
    table = g.node("Concat", [g.constant(near, "positions.near"), g.rows(far, "positions.far")], "positions.table", axis=0)
    positions = g.node("Slice", [table, g.ints([0], "zero"), length, g.ints([0], "zero")], "positions.value")
    x = g.node("Add", [x, positions], "positions.sum")
    return g.norm(x, w["norm.weight"], w["norm.bias"], "embedded")


def layer(g, x, w, p, name):
    """One layer of the encoder with the weights that begin with `p`."""
    weight, b = w[p + "qkv.weight"], w[p + "qkv.bias"]
    width = weight.shape[1]
    size = width // HEADS
    heads = g.ints([0, 0, HEADS, size], "heads.shape")
    part = {}
    for j, key in enumerate("qkv"):
        # The scale of the scores is folded into the query.
        factor = size ** -0.5 if key == "q" else 1.0
        y = g.linear(x, weight[j * width:(j + 1) * width] * factor, b[j * width:(j + 1) * width] * factor, f"{name}.{key}")
        y = g.node("Reshape", [y, heads], f"{name}.{key}.heads")
        part[key] = g.node("Transpose", [y], f"{name}.{key}.t", perm=[0, 2, 3, 1] if key == "k" else [0, 2, 1, 3])
    scores = g.node("MatMul", [part["q"], part["k"]], f"{name}.scores")
    scores = g.node("Softmax", [scores], f"{name}.attention", axis=-1)
    a = g.node("Transpose", [g.node("MatMul", [scores, part["v"]], f"{name}.mixed")], f"{name}.mixed.t", perm=[0, 2, 1, 3])
    a = g.node("Reshape", [a, g.ints([0, 0, width], "merged.shape")], f"{name}.merged")
    a = g.linear(a, w[p + "out.weight"], w[p + "out.bias"], f"{name}.out")
    x = g.norm(g.node("Add", [x, a], f"{name}.sum1"), w[p + "norm1.weight"], w[p + "norm1.bias"], f"{name}.norm1")
    h = g.node("Gelu", [g.linear(x, w[p + "up.weight"], w[p + "up.bias"], f"{name}.up")], f"{name}.gelu")
    h = g.linear(h, w[p + "down.weight"], w[p + "down.bias"], f"{name}.down")
    return g.norm(g.node("Add", [x, h], f"{name}.sum2"), w[p + "norm2.weight"], w[p + "norm2.bias"], f"{name}.norm2")


def words(g, x, width, name):
    """The mean of each word's first and last piece."""
    flat = g.node("Reshape", [x, g.ints([-1, width], "flat.shape")], f"{name}.flat")
    ends = [g.node("Gather", [flat, end], f"{name}.{end}") for end in ("first", "last")]
    return g.node("Mul", [g.node("Add", ends, f"{name}.sum"), g.constant(np.array(0.5, np.float32), "half")], name)


def build_graph(model, branch):
    w = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    own = {k: v.detach().float().numpy() for k, v in branch.state_dict().items()}
    g = Graph()
    x = embedded(g, w)
    states = [x := layer(g, x, w, f"layers.{i}.", f"layer{i}") for i in range(len(model.layers))]
    width = w["norm.weight"].shape[0]
    h = words(g, x, width, "words")
    x = states[NAMES_AFTER - 1]
    for i in range(len(branch.layers)):
        x = layer(g, x, own, f"layers.{i}.", f"names.layer{i}")
    named = words(g, x, width, "names.words")
    outputs = {}
    for key in ("upos", "features", "lemma"):
        logits = g.linear(h, w[f"{key}.weight"], w[f"{key}.bias"], f"{key}.logits")
        outputs[key] = g.node("ArgMax", [logits], key, axis=-1, keepdims=0)
    dep = g.node("Relu", [g.linear(h, w["arc_dep.weight"], w["arc_dep.bias"], "arc.dep.linear")], "arc.dep")
    head = g.node("Relu", [g.linear(h, w["arc_head.weight"], w["arc_head.bias"], "arc.head.linear")], "arc.head")
    factor = ARC ** -0.5 * 4
    mapped = g.node("MatMul", [dep, g.constant((w["arc"] * factor).astype(np.float32), "arc.w")], "arc.mapped")
    pairs = g.node("MatMul", [mapped, g.node("Transpose", [head], "arc.head.t", perm=[0, 2, 1])], "arc.pairs")
    prior = g.float_linear(head, w["arc_bias.weight"] * factor, w["arc_bias.bias"] * factor, "arc.prior")
    outputs["arcs"] = g.node("Add", [pairs, g.node("Transpose", [prior], "arc.prior.t", perm=[0, 2, 1])], "arcs")
    outputs["roots"] = g.node("Squeeze", [g.float_linear(dep, w["root.weight"], w["root.bias"], "root.score"), g.ints([2], "two")], "roots")
    for key in ("label_dep", "label_head", "roles"):
        outputs[key] = g.linear(h, w[f"{key}.weight"], w[f"{key}.bias"], key)
    # A name's scores come from the shared layers and from its own: the ones know the newswire, the others the web.
    shared = g.linear(h, w["names.weight"] * (1 - OWN), w["names.bias"] * (1 - OWN), "names.shared")
    unnamed = UNNAMED * (np.arange(len(own["head.bias"])) == 0)
    named = g.linear(named, own["head.weight"] * OWN, own["head.bias"] * OWN + unnamed, "names.own")
    outputs["names"] = g.node("Add", [shared, named], "names")
    for j, key in enumerate(LINKS):
        rows = slice(j * LINK, (j + 1) * LINK)
        outputs[key] = g.linear(h, w["links.weight"][rows], w["links.bias"][rows], key)
    ints, floats = TensorProto.INT32, TensorProto.FLOAT
    inputs = [helper.make_tensor_value_info(k, ints, ["batch", "pieces_len"]) for k in ("pieces", "case", "quote", "start")]
    inputs += [helper.make_tensor_value_info(k, ints, ["batch", "words_len"]) for k in ("first", "last")]
    shapes = {"arcs": 3, "roots": 2, "upos": 2, "features": 2, "lemma": 2}
    outs = [helper.make_tensor_value_info(v, TensorProto.INT64 if k in ("upos", "features", "lemma") else floats,
                                          [None] * shapes.get(k, 3)) for k, v in outputs.items()]
    model = helper.make_model(helper.make_graph(g.nodes, "reader", inputs, outs, g.constants),
                              opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model, w


def container(model, header):
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return b"DEMARCHE" + struct.pack("<II", 1, len(text)) + text + model.SerializeToString()


def make_header(labels, w, name, calibration):
    rounded = lambda a: [float(f"{x:.6g}") for x in np.asarray(a).reshape(-1)]
    tags = labels["role_tags"]
    transitions = w["role_transitions"] + w["role_forbidden"]
    return {
        "format": 1, "name": name, "max_pieces": MAX_PIECES, "pieces": labels["pieces"], "upos": labels["upos"],
        "features": labels["features"], "lemma_scripts": labels["lemma_scripts"], "relations": labels["relations"],
        "relation_weights": rounded(w["relation.weight"]), "relation_bias": rounded(w["relation.bias"]),
        "relation_root": rounded(w["label_root"]), "name_tags": labels["name_tags"],
        "name_temperature": calibration.get("name_temperature", 1.0), "role_tags": tags,
        "role_start": rounded(w["role_start"] + w["role_forbidden_start"]), "role_end": rounded(w["role_end"]),
        "role_transitions": [rounded(transitions[i]) for i in range(len(tags))],
        "no_source": rounded(w["no_source"]), "no_cue": rounded(w["no_cue"]),
        "attribution_calibration": calibration.get("attribution", [1.0, 0.0]),
    }


def load(build, corpus):
    """The reader and, once they are trained, its own layers for names."""
    state = torch.load(f"{build}/state.pt", weights_only=False)["model"]
    layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    model = Reader(corpus.labels, layers=layers)
    model.load_state_dict(state)
    branch = None
    if os.path.exists(f"{build}/names.pt"):
        branch = NameBranch(model)
        branch.load_state_dict(torch.load(f"{build}/names.pt", weights_only=False)["branch"])
        branch.eval()
    return model.eval(), branch


def main(build, out, name="reader", calibration=None):
    """`calibration`: the file that calibrate.py wrote, once it has."""
    corpus = Corpus(build)
    model, branch = load(build, corpus)
    calibration = json.load(open(calibration)) if calibration else {}
    with torch.no_grad():
        model.roles.bias += torch.tensor(calibration.get("role_bias", [0.0] * len(corpus.labels["role_tags"])))
    graph, w = build_graph(model, branch)
    data = container(graph, make_header(corpus.labels, w, name, calibration))
    open(out, "wb").write(data)
    print(f"{out}: {len(data)} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
