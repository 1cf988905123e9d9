"""Names from a treebank: what the proper nouns and the entities of GUM say about names, and what they leave open.

A treebank tells where names are better than of which type they are. So its words get sets of allowed tags, wide where
it is silent: its entities (`Entity=` in MISC) type most of its proper nouns.
"""

import collections
import re

OPEN_CLASS = {"ADD", "GW", "FW"}
PERSON_TITLE = re.compile(
    r"^(Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|President|Vice|Prime|Minister|Chancellor|King|Queen|Prince|Princess|"
    r"Pope|St|Saint|Father|Sister|Brother|Uncle|Aunt|Gen|General|Col|Colonel|Lt|Lieutenant|Capt|Captain|Sgt|Sergeant|Major|Admiral|"
    r"Rep|Representative|Sen|Senator|Gov|Governor|Mayor|Judge|Justice|Rev|Reverend|Bishop|Cardinal|Chief|Secretary|Speaker|"
    r"Chairman|Chair|Mom|Dad|Mother|God|Lord|Coach|Officer|Congressman|Congresswoman|Ambassador|Director|Attorney|Counsel|CEO)\.?$", re.I)
TIME = re.compile(
    r"^(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|"
    r"Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?$", re.I)
ADDRESS = re.compile(r"@|https?:|www\.|\.(com|org|net|edu|gov|html?)\b", re.I)
# What may stand inside a name between two proper nouns.
JOINTS = {"of", "the", "for", "and", "&", "in", "on", "at", "to", "a", "-", "–", "'", "’", "'s", "’s", "/", ".", "de", "la", "y", "s"}
NAME_JOINTS = JOINTS - {"in", "at", "to", "a", "s"}
PERSON_JOINTS = {"-", "–", "'", "’", ".", "de", "la", "y"}
GUESTS = re.compile(
    r"\b(restaurant|cafe|café|hotel|motel|inn|grill|pizza|pizzeria|pub|bistro|diner|bakery|deli|steakhouse|kitchen|spa|resort|lodge|"
    r"suites|hostel|tavern|lounge|buffet|sushi|bbq|burgers?|creamery|b&b|mcdonald'?s?|burger king|taco bell|starbucks|hilton|marriott|"
    r"hyatt|sheraton)\b", re.I)
PREMISES = re.compile(
    r"\b(theat(?:re|er)|museum|hall|park|mall|market|plaza|airport|station|hospital|church|library|zoo|stadium|bar|salon|coffee|"
    r"apartments?|gardens?|ranch|farm|golf|casino|shop|store|center|centre|house)\b", re.I)


def proper(tag):
    return tag.startswith("NNP")


class Tags:
    """Sets of allowed tags by kinds, through the table of `prepare.Names`."""

    def __init__(self, names, kinds):
        self.names, self.kinds = names, kinds

    def either(self, kinds, outside=True):
        """Any tag of these kinds; O too where `outside`."""
        return self.names.allowed({f"{p}-{k}" for k in kinds for p in "BI"} | ({"O"} if outside else set()))

    def any(self):
        return self.either(self.kinds)

    def span(self, labels, start, end, kinds):
        for i in range(start, end):
            labels[i] = self.names.allowed({f"{'B' if i == start else 'I'}-{k}" for k in kinds})


def ground(doc, tags):
    """What the tags alone say: names are made of proper nouns. One set a word."""
    forms, xpos = doc["forms"], doc["xpos"]
    plain, adjective = tags.either({"date"}), tags.either({"date", "nationality"})
    labels = []
    for form, tag in zip(forms, xpos):
        if ADDRESS.search(form):
            labels.append(tags.either({"misc", "person"} if "@" in form else {"misc"}))
        elif proper(tag) and TIME.match(form):
            labels.append(plain)
        elif proper(tag) or tag in OPEN_CLASS:
            labels.append(tags.any())
        elif form[:1].isupper() and tag in {"JJ", "NNS", "NN"}:
            labels.append(adjective)
        else:
            labels.append(plain)
    for start, end in doc["sentences"]:
        for i in joints(forms, xpos, start, end):
            labels[i] = tags.any()
    return labels


def joints(forms, xpos, start, end):
    """The words that may tie two proper nouns into one name, three at most between the two."""
    last = None
    for i in range(start, end):
        if proper(xpos[i]):
            if last is not None and i - last <= 4 and all(joint(forms[j], xpos[j]) for j in range(last + 1, i)):
                yield from range(last + 1, i)
            last = i


