#!/usr/bin/env python3
"""Trains the classifier of sentence ends and writes its weights for the segment stage.

    python training/segment.py --ud DIR [--out crates/pipeline/src/segment/data/weights.txt]

DIR holds the Universal Dependencies files ewt_train.conllu, gum_train.conllu, ewt_dev.conllu and gum_dev.conllu.
Needs numpy, scipy and scikit-learn; takes about two minutes on one core. The same input gives the same bytes: the
solver's seed is fixed, and weights are whole hundredths.

A block is cut at white space into chunks; each gap between two chunks is a candidate, and so is the place after a
full stop that runs into the next sentence ("said.The"). A logistic regression over named features with an L1 penalty
decides each candidate from left to right. What the features are made of is listed in
crates/pipeline/src/segment/data/features.txt, which the segmenter reads too; the reference file testdata/features.txt
beside it, written with --reference, keeps their values equal. After training, write it again.
"""

import argparse
import collections
import pathlib
import sys
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
MODULE = HERE.parent / "crates/pipeline/src/segment"
DATA = MODULE / "data"

# Genres of GUM whose texts are non-commercial: nothing that ships is trained on them.
NON_COMMERCIAL = {"fiction", "whow", "letter", "podcast", "essay"}

SEED = 7
INVERSE_PENALTY = 1.5
MIN_COUNT = 3
SCALE = 100
# What a sentence must have above zero, in hundredths, to end without a mark that can end one, where its block does
# end in such a mark. Blocks of e-mail are full of such ends, and do not; those of news have next to none.
UNMARKED_MARGIN = 150

