#!/usr/bin/env python3
"""Writes the tables of this folder from the hand-written ones in `hand/` and from public lists of office-holders.

    python3 gazetteer/build.py FACTS

FACTS is a folder with the files that SOURCES.md names: country_codes.csv, factbook_holders.jsonl, foreign_ministers_2022.csv,
us_executive.yaml, office_holders/*.csv, ifg_uk/*.csv, phoenix/*.txt. Only the standard library is needed; the same files give the same
bytes. Without FACTS only the hand-written facts are in the tables.

How persons of several lists become one: by Wikidata id; by the same name in the same state; by a name that only leaves out middle
names; and, in an office that one person holds at a time, by a similar name and nearly the same first day.

What is known of a tenure's ends: `from` and `to` are the days (or months, years) on which it began and ended. Where a list does not
tell the end, `to` is the day by which a successor was in office, or empty, and `seen_to` is the last day on which the list shows the
person in office: nothing is said of the days after it.
"""

import csv
import datetime
import difflib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
HAND = HERE / "hand"

# ---------------------------------------------------------------- reading and writing


def hand(name):
    """The rows of a hand-written table."""
    lines = [l for l in (HAND / name).read_text("utf-8").splitlines() if l and not l.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(cell):
    """The entries of a cell with several."""
    return [entry.strip() for entry in (cell or "").split(";") if entry.strip()]


def write(name, comment, columns, rows):
    """Writes a table sorted by its columns, each row once."""
    lines = sorted({"\t".join(str(row.get(c) or "") for c in columns) for row in rows})
    text = "".join(f"# {line}\n" for line in comment.splitlines()) + "\t".join(columns) + "\n"
    (HERE / name).write_text(text + "".join(line + "\n" for line in lines), "utf-8")


# ---------------------------------------------------------------- names


def fold(name):
    """Bare lower-case letters and single spaces: for comparing names."""
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("øØłŁđĐıəƏßʻʼ’‘`", "oOlLdDieEs'''''")))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("'", "").replace(".", "")
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def slug(text):
    return fold(text).replace(" ", "-")


def clean(name):
    """A name without invisible marks, brackets and titles of honour; nothing where it is not written in Latin letters."""
    name = re.sub(r"[\u200b-\u200f\u202a-\u202e]|\s*\([^)]*\)|\s*\|.*", "", name)
    name = re.sub(r"^(H\. ?E\. |Ambassador |Sir |Dame )+", "", " ".join(name.split()))
    letters = [c for c in name if c.isalpha()]
    latin = all("LATIN" in unicodedata.name(c, "") or c in "ʻʼʿʾ" for c in letters)
    return name if letters and latin and name[0].isupper() and " and " not in name else ""


# Surnames that are everyday words even with a capital, as at the head of a sentence.
WORDS = set("he so to or an do go oh no we my in on at it is as by be de la o".split())
PARTICLES = set("de da di del della do dos du van von der den ter ten la le el al bin ibn ben abu st san des zu af av".split())
FAMILY_FIRST = {"CHN", "PRK", "KOR", "TWN", "VNM", "HKG"}
EAST = set(
    """wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong
    xiao cheng cao yuan deng xu fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi
    yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian tang yin li chang xi wen geng
    hua mi tsai lai chiang lee chen su hsieh hung soong lien ma tung kim pak park ri choe choi jang jong hong ro yun ryu hwang han ban
    moon roh yoon chung chang ahn song kang cho suh shin hyon o so yi nguyen tran le pham truong phan vo vuong bui dang do to luong
    chu hoang dinh ho luo nong ngo ha vu dao hwang an im lim oh jeong yoo""".split()
)
SPANISH = set("ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN".split())
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


def surnames(name, code):
    """What the news calls somebody after the first mention: by the customs of his state."""
    words = [w for w in name.replace(",", " ").split() if fold(w) not in SUFFIXES]
    if len(words) < 2:
        return []
    if code in FAMILY_FIRST and fold(words[0]).split("-")[0] in EAST:
        return [words[0]]
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in PARTICLES:
        at -= 1
    found = [" ".join(words[at:]), words[-1]]
    found += [re.sub(r"^[Aa]l-|^[Ee]l-", "", words[-1])]
    if code in SPANISH and len(words) >= 3:
        found += [" ".join(words[-2:])] + ([words[-2]] if len(words) >= 4 else [])
    return [s for s in dict.fromkeys(found) if len(s) > 1]


def alike(one, other):
    """Whether two names share a word, spelled nearly alike: enough for two lists' holders of one office on one day."""
    return any(
        len(a) > 2 and len(b) > 2 and difflib.SequenceMatcher(None, a, b).ratio() >= 0.72
        for a in fold(one).split()
        for b in fold(other).split()
    )


def shortens(one, other):
    """Whether one name is the other without middle names: the first and last words agree, no middle ones contradict."""
    a, b = fold(one).split(), fold(other).split()
    if min(len(a), len(b)) < 2 or a[0] != b[0] or a[-1] != b[-1]:
        return False
    return len(a) == 2 or len(b) == 2


# ---------------------------------------------------------------- days


