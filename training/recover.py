"""The float weights of a shipped model, from its int8 ones: `python recover.py build ../model/reader.bin`.

Writes build/state.pt, build/names.pt and build/calibration.json, from which the names' own layers, what export.py adds to
the weights, or the calibrations can be made anew without training the shared network again. export.py turns them into
the same integers as before, with scales that differ in the last bit. The biases of the role tags are part of the head's
own, so those of the calibration are nothing.
"""

import json
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from export import OWN, UNNAMED
from model import ARC, LINKS, NameBranch, Reader
from reference import container_parts

FACTOR = ARC ** -0.5 * 4


class Constants:
    """The constants of a graph, as floats."""

    def __init__(self, graph):
        self.of = {i.name: numpy_helper.to_array(i) for i in graph.initializer}

    def table(self, name):
        return self.of[f"{name}.table"].astype(np.float32) * self.of[f"{name}.scale"]

    def linear(self, name):
        """Weight [out, in] and bias of a linear layer, in int8 or float."""
        weight, scale = self.of[f"{name}.w"].astype(np.float32), self.of.get(f"{name}.s", np.float32(1))
        return (weight * scale).T, self.of[f"{name}.b"]


def layer(constants, name, heads):
    """One layer of the encoder, by the names of its parameters."""
    parts = {key: constants.linear(f"{name}.{key}") for key in ("q", "k", "v", "out", "up", "down")}
    # The scale of the scores was folded into the query.
    factor = (parts["q"][0].shape[0] // heads) ** 0.5
    parts["q"] = tuple(p * factor for p in parts["q"])
    qkv = [parts.pop(key) for key in "qkv"]
    parts["qkv"] = tuple(np.concatenate(p) for p in zip(*qkv))
    for norm in ("norm1", "norm2"):
        parts[norm] = constants.of[f"{name}.{norm}.g"], constants.of[f"{name}.{norm}.b"]
    return {f"{part}.{kind}": value for part, pair in parts.items() for kind, value in zip(("weight", "bias"), pair)}


def shared(constants, header, model):
    """The parameters of the reader."""
    of, found = constants.of, {}
    put = lambda name, pair, factor=1.0: found.update({f"{name}.weight": pair[0] / factor, f"{name}.bias": pair[1] / factor})
    found["pieces.weight"] = constants.table("pieces")
    found["positions.weight"] = np.concatenate([of["positions.near"], constants.table("positions.far")])
    for key in ("case", "quote", "start"):
        found[f"{key}.weight"] = of[f"{key}.table"]
    put("norm", (of["embedded.g"], of["embedded.b"]))
    for i, own in enumerate(model.layers):
        found.update({f"layers.{i}.{k}": v for k, v in layer(constants, f"layer{i}", own.heads).items()})
    for key in ("upos", "features", "lemma"):
        put(key, constants.linear(f"{key}.logits"))
    put("arc_dep", constants.linear("arc.dep.linear"))
    put("arc_head", constants.linear("arc.head.linear"))
    put("arc_bias", constants.linear("arc.prior"), FACTOR)
    put("root", constants.linear("root.score"))
    put("names", constants.linear("names.shared"), 1 - OWN)
    for key in ("label_dep", "label_head", "roles"):
        put(key, constants.linear(key))
    put("links", tuple(np.concatenate(p) for p in zip(*(constants.linear(key) for key in LINKS))))
    relations = np.array(header["relation_weights"]).reshape(len(header["relations"]), -1)
    put("relation", (relations, np.array(header["relation_bias"])))
    found["arc"], found["label_root"] = of["arc.w"] / FACTOR, header["relation_root"]
    # What the header forbids is forbidden once more when it is loaded.
    for key in ("role_start", "role_end", "role_transitions"):
        forbidden = getattr(model, {"role_start": "role_forbidden_start", "role_transitions": "role_forbidden"}.get(key, ""), 0)
        found[key] = np.array(header[key]) - np.asarray(forbidden)
    found["no_source"], found["no_cue"] = header["no_source"], header["no_cue"]
    return found


def own(constants, branch):
    """The parameters of the names' own layers."""
    found = {f"layers.{i}.{k}": v for i, own in enumerate(branch.layers)
             for k, v in layer(constants, f"names.layer{i}", own.heads).items()}
    weight, bias = constants.linear("names.own")
    return {**found, "head.weight": weight / OWN, "head.bias": (bias - UNNAMED * (np.arange(len(bias)) == 0)) / OWN}


def load(module, found):
    module.load_state_dict({k: torch.tensor(np.asarray(v, np.float32)) for k, v in found.items()}
                           | {k: v for k, v in module.named_buffers()})


def main(build, model):
    header, graph = container_parts(model)
    constants = Constants(onnx.load_from_string(graph).graph)
    labels = json.load(open(f"{build}/labels.json"))
    for key in ("pieces", "upos", "features", "lemma_scripts", "relations", "name_tags", "role_tags"):
        if labels[key] != header[key]:
            sys.exit(f"{build}/labels.json: other {key} than in {model}; make it from the corpora that the model was trained on")
    reader = Reader(labels)
    load(reader, shared(constants, header, reader))
    torch.save({"model": reader.state_dict()}, f"{build}/state.pt")
    branch = NameBranch(reader)
    load(branch, own(constants, branch))
    torch.save({"branch": branch.state_dict()}, f"{build}/names.pt")
    calibration = {"attribution": header["attribution_calibration"], "name_temperature": header["name_temperature"],
                   "role_bias": [0.0] * len(header["role_tags"])}
    json.dump(calibration, open(f"{build}/calibration.json", "w"))


if __name__ == "__main__":
    main(*sys.argv[1:3])