# Unicode's White_Space, which str.isspace() exceeds by four control characters.
WHITE = frozenset(
    [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
)
TERMINATORS = ".!?…"
CLOSERS = "\"”’')]»"
OPENERS = "\"“‘([«"
SAME_MARK = {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚`´‹›", "'"), **dict.fromkeys("–—―_−", "-"), "…": ".."}


# --- chunks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chunk:
    """A stretch without white space, taken apart: `lead` and `tail` are its outer marks, `core` what is between."""

    start: int
    end: int
    lead: str
    core: str
    tail: str
    shape: str
    kind: str
    abbreviation: str
    stop: str
    opener: str
    end_mark: str


def lower(text):
    return "".join(c.lower() for c in text)


def alphanumeric(char):
    return char.isalpha() or char.isnumeric()


def plain(marks):
    """Marks with every school of quotation mark and dash made one, and runs shortened: “!!” is `!+`."""
    text = "".join(SAME_MARK.get(c, c) for c in marks[:8]).replace("''", '"')
    out = ""
    for c in text:
        if not out.endswith(c) and not (out.endswith(c + "+")):
            out += c
        elif not out.endswith("+") or c == "+":
            out += "+"
    return out[:5]


def shape(core):
    out = ""
    for c in core:
        s = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isnumeric() else c
        if not out.endswith(s * 2):
            out += s
    return out[:8]


def kind(lead, core, tail):
    """How a chunk opens: its last leading mark, and the case of its first letter."""
    if not core:
        return tail[:2]
    first = core[0]
    if first.isupper():
        case = "U" if len(core) > 1 and core == core.upper() else "C"
    elif first.isalpha() and first != first.upper():
        case = "l"
    else:
        case = "d" if first.isnumeric() else "o"
    return lead[-1:] + case


def abbreviation(core, tail, lists):
    if not tail.startswith("."):
        return ""
    if core + "." in lists.abbreviations:
        return lists.abbreviations[core + "."]
    if len(core) == 1 and core.isalpha():
        return "initial"
    parts = core.split(".")
    return "dotted" if len(parts) > 1 and all(len(p) == 1 and p.isalpha() for p in parts) else ""


GOES_ON = ("title", "label", "month", "day", "street", "link", "initial")


def stop(class_of_abbreviation):
    """Whether a sentence may end in an abbreviation of this class, or rather goes on."""
    if not class_of_abbreviation:
        return ""
    return "on" if class_of_abbreviation in GOES_ON else "may"


def end_mark(tail):
    """P: the chunk ends in a mark that can end a sentence. C: in another mark. N: in none."""
    return "P" if any(c in ".!?" for c in tail) else "C" if tail else "N"


def take_apart(text, start, end, lists):
    """The chunk [start, end) of a block."""
    a, b = start, end
    while a < b and not alphanumeric(text[a]):
        a += 1
    while b > a and not alphanumeric(text[b - 1]):
        b -= 1
    lead, core, tail = ("", "", text[start:end]) if a == b else (text[start:a], text[a:b], text[b:end])
    lead, tail = plain(lead), plain(tail)
    form = abbreviation(core, tail, lists)
    return Chunk(
        start,
        end,
        lead,
        lower(core)[:16],
        tail,
        shape(core[:24]),
        kind(lead, core, tail),
        form,
        stop(form),
        "o" if core[:1].isupper() and lower(core) in lists.openers else "",
        end_mark(tail),
    )


def is_address(word):
    return "@" in word or "://" in word or "www." in word.lower()


def glued_end(text, start, end):
    """Where a sentence may end inside [start, end): after its first full stop that runs into a capital."""
    i = start
    while i < end:
        if text[i] not in TERMINATORS:
            i += 1
            continue
        run = i
        while i < end and text[i] in TERMINATORS:
            i += 1
        stop = i
        while i < end and text[i] in CLOSERS:
            i += 1
        if i < end and run > start and glues(text, start, run, stop, i):
            return i
    return None


def glues(text, start, run, stop, after):
    """Whether the terminators [run, stop), with closers up to `after`, can end a sentence that the next one touches."""
    before, following = text[run - 1], text[after]
    if following in OPENERS:
        return before.isalpha()
    if stop - run == 1 and text[run] == ".":
        second = text[after + 1 : after + 2]
        return before.islower() and run - start > 1 and following.isupper() and not second.isupper()
    return before.isalpha() and following.isalpha()


def chunks(text, lists):
    """The chunks of a block, in order."""
    out, i, n = [], 0, len(text)
    while i < n:
        if ord(text[i]) in WHITE:
            i += 1
            continue
        j = i
        while j < n and ord(text[j]) not in WHITE:
            j += 1
        whole = is_address(text[i:j])
        while not whole and (cut := glued_end(text, i, j)) is not None:
            out.append(take_apart(text, i, cut, lists))
            i = cut
        out.append(take_apart(text, i, j, lists))
        i = j
    return out


# --- features ---------------------------------------------------------------------------------------------------------


def quoted(parts):
    """For each chunk, whether it leaves a quotation open."""
    out, inside = [], False
    for c in parts:
        if not c.core and c.tail == '"':
            inside = not inside
        elif '"' in c.tail:
            inside = False
        elif '"' in c.lead:
            inside = True
        out.append(inside)
    return out


def streaks(parts):
    """For each chunk, how many capitalised chunks in a row it ends."""
    out, n = [], 0
    for c in parts:
        n = n + 1 if c.kind[-1:] in ("C", "U") else 0
        out.append(n)
    return out


def distances(parts):
    """For each chunk, how many chunks follow it up to the next that ends in a mark; 99 where none does."""
    out, n = [], 99
    for c in reversed(parts):
        out.append(n)
        n = 0 if c.end_mark == "P" else min(n + 1, 99)
    return out[::-1]


BUCKETS = (1, 2, 3, 4, 7, 12, 20, 40)


def bucket(n):
    return str(max((b for b in BUCKETS if b <= n), default=0))


EDGE = Chunk(0, 0, "^", "^", "^", "^", "^", "^", "^", "", "^")


class View:
    """A block's chunks with what each knows of its neighbourhood."""

    def __init__(self, text, lists):
        self.text = text
        self.parts = chunks(text, lists)
        self.quoted = quoted(self.parts)
        self.capitals = streaks(self.parts)
        self.capitals_after = streaks(self.parts[::-1])[::-1]
        self.distance = distances(self.parts)

    def at(self, i):
        return self.parts[i] if 0 <= i < len(self.parts) else EDGE


class State:
    """What is known of the sentence so far: its chunks, and the brackets that it left open."""

    def __init__(self):
        self.length = 0
        self.open = 0

    def take(self, view, i):
        chunk = view.parts[i]
        self.length += 1
        for c in view.text[chunk.start : chunk.end]:
            self.open = max(0, self.open + (c in "([") - (c in ")]"))


def fields(view, i, state):
    """What is known of the gap after chunk `i`, by the names of data/features.txt."""
    roles = ("before2", "before", "left", "right", "after", "after2")
    left, right = view.at(i), view.at(i + 1)
    known = {
        "gap": "glued" if left.end == right.start else "gap",
        "size": str(min(len(left.core), 5)),
        "quote": "in" if view.quoted[i] else "out",
        "depth": "open" if state.open else "shut",
        "length": bucket(state.length),
        "place": bucket(i),
        "remaining": bucket(len(view.parts) - 1 - i),
        "distance": bucket(view.distance[i]),
        "capitals": bucket(view.capitals[i]),
        "capitals-after": bucket(view.capitals_after[i + 1]),
        "first": view.parts[0].core,
    }
    for role, chunk in zip(roles, (view.at(i + k) for k in range(-2, 4))):
        known |= {
            f"{role}.core": chunk.core,
            f"{role}.head3": chunk.core[:3],
            f"{role}.end2": chunk.core[-2:],
            f"{role}.end3": chunk.core[-3:],
            f"{role}.lead": chunk.lead,
            f"{role}.tail": chunk.tail,
            f"{role}.shape": chunk.shape,
            f"{role}.kind": chunk.kind,
            f"{role}.class": chunk.abbreviation,
            f"{role}.stop": chunk.stop,
            f"{role}.opener": chunk.opener,
            f"{role}.mark": chunk.end_mark,
        }
    return known


def features(view, i, state, templates):
    """The features of the gap after chunk `i`, each a name and its values, separated by spaces."""
    known = fields(view, i, state)
    return [" ".join([name, *(known[field] or "_" for field in values)]) for name, *values in templates]


# --- data -------------------------------------------------------------------------------------------------------------


def read_table(path):
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [fields for fields in lines if fields]


@dataclass(frozen=True)
class Lists:
    """The files that the segmenter reads too."""

    abbreviations: dict
    openers: frozenset
    speech: frozenset
    templates: list

    @classmethod
    def read(cls):
        return cls(
            {fields[0]: fields[1] for fields in read_table(DATA / "abbreviations.txt")},
            frozenset(fields[0] for fields in read_table(DATA / "openers.txt")),
            frozenset(fields[0] for fields in read_table(DATA / "speech.txt")),
            read_table(DATA / "features.txt"),
        )


def read_blocks(path, keep=lambda document: True):
    """The paragraphs of a CoNLL-U file: (document, text, ends of sentences), with a space where the file has one."""
    blocks, document, opens, tokens, covered = [], "", True, [], 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            document, opens = line.split("=")[-1].strip(), True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            opens = True
        elif not line and tokens:
            if opens or not blocks:
                blocks.append((document, [], []))
            blocks[-1][1].extend(tokens)
            blocks[-1][2].append(len(blocks[-1][1]))
            opens, tokens, covered = False, [], 0
        elif line[:1].isdigit():
            number, form, *_, misc = line.split("\t")
            first, _, last = number.partition("-")
            if "." not in first and int(first) > covered:
                covered = int(last or first)
                tokens.append(form + ("" if "SpaceAfter=No" in misc.split("|") else " "))
    return [(document, *join(forms, ends)) for document, forms, ends in blocks if keep(document)]


def join(forms, ends):
    """The text of a block's tokens, and the offsets where its sentences end."""
    text, offsets, last_of_sentence = "", [], set(ends)
    for i, form in enumerate(forms, 1):
        text += form
        if i in last_of_sentence:
            offsets.append(len(text.rstrip(" ")))
    return text.rstrip(" "), set(offsets)


def commercial(document):
    return not (document.startswith("GUM_") and document.split("_")[1] in NON_COMMERCIAL)


def instances(blocks, lists):
    """Every candidate of every block with its features and whether a sentence ends there."""
    rows, gold = [], []
    for _, text, ends in blocks:
        view, state = View(text, lists), State()
        for i in range(len(view.parts) - 1):
            state.take(view, i)
            rows.append(features(view, i, state, lists.templates))
            gold.append(view.parts[i].end in ends)
            if gold[-1]:
                state = State()
    return rows, gold


# --- training ---------------------------------------------------------------------------------------------------------


def fit(rows, gold, inverse_penalty=INVERSE_PENALTY):
    """Weights in hundredths by feature, and the bias as the feature `bias`."""
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = collections.Counter(name for row in rows for name in row)
    index = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= MIN_COUNT))}
    columns, ends = [], [0]
    for row in rows:
        columns.extend(sorted({index[name] for name in row if name in index}))
        ends.append(len(columns))
    matrix = csr_matrix((numpy.ones(len(columns), numpy.float64), columns, ends), shape=(len(rows), len(index)))
    model = LogisticRegression(l1_ratio=1, solver="liblinear", C=inverse_penalty, random_state=SEED)
    model.fit(matrix, numpy.array(gold))
    weights = {name: round(SCALE * float(model.coef_[0][i])) for name, i in index.items()}
    return {"bias": round(SCALE * float(model.intercept_[0])), **{n: w for n, w in weights.items() if w}}


def certain(view, i, lists):
    """What needs no weights, as the treebanks have too few cases to learn it from: None where it is not certain."""
    left, right = view.at(i), view.at(i + 1)
    if left.tail == "]" and left.core[-1:].isalpha():
        return False
    if left.tail[-1:] in ("'", '"') and left.tail[-2:-1] in (".", "!", "?", "+"):
        return False if goes_on(view, i, lists) else None
    if left.tail != ".":
        return None
    if left.stop == "may" and right.opener and right.kind in ("C", '"C'):
        return True
    name = left.abbreviation == "title" and right.kind in ("C", "U")
    number = left.abbreviation in ("label", "month", "day") and right.kind == "d"
    return False if name or number else None


def goes_on(view, i, lists):
    """Whether a small letter follows a quotation, or, after its question or exclamation, a name that says it."""
    right = view.at(i + 1)
    if right.kind == "l":
        return all(c.isalpha() for c in right.core)
    if right.opener or "." in view.at(i).tail:
        return False
    for chunk in (view.at(i + k) for k in range(1, 6)):
        if chunk.kind not in ("C", "U"):
            return chunk.core in lists.speech
    return False


def decode(text, weights, lists):
    """Where the sentences of a block end, decided from left to right."""
    view, state, ends = View(text, lists), State(), []
    for i in range(len(view.parts) - 1):
        state.take(view, i)
        ends_here = certain(view, i, lists)
        if ends_here is None:
            names = features(view, i, state, lists.templates)
            marked = view.parts[i].end_mark == "P" or view.parts[-1].end_mark != "P"
            margin = 0 if marked else UNMARKED_MARGIN
            ends_here = weights["bias"] + sum(weights.get(name, 0) for name in names) > margin
        if ends_here:
            ends.append(view.parts[i].end)
            state = State()
    return ends + [part.end for part in view.parts[-1:]]


def score(blocks, weights, lists):
    """Precision, recall and F1 of whole sentences, in per cent."""
    gold = guessed = right = 0
    for _, text, ends in blocks:
        found = decode(text, weights, lists)
        a, b = sorted(ends), found
        spans, guesses = set(zip([0, *a], a)), set(zip([0, *b], b))
        gold, guessed, right = gold + len(spans), guessed + len(guesses), right + len(spans & guesses)
    return 100 * right / max(guessed, 1), 100 * right / max(gold, 1), 200 * right / max(gold + guessed, 1)


def write_weights(path, weights):
    lines = ["# Weights of the ends of sentences, in hundredths. Written by training/segment.py: do not edit."]
    lines += [f"{weight} {name}" for name, weight in sorted(weights.items(), key=lambda item: item[0])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# Written for this file. Between them they hold every school of quotation mark, abbreviations, numbers, addresses,
# marks in runs, a sentence that touches the next, letters beyond ASCII and marks that combine.
SENTENCES = (
    "word",
    "Gen. Okafor met U.S. President Lena Holt at 10:30 a.m. Thursday. They signed Protocol No. 12.",
    "“We will wait,” said J. K. Lowe. ‘Not now,’ she added: ``Never!'' « Peut-être », he wrote…",
    "The talks failed.The envoys left (angry) for Lima -- $5.5m poorer. Why?! Nobody knows...",
    "Write to press@example.org or http://example.org/a.B [in English]. THE END Mr. İnce",
    "cafe\u0301 owners in Łódź paid 1,000 zł; “Це кінець.” 你好。 ½ \u00a0 3rd — the 1990s’ last __",
)


def write_reference(lists):
    """Writes the sentences and what is made of each of their gaps, for the segmenter's test."""
    lines = ["# Sentences and the features of each gap. Written by training/segment.py --reference: do not edit."]
    for sentence in SENTENCES:
        lines.append("> " + sentence)
        view, state = View(sentence, lists), State()
        for i in range(len(view.parts) - 1):
            state.take(view, i)
            lines.append("\t".join(features(view, i, state, lists.templates)))
    path = MODULE / "testdata/features.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path} written")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ud", type=pathlib.Path, help="folder of the UD files")
    options.add_argument("--out", type=pathlib.Path, default=DATA / "weights.txt")
    options.add_argument("--reference", action="store_true", help="write the reference file of features, and no more")
    given = options.parse_args()
    lists = Lists.read()
    if given.reference:
        return write_reference(lists)
    if not given.ud:
        options.error("--ud is needed: the folder of the UD files")
    train = read_blocks(given.ud / "ewt_train.conllu") + read_blocks(given.ud / "gum_train.conllu", commercial)
    weights = fit(*instances(train, lists))
    write_weights(given.out, weights)
    print(f"{len(weights)} weights written to {given.out}")
    for name, blocks in (
        ("EWT dev", read_blocks(given.ud / "ewt_dev.conllu")),
        ("GUM dev, news", read_blocks(given.ud / "gum_dev.conllu", lambda d: d.startswith("GUM_news"))),
        ("GUM dev, commercial", read_blocks(given.ud / "gum_dev.conllu", commercial)),
    ):
        print("{}: precision {:.2f}, recall {:.2f}, F1 {:.2f}".format(name, *score(blocks, weights, lists)))


if __name__ == "__main__":
    sys.exit(main())