def first_day(date):
    parts = [int(p) for p in date.split("-")]
    return datetime.date(*(parts + [1, 1])[:3])


def near(one, other, days):
    return bool(one and other) and abs((first_day(one) - first_day(other)).days) <= days


MONTHS = {m: i + 1 for i, m in enumerate("january february march april may june july august september october november december".split())}


def written_day(text):
    """`19 May 2024`, `May 2024` or `2024` as an ISO date; nothing where it is something else."""
    match = re.search(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?((?:19|20)\d\d)", text or "")
    if not match:
        return ""
    day, month, year = match.groups()
    if month and month.lower() not in MONTHS:
        return ""
    return "-".join([year] + ([f"{MONTHS[month.lower()]:02}"] if month else []) + ([f"{int(day):02}"] if day and month else []))


def valid(date):
    """A date as Wikidata writes it, or nothing where it is none."""
    return date if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date or "") else ""


# ---------------------------------------------------------------- the tables under way


class Tables:
    """Actors, names, offices, persons and tenures, as they are gathered."""

    def __init__(self):
        self.actors, self.names, self.titles, self.offices = {}, [], [], {}
        self.persons, self.by_wikidata, self.by_name, self.by_code = {}, {}, {}, defaultdict(list)
        self.tenures = defaultdict(list)  # office -> tenures
        self.roles = {row["role"]: row for row in hand("roles.tsv")}
        self.meanings = {}  # (folded title, whose) -> role
        self.standard = {}  # (whose, role) -> title

    # -- actors and their names

    def actor(self, key, name, kind, code="", sector="", part_of="", wikidata="", source="hand"):
        assert key not in self.actors, key
        self.actors[key] = dict(
            key=key, name=name, kind=kind, code=code, sector=sector, part_of=part_of, wikidata=wikidata, source=source
        )
        return key

    def name(self, key, name, how, span=""):
        start, _, end = span.partition("..")
        self.names.append({"actor": key, "name": name, "how": how, "from": start, "to": end})

    # -- titles and offices

    def title(self, title, role, of=""):
        self.titles.append({"title": title, "role": role, "of": of})
        self.meanings.setdefault((fold(title), of), role)

    def role_of(self, position, of):
        """The role that a position means in a state, and a role of its own where it is none of those we know."""
        texts = [position, re.split(r"[,;(]| and | & ", position)[0]]
        for text in texts:
            for key in ((fold(text), of), (fold(text), "")):
                if key in self.meanings:
                    return self.meanings[key]
        role = slug(position).replace("-", "_")
        if role not in self.roles:
            text = position[0].lower() + position[1:] if re.match(r"[A-Z][a-z]", position) else position
            sector = "LEG" if re.search("parliament|speaker|house of", fold(position)) else "GOV"
            self.roles[role] = {"role": role, "title": text, "sector": sector, "body": "", "single": "", "titles": ""}
            self.title(text, role)
        return role

    def office(self, of, role, source):
        """The key of an office, which is made where it is new."""
        key = f"{of}/{role}"
        if key not in self.offices:
            row = self.roles[role]
            body = f"{of}/{row['body']}" if row["body"] else ""
            owner = self.actors[of]
            title = self.standard.get((of, role), row["title"])
            whole = title if re.search(r"\b[A-Z]", title) else f"{title} of {with_article(owner['name'])}"
            self.offices[key] = dict(
                key=key, role=role, title=whole, of=of, body=body if body in self.actors else "",
                sector=row["sector"] or owner["sector"] or "", source=source,
            )
        return key

    # -- persons

    def person(self, name, code, source, wikidata="", surname=None, kind_of=""):
        """The key of a person, known or new; the name becomes one of his."""
        key = self.by_wikidata.get(wikidata) or self.by_name.get((fold(name), code)) or self.shortened(name, code)
        if not key:
            key = base = "person/" + slug(name)
            number = 2
            while key in self.persons:
                key, number = f"{base}-{number}", number + 1
            self.persons[key] = dict(key=key, name=name, kind="person", code=code, sector="", part_of="", wikidata="", source=source)
            self.persons[key]["names"], self.persons[key]["surnames"] = {}, {}
            self.by_code[code].append(key)
        self.learn(key, name, wikidata, surname, kind_of)
        return key

    def shortened(self, name, code):
        found = [key for key in self.by_code[code] if any(shortens(name, known) for known in self.persons[key]["names"])]
        return found[0] if len(found) == 1 else None

    def learn(self, key, name, wikidata="", surname=None, kind_of=""):
        """One more name of a person."""
        person = self.persons[key]
        if wikidata and not person["wikidata"]:
            person["wikidata"] = wikidata
            self.by_wikidata[wikidata] = key
        for short in [surname] if surname else surnames(name, person["code"]) if kind_of != "monarch" else [name.split()[0]]:
            if fold(short) not in WORDS and short.lower() != short:
                person["surnames"].setdefault(short)
        person["names"].setdefault(name)
        self.by_name.setdefault((fold(name), person["code"]), key)

    def learn_wikidata(self, name, code, wikidata):
        """The Wikidata id of somebody whom another list knows."""
        key = self.by_name.get((fold(name), code))
        if key and not self.persons[key]["wikidata"]:
            self.persons[key]["wikidata"] = wikidata
            self.by_wikidata[wikidata] = key

    # -- tenures

    def hold(self, of, role, name, start, end, source, seen=("", ""), wikidata="", surname=None, code=None):
        """Somebody's time in an office, joined with what is known of it."""
        name = clean(name)
        if not name or not (start or end or seen[1]) or end and start and first_day(end) < first_day(start) and not start.startswith(end):
            return
        office = self.office(of, role, source)
        monarch = role in ("king", "queen", "emperor", "emir", "sultan", "pope", "sovereign_prince", "grand_duke")
        code = code if code is not None else self.actors[of]["code"]
        known = self.holder(office, role, name, start or seen[0])
        if known and not (wikidata and self.persons[known]["wikidata"] not in ("", wikidata)):
            key = known
            self.learn(key, name, wikidata, surname, "monarch" if monarch else "")
        else:
            key = self.person(name, code, source, wikidata, surname, "monarch" if monarch else "")
        tenure = {"person": key, "office": office, "from": start, "to": end, "seen_from": seen[0], "seen_to": seen[1], "source": source}
        for other in self.tenures[office] if source != "hand" else ():
            if other["person"] == key and overlap(other, tenure):
                return join(other, tenure)
        self.tenures[office].append(tenure)

    def holder(self, office, role, name, start):
        """Who is known to have taken up the office about that day under a similar name."""
        if not self.roles[role]["single"]:
            return None
        for tenure in self.tenures[office]:
            same_start = near(tenure["from"] or tenure["seen_from"], start, 60)
            if same_start and any(alike(name, known) for known in self.persons[tenure["person"]]["names"]):
                return tenure["person"]
        return None


