"""The reader: MiniLM's encoder with a head for each task, over windows of whole sentences.

Scores leave the network unmasked; what is allowed (heads in the same sentence, no self-arcs, BIO) is the decoder's
business, here in the losses and in Rust in the decoding.
"""

import copy
import math
import os

import torch
import torch.nn.functional as F
from torch import nn

ARC, LABEL, LINK = 256, 128, 64
# Names have layers of their own after this one, as many as are left, with a narrower inner layer.
NAMES_AFTER, NAMES_INNER = 4, 768
LINKS = ("cue_source_query", "source_key", "content_cue_query", "cue_key")


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, bias):
        b, t, w = x.shape
        split = lambda y: y.view(b, t, self.heads, w // self.heads).transpose(1, 2)
        q, k, v = (split(y) for y in self.qkv(x).split(w, -1))
        scores = q @ k.transpose(2, 3) * (w // self.heads) ** -0.5 + bias.to(q.dtype)
        a = torch.softmax(scores, -1, dtype=scores.dtype) @ v
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b, t, w)))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(h, self.dropout, self.training))


def padding_bias(padding, x):
    """What the attention scores of padding get: padding [B, T] to [B, 1, 1, T]."""
    return padding.to(x.dtype)[:, None, None, :] * -1e4


def word_means(x, first, last):
    """The mean of each word's first and last piece: x [B, T, width], flat positions [B, W] to [B, W, width]."""
    flat = x.reshape(-1, x.shape[-1])
    return (flat[first] + flat[last]) * 0.5


class NameBranch(nn.Module):
    """Layers for names alone, over states that the reader shares. They start as copies of the reader's last layers, of
    whose inner units those with the largest weights are kept."""

    def __init__(self, reader):
        super().__init__()
        self.layers = nn.ModuleList(narrowed(layer, NAMES_INNER) for layer in reader.layers[NAMES_AFTER:])
        self.head = copy.deepcopy(reader.names)

    def forward(self, x, padding, first, last):
        """States [B, T, width], padding [B, T] and flat word positions [B, W] to scores [B, W, tags]."""
        bias = padding_bias(padding, x)
        x = F.dropout(x, 0.05, self.training)
        for layer in self.layers:
            x = layer(x, bias)
        return self.head(F.dropout(word_means(x, first, last), 0.15, self.training))


def narrowed(layer, inner):
    layer = copy.deepcopy(layer)
    weight = layer.up.weight.norm(dim=1) * layer.down.weight.norm(dim=0)
    kept = weight.topk(inner).indices.sort().values
    for part, data in ((layer.up, (layer.up.weight[kept], layer.up.bias[kept])), (layer.down, (layer.down.weight[:, kept],))):
        for parameter, values in zip((part.weight, part.bias), data):
            parameter.data = values.detach().clone()
    return layer


