//! A user's own actors: what each form says, what wins, and what becomes of lines that cannot be understood.

use demarche_gazetteer::{Fit, Gazetteer, Held, How, Kind, UserActors};

/// The gazetteer with one file of a user's above it, and the warnings.
fn with(file: &str, text: &str) -> (Gazetteer, Vec<String>) {
    Gazetteer::with(vec![UserActors::parse(file, text)])
}

const CSV: &str = "\
name,code,sector,names,acronyms,office,of,office_from,office_to
Harbour Watch,NOR,CVL,The Harbour Watchers; Watch on the Harbour,HWX,,,,
Ingrid Solfeng,NOR,,,,foreign minister,NOR,2031-02-01,2032
Ingrid Solfeng,NOR,,,,keeper of the seals,NOR,2033,
";

#[test]
fn csv_gives_names_and_offices() {
    let (gazetteer, warnings) = with("mine.csv", CSV);
    assert_eq!(warnings, Vec::<String>::new());
    let watch = gazetteer.named("watch on the harbour")[0];
    assert_eq!(
        (watch.actor.name(), watch.actor.sector(), watch.fit),
        ("Harbour Watch", Some("CVL"), Fit::Case)
    );
    assert_eq!(gazetteer.named("HWX")[0].how, How::Acronym);
    let norway = gazetteer.by_key("NOR").unwrap().id();
    let office = gazetteer.offices("minister of foreign affairs", norway)[0];
    let day = "2031-06-01".parse().unwrap();
    let holders = gazetteer.holders(office.id(), day, day);
    let certain = holders.iter().find(|(held, _)| *held == Held::Yes).unwrap().1;
    assert_eq!(gazetteer.actor(certain.person).name(), "Ingrid Solfeng");
    assert_eq!(gazetteer.offices("Keeper of the Seals", norway)[0].of(), norway);
    assert_eq!(gazetteer.tenures(certain.person).len(), 2);
}

#[test]
fn toml_says_the_same() {
    let text = "
        # one of ours, and a faction
        [[actor]]
        key = \"NOR\"
        name = \"Norroway\"

        [[actor]]
        name = \"Quay Faction\"
        code = \"NOR\"
        sector = \"REB\"
        names = [\"The Quaymen\", \"Quay Front\"]
    ";
    let (gazetteer, warnings) = with("mine.toml", text);
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(gazetteer.named("Norroway")[0].actor.name(), "Norway");
    assert_eq!(gazetteer.named("Quaymen")[0].actor.sector(), Some("REB"));
    assert_eq!(gazetteer.named("Quaymen")[0].actor.kind(), Kind::Organization);
}

#[test]
fn a_user_s_name_is_no_longer_ours() {
    let (gazetteer, _) = with("mine.csv", "name;code;sector\nHamas;NOR;CVL\n");
    let named = gazetteer.named("Hamas");
    assert_eq!((named.len(), named[0].actor.code()), (1, Some("NOR")));
    assert_eq!(Gazetteer::embedded().named("Hamas")[0].actor.code(), Some("PSE"));
}

#[test]
fn a_user_s_surname_stands_before_ours() {
    let (gazetteer, _) = with("mine.csv", "name,code,surnames\nOlav Lavrov,NOR,Lavrov\n");
    let codes: Vec<_> = gazetteer.surnamed("Lavrov").iter().map(|c| c.actor.code()).collect();
    assert_eq!((codes[0], codes.contains(&Some("RUS"))), (Some("NOR"), true));
}

#[test]
fn broken_lines_are_named_and_the_others_load() {
    let (gazetteer, warnings) = with(
        "mine.csv",
        "name,code,kind\nOne,NOR\nTwo,NOR,ghost\nThree,NOR,group\n,NOR,group\n",
    );
    assert_eq!(warnings.len(), 3, "{warnings:?}");
    for (warning, place) in warnings.iter().zip(["mine.csv:2: ", "mine.csv:5: ", "mine.csv:3: "]) {
        assert!(warning.starts_with(place), "{warning}");
    }
    assert_eq!(gazetteer.named("Three").len(), 1);
    let (gazetteer, warnings) = with("mine.toml", "[[actor]]\nname = \"One\n[[actor]]\nname = \"Two\"\n");
    assert!(
        warnings[0].starts_with("mine.toml:2: ") && warnings.len() == 1,
        "{warnings:?}"
    );
    assert_eq!(gazetteer.named("Two")[0].actor.name(), "Two");
}

const DICTIONARY: &str = "\
# actors of a harbour
HARALD_FJELL_  ; a clerk, then a judge
+MINISTER_FJELL_
\t[NORGOV 910101-19991231]
\t[NORJUD >20000101]
HARBOUR_FRONT_ [NORREB]
+HBF_
[NORGOV
NORROWAY_ [NOR]
PORT_AUTHORITY_ [IGOUNO 20010101-2001]
NOBODY_ [---]
";

#[test]
fn dictionaries_are_read_as_they_are() {
    let (gazetteer, warnings) = with("harbour.actors.txt", DICTIONARY);
    let fjell = gazetteer.named("Minister Fjell");
    let dated: Vec<_> = fjell
        .iter()
        .map(|c| (c.actor.sector().unwrap(), c.from.map(|d| d.to_string())))
        .collect();
    assert_eq!(
        dated,
        [("GOV", Some("1991-01-01".into())), ("JUD", Some("2000-01-01".into()))]
    );
    assert_eq!(fjell[0].to.unwrap().to_string(), "1999-12-31");
    assert_eq!(gazetteer.named("Harbour Front")[0].actor.sector(), Some("REB"));
    assert_eq!(gazetteer.named("HBF")[0].spelling, "HBF");
    assert_eq!(gazetteer.named("Norroway")[0].actor.key(), "NOR");
    assert!(gazetteer.named("Nobody").is_empty());
    let places: Vec<_> = warnings
        .iter()
        .map(|warning| warning.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        ["harbour.actors.txt:8", "harbour.actors.txt:10"],
        "{warnings:?}"
    );
}

#[test]
fn agents_give_sectors_to_common_nouns() {
    let text =
        "!PERSON! = MAN, WOMEN\nFISHER!PERSON! [~AGR]\nSTEVEDORE_ {STEVEDORES} [~LAB]\nCLERK [~GOV\nSEA!FOLK! [~AGR]\n";
    let (gazetteer, warnings) = with("agents.txt", text);
    for (noun, sector) in [("fisherman", "AGR"), ("Fisherwomen", "AGR"), ("stevedores", "LAB")] {
        assert_eq!(gazetteer.agent(noun), Some(sector), "{noun}");
    }
    assert_eq!((gazetteer.agent("clerk"), warnings.len()), (None, 2), "{warnings:?}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = UserActors::load("/nowhere/actors.csv".as_ref()).unwrap_err();
    assert!(error.to_string().contains("/nowhere/actors.csv"));
}