def overlap(one, other):
    """Whether two tenures of one person in one office are the same one, or meet."""
    (a, b), (c, d) = bounds(one), bounds(other)
    day = datetime.timedelta(days=92)
    return a <= d + day and c <= b + day


def bounds(tenure):
    starts = [t for t in (tenure["from"], tenure["seen_from"], tenure["to"], tenure["seen_to"]) if t]
    ends = [t for t in (tenure["to"], tenure["seen_to"], tenure["from"]) if t]
    return first_day(starts[0]), first_day(ends[0])


def join(known, other):
    """Two accounts of one tenure: the first one's days, and where it has none the other's."""
    known["from"] = known["from"] or other["from"]
    if known["source"] != "hand":
        month = datetime.timedelta(days=92)
        if len(other["from"]) == 10 and first_day(other["from"]) < first_day(known["from"]) - month:
            known["from"] = other["from"]
        if known["to"] and not known["seen_to"] and other["to"] and first_day(other["to"]) > first_day(known["to"]) + month:
            known["to"] = other["to"]
    if not known["to"]:
        known["seen_to"] = max(known["seen_to"], other["seen_to"])
        known["to"] = other["to"]
        if known["to"]:
            known["seen_to"] = ""


def with_article(name):
    the = r"(United |Netherlands|Philippines|Bahamas|Gambia|Maldives|Czech Rep|Dominican Rep|Central African|Democratic Rep|Republic|Comoros"
    return "the " + name if re.match(the + r"|Marshall|Solomon|Seychelles|Ivory Coast|European |World |Inter|UN |African Union|Arab League)", name) else name


# ---------------------------------------------------------------- the hand-written tables


def states(tables):
    for row in hand("states.tsv"):
        code = row["code"]
        tables.actor(code, row["name"], "state", code)
        adjectives = listed(row["adjectives"])
        for how, cells in (("short", row["names"]), ("acronym", row["acronyms"]), ("metonym", row["metonyms"]), ("capital", row["capital"])):
            for name in listed(cells):
                tables.name(code, name, how)
        for entry in listed(row["former"]):
            name, _, span = entry.partition("@")
            tables.name(code, name, "former", span)
        for adjective in adjectives:
            tables.name(code, adjective, "adjective")
        for noun in listed(row["demonyms"]) or adjectives:
            for form in dict.fromkeys([noun, plural(noun)]):
                tables.name(code, form, "demonym")


def plural(noun):
    """`Russians`, `Englishmen`, `Swiss`."""
    if re.search(r"(ese|ish|ch|s|ois)$", noun):
        return noun
    return noun[:-3] + "men" if noun.endswith("man") and not noun.endswith(("German", "Roman")) and noun not in ("Oman", "Ottoman") else noun + "s"


NO_ARMY = set("CRI ISL AND LIE MCO SMR VAT FSM MHL PLW NRU TUV KIR SLB WSM DMA LCA VCT GRD PAN MUS VUT ATA HKG".split())


