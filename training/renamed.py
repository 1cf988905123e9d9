"""EWT anew with other names: a text teaches where its names stand and not which they are, and small letters are no rarity.

A name gives way to another of its type, the same one wherever it stands in a document; organisations and places mostly to
such of their own genre (a restaurant to a restaurant), persons to names of as many words, and some of all but the
organisations to names from the newswire, which are less American.
"""

import collections

SHARE, OWN_GENRE, FROM_NEWS = 0.6, 0.7, 0.3
TRIES = 6
MARKED = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "Person": "PER", "Location": "LOC"}


def spans(tags):
    """(from, to, type) of the names that are marked."""
    i = 0
    while i < len(tags):
        j = i + 1
        if tags[i] != "O":
            while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            if tags[i][2:] in MARKED:
                yield i, j, MARKED[tags[i][2:]]
        i = j


def small(words):
    return all(w == w.lower() for w in words)


def genre(doc):
    return doc["id"].split("-")[0]


class Names:
    """The names of the web, by type, genre and whether they are in small letters, each once a genre; and those of the newswire."""

    def __init__(self, web, news):
        self.web, self.news = collections.defaultdict(list), collections.defaultdict(list)
        seen = set()
        for doc in web:
            for start, end, kind in spans(doc["tags"]):
                words = doc["forms"][start:end]
                if (kind, genre(doc), *words) not in seen:
                    seen.add((kind, genre(doc), *words))
                    for where in (genre(doc), None):
                        self.web[kind, where, small(words)].append(words)
        for doc in news:
            for start, end, kind in spans(doc["tags"]):
                words = doc["forms"][start:end]
                if kind != "ORG" and words[0].lower() != "the" and (kind, *words) not in seen:
                    seen.add((kind, *words))
                    self.news[kind].append(words)

    def other(self, kind, where, words, rng):
        if kind != "ORG" and not small(words) and rng.random() < FROM_NEWS:
            source = self.news[kind]
        else:
            source = self.web[kind, where if kind != "PER" and rng.random() < OWN_GENRE else None, small(words)]
        found = [rng.choice(source) for _ in range(TRIES)]
        alike = [f for f in found if len(f) == len(words)] if kind != "ORG" else []
        return (alike or found)[0]


def renamed(doc, names, rng, paragraphs, lowered):
    """A document with other names, with its paragraphs or as if it had none, some sentences or all in small letters."""
    out = {"set": doc["set"], "id": doc["id"], "forms": [], "tags": [], "sentences": [], "opens": []}
    starts, chosen = {a: (b, kind) for a, b, kind in spans(doc["tags"])}, {}
    all_small = rng.random() < 0.4 * lowered
    for (start, end), opens in zip(doc["sentences"], doc["opens"]):
        first, i = len(out["forms"]), start
        in_small = all_small or rng.random() < 0.6 * lowered
        while i < end:
            words, tags = doc["forms"][i:i + 1], ["O"]
            if i in starts:
                after, kind = starts[i]
                words = doc["forms"][i:after]
                key = (kind, " ".join(words).lower())
                if key not in chosen:
                    chosen[key] = names.other(kind, genre(doc), words, rng) if rng.random() < SHARE else None
                shouted = len(" ".join(words)) > 4 and all(w.isupper() for w in words)
                words = chosen[key] or words
                words = [w.upper() for w in words] if shouted else words
                tags = ["B-" + kind] + ["I-" + kind] * (len(words) - 1)
                i = after - 1
            out["forms"] += [w.lower() for w in words] if in_small else words
            out["tags"] += tags
            i += 1
        out["sentences"].append((first, len(out["forms"])))
        out["opens"].append(opens if paragraphs else first == 0)
    return out
