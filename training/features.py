"""Words to the reader's inputs: pieces, case, quotation and start classes, windows.

crates/reader does the same in Rust; model/reference.json holds both to it.
"""

import functools
import unicodedata

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
PAD, UNK, CLS, SEP = range(4)
MAX_WORD_PIECES = 16
MAX_SUBWORD_CHARS = 100
OUTSIDE, INSIDE_DOUBLE, INSIDE_SINGLE, MARK = range(4)


def is_punctuation(char):
    code = ord(char)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(char).startswith("P")


def is_ideograph(char):
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F
    )


def subwords(word):
    """The lowercased, unaccented word, split at punctuation and ideographs."""
    word = {"``": '"', "''": '"'}.get(word, word)
    parts, fresh = [], True
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or category in ("Cc", "Cf"):
            continue
        if char.isspace():
            fresh = True
        elif is_punctuation(char) or is_ideograph(char):
            parts.append(char)
            fresh = True
        else:
            if fresh:
                parts.append("")
            parts[-1] += char
            fresh = False
    return parts


class WordPiece:
    def __init__(self, pieces):
        self.ids = {piece: i for i, piece in enumerate(pieces)}
        self.word = functools.lru_cache(1 << 17)(self._word)

    def _subword(self, subword):
        if len(subword) > MAX_SUBWORD_CHARS:
            return [UNK]
        ids, start = [], 0
        while start < len(subword):
            end = len(subword)
            prefix = "##" if start else ""
            while end > start and (prefix + subword[start:end]) not in self.ids:
                end -= 1
            if end == start:
                return [UNK]
            ids.append(self.ids[prefix + subword[start:end]])
            start = end
        return ids

    def _word(self, word):
        ids = [i for part in subwords(word) for i in self._subword(part)]
        return tuple(ids[:MAX_WORD_PIECES] or [UNK])


def case_class(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4 if any(c.isdigit() for c in word) else 0
    upper = [c.isupper() for c in letters]
    lower = [c.islower() for c in letters]
    if all(upper):
        return 2 if len(letters) > 1 else 1
    if upper[0] and all(lower[1:]):
        return 1
    return 0 if all(lower) else 3


def quote_classes(forms, sentences, opens_block):
    """One class a word: outside, inside double marks, inside single marks, or a mark."""
    classes = []
    double = single = False
    for (start, end), opens in zip(sentences, opens_block):
        if opens:
            double = single = False
        for form in forms[start:end]:
            kind = None
            if form in ("“", "„", "«", "``"):
                double, kind = True, MARK
            elif form in ("”", "»", "''"):
                double, kind = False, MARK
            elif form == '"':
                double, kind = not double, MARK
            elif form in ("‘", "`"):
                single, kind = True, MARK
            elif form in ("’", "'") and single:
                single, kind = False, MARK
            if kind is None:
                kind = INSIDE_DOUBLE if double else INSIDE_SINGLE if single else OUTSIDE
            classes.append(kind)
    return classes


def start_classes(count, sentences, opens_block):
    classes = [0] * count
    for (start, _), opens in zip(sentences, opens_block):
        classes[start] = 2 if opens else 1
    return classes


def windows(lengths, opens_block, max_pieces=180, early=96):
    """Whole sentences to windows. `lengths`: pieces of each sentence. Yields (from, to) over sentences.

    A window is full at `max_pieces` with its two markers. It ends early, before a block, where it already holds
    `early` pieces and the whole block does not fit.
    """
    block_end = [0] * len(lengths)
    end = len(lengths)
    for i in reversed(range(len(lengths))):
        block_end[i] = end
        if opens_block[i]:
            end = i
    start, total = 0, 2
    for i, length in enumerate(lengths):
        if i > start:
            full = total + length > max_pieces
            block = sum(lengths[i:block_end[i]]) if opens_block[i] else 0
            early_break = opens_block[i] and total >= early and total + block > max_pieces
            if full or early_break:
                yield start, i
                start, total = i, 2
        total += length
    if start < len(lengths):
        yield start, len(lengths)