def bodies(tables):
    own = {(row["state"], row["slug"]): row for row in hand("bodies.tsv")}
    for state in hand("states.tsv"):
        code, adjectives = state["code"], listed(state["adjectives"])[:2]
        for general in hand("bodies_of_every_state.tsv"):
            if code in NO_ARMY and general["slug"] in ("army", "armed-forces") or not adjectives or code == "ATA":
                continue
            names = [
                pattern.replace("{adj}", adjective).replace("{name}", state["name"])
                for pattern in listed(general["names"])
                for adjective in adjectives
            ]
            row = own.pop((code, general["slug"]), None)
            body(tables, code, general["slug"], row, list(dict.fromkeys(names)), general["sector"])
    for (code, name), row in own.items():
        body(tables, code, name, row, [], row["sector"])


def body(tables, code, name, row, names, sector):
    key = f"{code}/{name}"
    tables.actor(key, row["name"] if row else names[0], row["kind"] if row else "government", code, row["sector"] if row else sector, code)
    for variant in dict.fromkeys((listed(row["names"]) if row else []) + names):
        if variant != tables.actors[key]["name"]:
            tables.name(key, variant, "short")
    for how in ("acronym", "metonym"):
        for variant in listed(row[how + "s"]) if row else []:
            tables.name(key, variant, how)


def organizations(tables):
    for row in hand("organizations.tsv"):
        tables.actor(row["key"], row["name"], row["kind"], row["code"], row["sector"], row["part_of"])
        for how, cell in (("short", row["names"]), ("acronym", row["acronyms"]), ("metonym", row["metonyms"])):
            for name in listed(cell):
                tables.name(row["key"], name, how)
    for row in hand("groups.tsv"):
        tables.actor("group/" + row["key"], row["name"], "organization", row["code"], row["sector"])
        for how, cell in (("short", row["names"]), ("acronym", row["acronyms"])):
            for name in listed(cell):
                tables.name("group/" + row["key"], name, how)


def titles(tables):
    for row in hand("titles_by_state.tsv"):
        names = listed(row["titles"])
        if row["of"] in ("USA", "GBR", "DEU", "AUT", "IRL") or row["role"] not in tables.roles:
            tables.standard[row["of"], row["role"]] = names[0]
        if row["role"] not in tables.roles:
            tables.roles[row["role"]] = {"role": row["role"], "title": names[0], "sector": "", "body": "", "single": "", "titles": ""}
        for name in names:
            tables.title(name, row["role"], row["of"])
    for role, row in list(tables.roles.items()):
        if role == "government_member":
            continue  # what a list says of somebody whose office it does not tell; nobody is called that
        for name in [row["title"], *listed(row["titles"])]:
            tables.title(name, role)
    for row in hand("titles_by_state.tsv"):
        tables.office(row["of"], row["role"], "hand")
    for state in hand("states.tsv"):
        for role in ("foreign_minister", "defence_minister", "interior_minister", "finance_minister", "foreign_ministry_spokesperson"):
            if state["code"] != "ATA":
                tables.office(state["code"], role, "hand")


def known_persons(tables):
    """Names under which the lists and the news know a person: `Sergei Lavrov; Sergey Lavrov`."""
    for row in hand("persons.tsv"):
        key = tables.person(row["name"], row["code"], "hand", row["wikidata"])
        if row["surnames"]:
            tables.persons[key]["surnames"] = {}
        for surname in listed(row["surnames"]):
            tables.persons[key]["surnames"].setdefault(surname)
        for name in listed(row["names"]):
            tables.persons[key]["names"].setdefault(name)
            tables.by_name[fold(name), row["code"]] = key


def hand_holders(tables):
    for row in hand("holders.tsv"):
        if row["role"].startswith("ambassador_to_") and row["role"] not in tables.roles:
            ambassador_to(tables, row["role"][-3:].upper())
        seen = ("", row["seen_to"])
        tables.hold(row["of"], row["role"], row["name"], row["from"], row["to"], "hand", seen, code=row["code"] or None)


# ---------------------------------------------------------------- the lists


def us_executive(tables, facts):
    """Presidents and vice-presidents of the United States since 1945."""
    person, term = {}, {}
    roles = {"prez": "president", "viceprez": "vice_president"}
    for line in (facts / "us_executive.yaml").read_text("utf-8").splitlines():
        field = re.match(r"\s*(?:- )?(\w+): *'?([^']*)'?$", line)
        if line.startswith("- id"):
            person = {}
        elif field and field[1] in ("first", "middle", "last", "suffix", "nickname"):
            person[field[1]] = field[2]
        elif field and field[1] in ("type", "start", "end"):
            term[field[1]] = field[2]
            if field[1] == "end" and term["start"] >= "1945":
                name = " ".join(filter(None, (person["first"], person.get("middle"), person["last"])))
                if term["end"] > datetime.date(2026, 1, 1).isoformat():
                    term["end"] = ""
                role = roles[term["type"]]
                tables.hold("USA", role, name, term["start"], term["end"], "us", ("", term["start"] if not term["end"] else ""))