def joint(form, tag):
    return form.lower() in JOINTS or tag == "CD"


# --- GUM ----------------------------------------------------------------------------------------------------

BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def mentions(misc):
    """(from, to, type) of the entities of a document from its words' MISC columns; broken ones are left out."""
    found, opened = [], collections.defaultdict(list)
    for i, column in enumerate(misc):
        value = next((v[7:] for v in column.split("|") if v.startswith("Entity=")), "")
        for match in BRACKET.finditer(value):
            if match[1]:
                identifier, kind, *_ = match[1].split("-")
                if match[2]:
                    found.append((i, i + 1, kind))
                else:
                    opened[identifier].append((i, kind))
            elif opened[match[3].split("-")[0]]:
                start, kind = opened[match[3].split("-")[0]].pop()
                found.append((start, i + 1, kind))
    return sorted(found, key=lambda m: (m[0], -m[1]))


def extent(doc, mention, found):
    """The name in a mention: from its syntactic head outward over proper nouns and the words that tie them. None if the head is
    a common word."""
    start, end, kind = mention
    forms, xpos = doc["forms"], doc["xpos"]
    head = next((i for i in range(start, end) if not start <= doc["head"][i] < end), None)
    if head is None or not proper(xpos[head]):
        return None
    ties = PERSON_JOINTS if kind == "person" else NAME_JOINTS
    starts, ends = {m[0] for m in found}, {m[1] for m in found}

    def tied(i):
        coordinates = forms[i].lower() == "and" and i in ends and i + 1 in starts
        return proper(xpos[i]) or not coordinates and (forms[i].lower() in ties or xpos[i] == "CD")

    left, right = head, head + 1
    for i in range(head - 1, start - 1, -1):
        if not tied(i):
            break
        left = i if proper(xpos[i]) else left
    for i in range(head + 1, end):
        if not tied(i):
            break
        right = i + 1 if proper(xpos[i]) else right
    while kind == "person" and left < right - 1 and PERSON_TITLE.match(forms[left]):
        left += 1
    return left, right


def kinds_of(kind, words, tag, before, names):
    """Our kinds for an entity of GUM, and whether it may be no name at all."""
    text = " ".join(words)
    if kind == "person":
        if tag.endswith("S") or before == "the":
            return {"nationality", "person", "organization"}, True
        return {"person"}, len(words) == 1 and bool(PERSON_TITLE.match(text))
    if kind == "place":
        return names.place(words), False
    if kind == "organization":
        if names.place(words) == {"state"}:
            return {"state"}, False
        if tag.endswith("S"):
            return {"organization", "nationality"}, False
        return establishment(text) or names.kinds("organization", words), False
    if kind == "event":
        return {"event", "misc"}, True
    return {"misc", "law", "event", "nationality"}, True


def establishment(text):
    """Houses that guests enter are places; of other premises it is left open."""
    if GUESTS.search(text):
        return {"place"}
    return {"organization", "place"} if PREMISES.search(text) else set()


def gum_names(doc, names, tags):
    """Labels of a GUM document, from its `xpos` and `misc`."""
    labels = ground(doc, tags)
    found, taken = mentions(doc["misc"]), set()
    for mention in sorted(found, key=lambda m: m[0] - m[1]):
        start, end, kind = mention
        if kind == "time":
            labels[start:end] = [tags.either({"date"})] * (end - start)
            continue
        span = extent(doc, mention, found)
        if span is None or not taken.isdisjoint(range(*span)):
            continue
        left, right = span
        words, before = doc["forms"][left:right], doc["forms"][left - 1].lower() if left > start else ""
        kinds, doubtful = kinds_of(kind, words, doc["xpos"][right - 1], before, names)
        if doubtful or ADDRESS.search("".join(words)):
            labels[left:right] = [tags.either(kinds)] * (right - left)
            if kind != "event":
                continue  # its parts may be names
        else:
            tags.span(labels, left, right, kinds)
            # What ties this name to others belongs to neither.
            for i in (left - 1, right):
                if 0 <= i < len(labels) and not proper(doc["xpos"][i]) and i not in taken:
                    labels[i] = tags.either({"date"})
        taken.update(range(left, right))
    return labels