class Reader(nn.Module):
    def __init__(self, labels, width=384, layers=6, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(len(labels["pieces"]), width)
        self.positions = nn.Embedding(512, width)
        self.case = nn.Embedding(5, width)
        self.quote = nn.Embedding(4, width)
        self.start = nn.Embedding(3, width)
        for table in (self.case, self.quote, self.start):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.dropout = dropout
        self.upos = nn.Linear(width, len(labels["upos"]))
        self.features = nn.Linear(width, len(labels["features"]))
        self.lemma = nn.Linear(width, len(labels["lemma_scripts"]))
        self.arc_dep = nn.Linear(width, ARC)
        self.arc_head = nn.Linear(width, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        nn.init.normal_(self.arc, std=0.01)
        self.arc_bias = nn.Linear(ARC, 1)
        self.root = nn.Linear(ARC, 1)
        self.label_dep = nn.Linear(width, LABEL)
        self.label_head = nn.Linear(width, LABEL)
        self.label_root = nn.Parameter(torch.zeros(LABEL))
        self.relation = nn.Linear(LABEL, len(labels["relations"]))
        self.names = nn.Linear(width, len(labels["name_tags"]))
        self.roles = nn.Linear(width, len(labels["role_tags"]))
        tags = labels["role_tags"]
        self.role_start = nn.Parameter(torch.zeros(len(tags)))
        self.role_end = nn.Parameter(torch.zeros(len(tags)))
        self.role_transitions = nn.Parameter(torch.zeros(len(tags), len(tags)))
        forbidden = torch.zeros(len(tags), len(tags))
        for i, a in enumerate(tags):
            for j, b in enumerate(tags):
                if b.startswith("I-") and a not in ("B-" + b[2:], b):
                    forbidden[i, j] = -1e4
        self.register_buffer("role_forbidden", forbidden)
        self.register_buffer("role_forbidden_start", torch.tensor([-1e4 if t.startswith("I-") else 0.0 for t in tags]))
        self.links = nn.Linear(width, len(LINKS) * LINK)
        self.no_source = nn.Parameter(torch.zeros(LINK))
        self.no_cue = nn.Parameter(torch.zeros(LINK))

    def load_minilm(self, folder, labels):
        from safetensors.torch import load_file
        w = load_file(os.path.join(folder, "model.safetensors"))
        w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"][torch.tensor(labels["pieces_old"])])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    qkv = [w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(qkv))
                    getattr(layer.out, part).copy_(w[f"{p}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(w[f"{p}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(w[f"{p}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(w[f"{p}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(w[f"{p}output.LayerNorm.{part}"])

    def states(self, pieces, case, quote, start):
        """[B, T] inputs to the states [B, T, width] after each layer."""
        t = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:t] + self.case(case) + self.quote(quote) + self.start(start)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = padding_bias(pieces == 0, x)
        for layer in self.layers:
            x = layer(x, bias)
            yield x

    def words(self, pieces, case, quote, start, first, last):
        """[B, T] inputs and flat word positions [B, W] to word vectors [B, W, width]."""
        *_, x = self.states(pieces, case, quote, start)
        return word_means(x, first, last)

    def arcs(self, h, drop=0.0):
        dep = F.dropout(F.relu(self.arc_dep(h)), drop, self.training)
        head = F.dropout(F.relu(self.arc_head(h)), drop, self.training)
        scores = dep @ self.arc @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return scores / math.sqrt(ARC) * 4, self.root(dep).squeeze(-1)

    def link_vectors(self, h):
        return dict(zip(LINKS, self.links(h).split(LINK, -1)))


# --- losses ---------------------------------------------------------------------------------------------------

def crf_loss(emissions, tags, mask, start, end, transitions):
    """Negative log-likelihood, summed over windows. emissions [B, W, K] float32; mask is 1 on a prefix of each row."""
    b, w, k = emissions.shape
    rows = torch.arange(b)
    alpha = start + emissions[:, 0]
    for t in range(1, w):
        step = torch.logsumexp(alpha[:, :, None] + transitions, 1) + emissions[:, t]
        alpha = torch.where(mask[:, t, None], step, alpha)
    total = torch.logsumexp(alpha + end, 1)
    gold = start[tags[:, 0]] + (emissions.gather(2, tags[..., None]).squeeze(2) * mask).sum(1)
    gold = gold + (transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
    last = mask.sum(1) - 1
    return (total - gold - end[tags[rows, last]]).sum()


def losses(model, batch):
    h = model.words(*(batch[k] for k in ("pieces", "case", "quote", "start", "first", "last")))
    h = F.dropout(h, 0.15, model.training)
    out = {}
    syntax = batch["syntax"]
    if len(syntax):
        s = h[syntax]
        mask = batch["head"] != -2
        for key, head in (("upos", model.upos), ("features", model.features), ("lemma", model.lemma)):
            target = batch[key]
            if (target >= 0).any():
                out[key] = F.cross_entropy(head(s)[target >= 0].float(), target[target >= 0])
        arcs, roots = model.arcs(s, 0.2)
        sentence = batch["sentence"]
        allowed = (sentence[:, :, None] == sentence[:, None, :]) & mask[:, :, None] & mask[:, None, :]
        allowed &= ~torch.eye(s.shape[1], dtype=torch.bool)
        scores = torch.cat([roots.float()[:, :, None], arcs.float().masked_fill(~allowed, -1e9)], 2)
        out["arc"] = F.cross_entropy(scores[mask], batch["head"][mask] + 1)
        dep, head = model.label_dep(s), model.label_head(s)
        where = batch["head"].clamp(min=0)
        chosen = head.gather(1, where[:, :, None].expand(-1, -1, head.shape[2]))
        chosen = torch.where((batch["head"] == -1)[:, :, None], model.label_root.to(chosen.dtype), chosen)
        hidden = F.dropout(F.relu(dep + chosen), 0.15, model.training)
        out["relation"] = F.cross_entropy(model.relation(hidden)[mask].float(), batch["relation"][mask])
    if len(batch["named"]):
        n = h[batch["named"]]
        target = batch["names"]
        mask = target >= 0
        logits = F.log_softmax(model.names(n)[mask].float(), -1)
        out["names"] = -torch.logsumexp(logits + batch["name_sets"][target[mask]], -1).mean()
    if len(batch["attributed"]):
        a = h[batch["attributed"]]
        mask = batch["roles"] >= 0
        emissions = model.roles(a).float()
        out["roles"] = crf_loss(emissions, batch["roles"].clamp(min=0), mask, model.role_start + model.role_forbidden_start,
                                model.role_end, model.role_transitions + model.role_forbidden) / mask.sum()
        vectors = {k: v.float() for k, v in model.link_vectors(a).items()}
        for name, query, key, none in (("source", "cue_source_query", "source_key", model.no_source),
                                       ("cue", "content_cue_query", "cue_key", model.no_cue)):
            out["link_" + name] = link_loss(vectors[query], vectors[key], none, batch["link_" + name])
    return out


def span_means(vectors, spans):
    """vectors [B, W, K]; spans [(row, from, to)] to [N, K]."""
    cumulative = F.pad(vectors.cumsum(1), (0, 0, 1, 0))
    row, start, end = (torch.tensor(x) for x in zip(*spans))
    return (cumulative[row, end] - cumulative[row, start]) / (end - start)[:, None]


def link_loss(queries, keys, none, links):
    """links: {"queries": spans, "keys": spans, "gold": index of a key or -1}; candidates are the row's keys and none."""
    if not links["queries"]:
        return queries.sum() * 0
    q = span_means(queries, links["queries"])
    scores = (q @ none)[:, None]
    if links["keys"]:
        same = torch.tensor([[a[0] == b[0] for b in links["keys"]] for a in links["queries"]])
        scores = torch.cat([scores, (q @ span_means(keys, links["keys"]).T).masked_fill(~same, -1e9)], 1)
    return F.cross_entropy(scores, torch.tensor(links["gold"]) + 1)