def ifg(tables, facts):
    """Ministers of the United Kingdom."""
    def read(name):
        return list(csv.DictReader((facts / "ifg_uk" / f"{name}.csv").open(encoding="utf-8")))

    posts = {row["id"]: row for row in read("post")}
    names = defaultdict(list)
    for row in read("person"):
        names[row["id"]].append(row)
    for row in read("appointment"):
        post, people = posts.get(row["post_id"]), names.get(row["person_id"])
        if not post or not people or post["rank_equivalence"] not in ("PM", "DPM", "SoS", "MoS", "Parl. lead."):
            continue
        people = sorted(people, key=lambda p: (bool(re.match("Lord|Baroness|Viscount|Earl|Sir|Dame", p["name"])), p["start_date"]))
        name, start = people[0]["display_name"] or people[0]["name"], valid(row["start_date"])
        role = tables.role_of(post["name"], "GBR")
        end = valid(row["end_date"])
        tables.hold("GBR", role, name, start, end, "ifg", ("", "" if end else "2026-01-01"), surname=people[0]["short_name"])
        for other in people[1:]:
            tables.learn(tables.by_name.get((fold(name), "GBR")) or tables.person(name, "GBR", "ifg"), other["display_name"] or other["name"])


CABINETS = {
    "belarus": "BLR", "china": "CHN", "france": "FRA", "hungary": "HUN", "india": "IND", "iran": "IRN", "israel": "ISR", "italy": "ITA",
    "japan": "JPN", "kazakhstan": "KAZ", "north-korea": "PRK", "pakistan": "PAK", "poland": "POL", "russia": "RUS", "saudi": "SAU",
    "south-korea": "KOR", "syria": "SYR", "turkey": "TUR", "ukraine": "UKR", "united-kingdom": "GBR", "us-cabinet": "USA",
}  # canada-cabinet holds Quebec's, luhansk-ministers nobody that the news names, world is read apart
# Not offices, or offices of provinces and towns, whose holders the lists have without order.
NO_OFFICE = re.compile(
    r"first lady|spouse|consort|candidate|^ambassador of|\bmayor\b|whip|lord of the treasury|"
    r"pitcairn|falkland|bermuda|gibraltar|anguilla|montserrat|cayman|turks and caicos|virgin islands|saint helena|parish|"
    r"presidential representative|oblast|krai|okrug|regional|republic of|governor of (?!the (central|national|people)|bank)|judge|justice of",
    re.I,
)


def cabinets(tables, facts):
    """Cabinets of states, from Wikidata."""
    for path in sorted((facts / "office_holders").glob("*.csv")):
        code = next((code for name, code in CABINETS.items() if path.name.startswith(name)), None)
        if not code:
            continue
        rows = [row for row in csv.DictReader(path.open(encoding="utf-8"))]
        horizon = max(d for row in rows for d in (valid(row["start"]), valid(row["end"])) if d and d < "2023" and len(d) == 10)
        for row in sorted(rows, key=lambda r: (r["position"], r["start"], r["personID"])):
            cabinet_row(tables, code, row, horizon)


def cabinet_row(tables, code, row, horizon):
    position, start, end = row["position"], valid(row["start"]), valid(row["end"])
    if code == "USA" and position.startswith("Governor of"):
        pass
    elif NO_OFFICE.search(position) or not row["person"] or re.fullmatch(r"Q\d+", row["person"]):
        return
    if not start or end and (end < start or end == row.get("DOD") and first_day(end).year - first_day(start).year > 12):
        return  # an end copied from the day of death, or no beginning: nothing is proven
    if code == "GBR" and first_day(start).year >= 1979 and not re.search("monarch|Governor|Chief of|Speaker|Justice|President of", position):
        tables.learn_wikidata(row["person"], "GBR", row["personID"])
        return  # the Institute for Government knows these better
    role = "queen" if position == "monarch" else ambassador(tables, position, code) or tables.role_of(position, code)
    name = re.sub(r" of (Saudi Arabia|Jordan|Japan|the United Kingdom)$", "", re.sub(r",.*", "", row["person"]))
    if start < "2019" or "jaishankar" not in fold(name):
        role = corrections().get((code, role, fold(name)), role)
    seen = "" if end else horizon if first_day(start).year >= 2014 else start
    tables.hold(code, role, name, start, end, "wikidata", ("", seen), row["personID"])


def ambassador(tables, position, code):
    """The role of an ambassador to a state."""
    match = re.match(r"ambassador to (?:the )?(.+)", position, re.I)
    if not match:
        return None
    place = fold(match[1])
    if place in ("united nations", "un"):
        return "ambassador_to_un"
    to = next((r["code"] for r in hand_states() if place in (fold(r["name"]), *map(fold, listed(r["names"])))), None)
    if not to:
        return tables.role_of(position, code)
    return ambassador_to(tables, to)


def ambassador_to(tables, to):
    """The role of an ambassador to a state, made where it is new."""
    role = "ambassador_to_" + to.lower()
    if role not in tables.roles:
        title = f"ambassador to {with_article(tables.actors[to]['name'])}"
        tables.roles[role] = {"role": role, "title": title, "sector": "GOV", "body": "foreign-ministry", "single": "", "titles": ""}
        places = [n["name"] for n in tables.names if n["actor"] == to and n["how"] in ("capital", "acronym", "short")]
        for name in [title.removeprefix("ambassador to "), *places]:
            tables.title(f"ambassador to {name}", role)
    return role


