"""What the linear model of categories knows of a pair: named features of lemmas and relations, and the rules' words."""

import collections
import glob
import os
import tomllib

from pairs import HERE, OLD_LABELS

RULES = os.path.join(HERE, "../rules")
KINDS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
LEXICON_WEIGHT = 0.1


class Lexicon:
    """The categories that the rules know a word for, by its kind and lemma, and the lists of words it is on."""

    def __init__(self, rules=RULES):
        self.lists = collections.defaultdict(set)
        for path in glob.glob(f"{rules}/words/*.txt"):
            name = os.path.basename(path).removesuffix(".txt")
            for line in open(path, encoding="utf-8"):
                if line.strip() and not line.startswith("#"):
                    self.lists[line.strip()].add(name)
        self.entries = collections.defaultdict(set)
        for path in sorted(glob.glob(f"{rules}/*/*.toml")):
            category = os.path.basename(os.path.dirname(path))
            book = tomllib.load(open(path, "rb"))
            for kind in set(KINDS.values()):
                for rule in book.get(kind, []):
                    self.add(kind, rule.get("lemmas", []), OLD_LABELS.get(category, category))

    def add(self, kind, lemmas, category):
        for lemma in [lemmas] if isinstance(lemmas, str) else lemmas:
            if lemma.startswith("@"):
                for word in [word for word, names in self.lists.items() if lemma[1:] in names]:
                    self.entries[kind, word].add((category, None))
                continue
            first, _, rest = lemma.partition(" ")
            if kind == "noun" and rest:
                first, rest = rest, first
            self.entries[kind, first].add((category, rest or None))

    def categories(self, pair, word):
        """Those of entries with a second word, where that is near; else those of the word alone."""
        near = pair.lemmas[max(0, word - 2): word + 6]
        entries = self.entries.get((KINDS.get(pair.upos[word]), pair.lemmas[word]), ())
        full = {category for category, rest in entries if rest and all(r in near for r in rest.split())}
        return full or {category for category, rest in entries if not rest}

    def features(self, pair):
        features = {}

        def add(place, word):
            for category in self.categories(pair, word):
                features[f"category.{place}={category}"] = LEXICON_WEIGHT
            for name in self.lists.get(pair.lemmas[word], ()):
                features[f"list.{place}={name}"] = LEXICON_WEIGHT

        children = children_of(pair)
        add("predicate", pair.predicate)
        for word in pair.path:
            add("path", word)
        for child in children[pair.predicate]:
            add("child", child)
            add("child." + pair.relations[child], child)
            for grandchild in children[child]:
                add("grandchild", grandchild)
        if pair.heads[pair.predicate] >= 0:
            add("above", pair.heads[pair.predicate])
        for place, words in (("between", pair.between), ("any", range(len(pair.lemmas))),
                             ("source", pair.source), ("target", pair.target)):
            for word in words:
                add(place, word)
        return features


def children_of(pair):
    children = [[] for _ in pair.heads]
    for word, head in enumerate(pair.heads):
        if head >= 0:
            children[head].append(word)
    return children


def word_features(pair):
    """Counts of named features."""
    counts = collections.Counter()
    lemmas, relations, heads = pair.lemmas, pair.relations, pair.heads
    actors = set(pair.source) | set(pair.target)
    children, predicate = children_of(pair), pair.predicate
    ends = relations[pair.source_head], relations[pair.target_head]
    counts["predicate=" + lemmas[predicate]] += 2
    counts["predicate.upos=" + pair.upos[predicate]] += 1
    counts["predicate+ends=" + "|".join([lemmas[predicate], *ends])] += 1
    counts["ends=" + "|".join([*ends, str(pair.source[:1] < pair.target[:1])])] += 1
    for word in pair.path:
        counts["path=" + lemmas[word]] += 1.5
    for side, start in (("up", pair.source_head), ("down", pair.target_head)):
        word = start
        while heads[word] >= 0 and word != predicate:
            counts[f"{side}={relations[word]}<{lemmas[heads[word]]}"] += 1
            word = heads[word]
    for child in children[predicate]:
        if child in actors:
            continue
        counts[f"child={relations[child]}:{lemmas[child]}"] += 1
        counts["child.lemma=" + lemmas[child]] += 1
        for grandchild in children[child]:
            if grandchild not in actors:
                counts[f"grandchild={relations[grandchild]}:{lemmas[grandchild]}"] += 0.5
    if heads[predicate] >= 0:
        counts[f"above={relations[predicate]}<{lemmas[heads[predicate]]}"] += 1
    for actor, head in (("source", pair.source_head), ("target", pair.target_head)):
        for child in children[head]:
            if relations[child] == "case":
                counts[f"{actor}.case={lemmas[child]}"] += 1
    add_sequences(counts, pair, lemmas)
    return counts


def add_sequences(counts, pair, lemmas):
    between = ["<", *(lemmas[i] for i in pair.between), ">"]
    for before, lemma in zip(between, between[1:]):
        counts["between=" + lemma] += lemma != ">"
        counts[f"between={before} {lemma}"] += len(between) > 2
    marked = []
    for i, lemma in enumerate(lemmas):
        shown = "<source>" if i in pair.source else "<target>" if i in pair.target else lemma
        if marked[-1:] != [shown] or shown == lemma:
            marked.append(shown)
    for before, lemma in zip([None, *marked], marked):
        counts["word=" + lemma] += 0.7
        if before:
            counts[f"words={before} {lemma}"] += 0.7
    for actor, words in (("source", pair.source), ("target", pair.target)):
        for i in words:
            counts[f"{actor}={lemmas[i]}"] += 0.5