_CORRECTIONS = {}


def corrections():
    """The right role of a holder whom a list gives the wrong one."""
    if not _CORRECTIONS:
        _CORRECTIONS.update({(r["of"], r["role"], fold(r["name"])): r["right_role"] for r in hand("corrections.tsv")})
    return _CORRECTIONS


_STATES = []


def hand_states():
    if not _STATES:
        _STATES.extend(hand("states.tsv"))
    return _STATES


WORLD = {
    "Secretary-General of the United Nations": ("un", "secretary_general"),
    "Deputy Secretary-General of the United Nations": ("un", "deputy_secretary_general"),
    "President of the United Nations General Assembly": ("un", "general_assembly_president"),
    "president of the Parliamentary Assembly of the Council of Europe": ("council-of-europe", "organization_president"),
    "President of the International Court of Justice": ("icj", "organization_president"),
    "OSCE High Commissioner on National Minorities": ("osce", "high_commissioner"),
    "Director-General of the World Trade Organization": ("wto", "director_general"),
    "Under-Secretary-General of the United Nations": ("un", "under_secretary_general"),
}


def world(tables, facts):
    """Heads of international organisations, from Wikidata."""
    for row in csv.DictReader((facts / "office_holders" / "world.holders21.csv").open(encoding="utf-8")):
        if row["position"] in WORLD and valid(row["start"]):
            of, role = WORLD[row["position"]]
            if role not in tables.roles:
                tables.role_of(role.replace("_", " "), of)
            name = re.sub(r",.*", "", row["person"])
            seen = "" if row["end"] else row["start"]
            tables.hold(of, role, name, row["start"], valid(row["end"]), "wikidata", ("", seen), row["personID"], code="")


def foreign_ministers(tables, facts):
    """Foreign ministers of the end of 2022."""
    parts = {"England", "Scotland", "Wales", "Northern Ireland", "Gaza", "Gaza Strip", "West Bank", "Palestinian territories"}
    names = {fold(n): r["code"] for r in hand_states() for n in [r["name"], *listed(r["names"])] if n not in parts}
    rows = list(csv.DictReader((facts / "foreign_ministers_2022.csv").open(encoding="utf-8")))
    horizon = max(valid(row["start"]) or "" for row in rows)
    for row in sorted(rows, key=lambda r: (r["countryLabel"] or "", r["start"] or "", r["person"] or "")):
        code, start = names.get(fold(row["countryLabel"] or "")), valid(row["start"])
        deputy = re.search(r"deputy minister|state secretary|under|assistant|parliamentary", row["positionLabel"] or "", re.I)
        right = corrections().get((code, "foreign_minister", fold(row["name"] or "")), "foreign_minister")
        if code and right and row["name"] and start and not deputy and not re.fullmatch(r"Q\d+", row["name"]):
            seen = horizon if start >= "2018" else start
            tables.hold(code, "foreign_minister", row["name"], start, "", "wikidata", ("", seen), row["person"])


FACTBOOK_ROLES = [
    (r"King and Prime Minister", ["king", "prime_minister"]), (r"Sultan and Prime(?: Minister)?", ["sultan", "prime_minister"]),
    (r"(?:Crown Prince and Prime Minister|Prime Minister Crown Prince)", ["prime_minister", "crown_prince"]),
    (r"Prime Minister (?:and (?:Co-)?)?Vice President|Vice President and Prime Minister", ["prime_minister", "vice_president"]),
    (r"President of the Swiss Confederation", ["president"]), (r"President(?: of the Islamic Republic of Afghanistan)?(?= [^o])", ["president"]),
    (r"(?:Interim|Transitional|Transition|Acting|Provisional) President", ["acting_president"]), (r"Executive President", ["president"]),
    (r"(?:Interim|Transitional|Transition|Acting|Caretaker) (?:Prime Minister|Premier)", ["acting_prime_minister"]),
    (r"President-elect", ["president_elect"]), (r"(?:First |Second |Third |Executive )?Vice Presidents?", ["vice_president"]),
    (r"(?:First |Second |Third )?Deputy (?:Prime Ministers?|Premiers?)", ["deputy_prime_minister"]), (r"(?:Executive )?Vice Premiers?", ["deputy_prime_minister"]),
    (r"Prime [Mm]inister", ["prime_minister"]), (r"Premier", ["prime_minister"]), (r"Chancellor", ["prime_minister"]),
    (r"Taoiseach", ["prime_minister"]), (r"King", ["king"]), (r"Queen", ["queen"]), (r"Emperor", ["emperor"]), (r"Amir|Emir", ["emir"]),
    (r"Sultan", ["sultan"]), (r"Grand Duke", ["grand_duke"]), (r"Prince", ["sovereign_prince"]), (r"Supreme Leader", ["supreme_leader"]), (r"Pope", ["pope"]),
    (r"Chair(?:man|woman|person) of the Council of Ministers", ["prime_minister"]),
    (r"(?:Acting )?Governor[- ]General(?: of (?:the Commonwealth of )?[A-Z]\w+(?: [A-Z]\w+)?)?", ["governor_general"]), (r"Chief Executive", ["chief_executive"]),
]
HONOURS = r"(?:(?:Dr|Gen|Lt|Col|Maj|Brig|Capt|Adm)\. ?|(?:Sir|Dame|Sheikh|Sheik|General|Colonel|Captain|Marshal|Air|Cardinal|Prof\.|Ret\.|\(Ret\.\)|Field) )*"


def factbook(tables, facts):
    """Heads of state and government, from the history of the World Factbook."""
    codes = {}
    for row in csv.DictReader((facts / "country_codes.csv").open(encoding="utf-8")):
        for fips in (row["FIPS"] or "").split(","):
            codes.setdefault(fips.strip().lower(), row["ISO3166-1-Alpha-3"])
    codes.update({"kv": "KOS", "we": "PSE", "gz": "PSE", "tw": "TWN", "od": "SSD", "mj": "MNE", "ri": "SRB", "hk": "HKG", "ay": ""})
    seen, since = set(), {}
    rows = [json.loads(line) for line in (facts / "factbook_holders.jsonl").open(encoding="utf-8")]
    for row in sorted(rows, key=lambda r: (r["gec"], r["first_seen"], r["text"])):
        code = codes.get(row["gec"])
        for role, name, surname in factbook_names(row["text"]) if code in tables.actors else ():
            entry = (code, role, name, row["since"], row["first_seen"])
            if entry not in seen:
                seen.add(entry)
                start = written_day(row["since"])
                if start > row["last_seen"]:
                    continue
                first = since.setdefault((code, role, start), name)
                if not alike(first, name):
                    start = ""  # the predecessor's day was left standing
                tables.hold(code, role, name, start, "", "factbook", ("" if start else row["first_seen"], row["last_seen"]), surname=surname)


def factbook_names(text):
    """The roles, name and surname of an entry such as `President Vladimir Vladimirovich PUTIN`."""
    for pattern, roles in FACTBOOK_ROLES:
        match = re.match(rf"(?:{pattern}) {HONOURS}", text)
        if not match:
            continue
        name = re.split(r"[;(\[]|, (?!Jr|Sr)| - | \u2013 ", re.sub(r'"[^"]*" ', "", text[match.end():]))[0].strip(" ,")
        name = re.sub(r",? (?:of the Netherlands|Jr\.?|Sr\.?)$", "", name)
        words = name.split()
        if not 1 <= len(words) <= 8 or words[0].lower() in ("elect", "designate") or not any(w.isupper() and len(w) > 1 for w in words) or re.search(r"\d|minister|council", name, re.I):
            return []
        upper = [w for i, w in enumerate(words) if w.upper() == w and len(w.strip(".")) > 1 and (i == 0 or not re.fullmatch(r"[IVX]+", w))]
        # `XI` is a number behind a name and a name before one.
        cased = " ".join(w.title() if i == 0 and re.fullmatch(r"[IVX]{2,}", w) else cased_word(w) for i, w in enumerate(words))
        surname = " ".join(w.title() if re.fullmatch(r"[IVX]{2,}", w) else cased_word(w) for w in upper)
        return [(role, cased, surname or None) for role in roles]
    return []


def cased_word(word):
    if word.upper() != word or re.fullmatch(r"[IVX]+|[A-Z]\.", word) or len(word) == 1:
        return word
    low = re.sub(r"[^\W\d_]+", lambda m: m[0][0].upper() + m[0][1:].lower(), word)
    return low.lower() if low in ("Bin", "Bint", "Ibn") else re.sub(r"'S$", "'s", low)


NO_NAME = set("MINISTER PRESIDENT PRIME FOREIGN DEFENSE DEFENCE CHIEF GENERAL GEN SECRETARY KING PRINCE SHEIKH OFFICIAL LEADER ACTING".split())


def phoenix_members(tables, facts):
    """Members of governments, mostly of 2003 to 2013: the Phoenix dictionary of countries does not say in which office."""
    held = {t["person"] for tenures in tables.tenures.values() for t in tenures}
    words, rows = [], []
    for line in (facts / "phoenix" / "Phoenix.Countries.actors.txt").read_text("latin-1").splitlines():
        line = re.split("[#;]", line)[0].strip()
        name = line.partition("[")[0].strip()
        if name and not name.startswith("+"):
            words = name.replace("_", " ").split()
        usual = 2 <= len(words) <= 4 and not NO_NAME & set(words) and all(re.fullmatch(r"[A-Z'-]+", w) for w in words)
        for code, start, end in re.findall(r"\[([A-Z]{3})GOV[A-Z]* +(\d{6}|\d{8})-(\d{6}|\d{8})\s*\]", line) if usual else ():
            if code in tables.actors and len({w for w in words}) == len(words):
                rows.append((code, " ".join(w.title() for w in words), phoenix_day(start), phoenix_day(end)))
    for code, name, start, end in rows:
        known = tables.by_name.get((fold(name), code)) or tables.shortened(name, code)
        if start and end and start < end and known not in held:
            tables.hold(code, "government_member", name, "", "", "phoenix", (start, end))


def phoenix_day(digits):
    """`060201` or `20060201` as an ISO date; nothing where there is no such day."""
    full = digits if len(digits) == 8 else ("19" if digits[:2] > "30" else "20") + digits
    try:
        return datetime.date(int(full[:4]), int(full[4:6]), int(full[6:])).isoformat()
    except ValueError:
        return ""


def phoenix_groups(tables, facts):
    """Armed groups of the Phoenix dictionary of military non-state actors."""
    known = {fold(n["name"]) for n in tables.names} | {fold(a["name"]) for a in tables.actors.values()}
    names = []
    for line in (facts / "phoenix" / "Phoenix.MilNonState.actors.txt").read_text("latin-1").splitlines():
        line = line.split(";")[0].split("#")[0].strip()
        code = re.match(r"\[([A-Z]{3})(REB|UAF|SEP|MUS|INS)?[A-Z]*\s*\]", line)
        if line.startswith("[") and names:
            if code and (code[1] in tables.actors or code[1] == "IMG"):
                phoenix_group(tables, names, code, known)
            names = []
        elif line and not line.startswith("["):
            names.append(line)


def phoenix_group(tables, lines, code, known):
    names, acronyms = [], []
    for line in lines:
        text = line.lstrip("+").replace("_", " ").strip()
        acronyms += re.findall(r"\(([A-Z]{3,8})\)", text)
        text = " ".join(re.sub(r"\([^)]*\)|[+*]", " ", text).split())
        if len(text.split()) >= 2 and len(text) > 9 and re.fullmatch(r"[A-Z' -]+", text):
            names.append(" ".join(group_word(w, i) for i, w in enumerate(text.split())))
    names = list(dict.fromkeys(names))
    if not names or any(fold(n) in known for n in names) or any(fold(a) in known for a in acronyms):
        return
    known.update(map(fold, names), map(fold, acronyms))
    key = "group/" + slug(names[0])
    if key in tables.actors:
        return
    sector = "UAF" if code[1] == "IMG" else "REB"
    tables.actor(key, names[0], "organization", code[1], sector, source="phoenix")
    for name in names[1:]:
        tables.name(key, name, "short")
    for acronym in dict.fromkeys(acronyms):
        tables.name(key, acronym, "acronym")


def group_word(word, i):
    low = word.lower()
    if i and low in ("of", "the", "for", "and", "in", "to", "de", "la", "y", "al", "e"):
        return low
    return re.sub(r"(^|-)(\w)", lambda m: m[1] + m[2].upper(), low)


# ---------------------------------------------------------------- what follows from one another


def successors(tables):
    """In an office that one person holds at a time, a tenure whose end no list tells was over by the next one's first day."""
    for office, tenures in tables.tenures.items():
        if not tables.roles[tables.offices[office]["role"]]["single"]:
            continue
        tenures.sort(key=lambda t: (t["from"] or t["seen_from"] or t["to"] or t["seen_to"], t["person"]))
        for i, tenure in enumerate(tenures):
            later = [t["from"] or t["seen_from"] for t in tenures[i + 1:] if t["person"] != tenure["person"]]
            later = [d for d in later if len(d) >= 7 and d > (tenure["from"] or tenure["seen_from"])]
            if not tenure["to"] and later:
                tenure["to"] = later[0]
                tenure["seen_to"] = min(tenure["seen_to"] or tenure["from"], later[0])


def main():
    tables = Tables()
    for step in (states, bodies, organizations, titles, known_persons, hand_holders):
        step(tables)
    if len(sys.argv) > 1:
        for step in (us_executive, ifg, cabinets, world, foreign_ministers, factbook, phoenix_groups, phoenix_members):
            step(tables, Path(sys.argv[1]))
    successors(tables)
    put(tables)


def put(tables):
    """Writes the tables."""
    note = "Written by build.py: change hand/*.tsv or build.py instead. Sources are explained in SOURCES.md."
    actor = ["key", "name", "kind", "code", "sector", "part_of", "wikidata", "from", "to", "source"]
    write("actors.tsv", note, actor, tables.actors.values())
    held = {t["person"] for ts in tables.tenures.values() for t in ts}
    persons = [p for key, p in tables.persons.items() if key in held or p["source"] == "hand"]
    write("persons.tsv", note, actor, persons)
    names = list(tables.names)
    for person in persons:
        names += [{"actor": person["key"], "name": n, "how": "name"} for n in person["names"] if n != person["name"]]
        names += [{"actor": person["key"], "name": n, "how": "surname"} for n in person["surnames"]]
    write("names.tsv", note, ["actor", "name", "how", "from", "to"], names)
    used = {o["role"] for o in tables.offices.values()} | {r["role"] for r in hand("roles.tsv")}
    write("titles.tsv", note, ["title", "role", "of"], [t for t in tables.titles if t["role"] in used])
    write("offices.tsv", note, ["key", "role", "title", "of", "body", "sector", "source"], tables.offices.values())
    tenures = [t for ts in tables.tenures.values() for t in ts]
    write("tenures.tsv", note, ["person", "office", "from", "to", "seen_from", "seen_to", "source"], tenures)


if __name__ == "__main__":
    main()
