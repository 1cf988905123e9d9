//! What the news calls whom, looked up.

use demarche_gazetteer::{Candidate, Fit, Gazetteer, Held, How};

fn named(name: &str) -> Vec<Candidate<'static>> {
    Gazetteer::embedded().named(name)
}

/// Whether a name means an actor in a way.
fn means(name: &str, key: &str, how: How) -> bool {
    named(name)
        .iter()
        .any(|candidate| candidate.actor.key() == key && candidate.how == how)
}

#[test]
fn states_by_whatever_names_them() {
    for (name, key, how) in [
        ("Russia", "RUS", How::Name),
        ("Russian", "RUS", How::Adjective),
        ("Russians", "RUS", How::Demonym),
        ("Moscow", "RUS", How::Capital),
        ("U.S.", "USA", How::Acronym),
        ("the U.K.", "GBR", How::Acronym),
        ("Britons", "GBR", How::Demonym),
        ("Whitehall", "GBR", How::Metonym),
        ("Burma", "MMR", How::Former),
        ("Soviet Union", "RUS", How::Former),
        ("Cote d’Ivoire", "CIV", How::Short),
        ("Emirati", "ARE", How::Adjective),
        ("Frenchmen", "FRA", How::Demonym),
        ("Brussels", "eu", How::Metonym),
    ] {
        assert!(means(name, key, how), "{name}");
    }
}

#[test]
fn bodies_and_organisations_with_their_codes() {
    for (name, key, code, sector) in [
        ("State Department", "USA/foreign-ministry", Some("USA"), Some("GOV")),
        ("Quai d’Orsay", "FRA/foreign-ministry", Some("FRA"), Some("GOV")),
        (
            "Nepalese Foreign Ministry",
            "NPL/foreign-ministry",
            Some("NPL"),
            Some("GOV"),
        ),
        ("Knesset", "ISR/parliament", Some("ISR"), Some("LEG")),
        ("the Kremlin", "RUS/kremlin", Some("RUS"), Some("GOV")),
        (
            "Revolutionary Guards",
            "IRN/revolutionary-guards",
            Some("IRN"),
            Some("MIL"),
        ),
        ("UNHCR", "unhcr", Some("UNO"), None),
        ("NATO", "nato", Some("IGO"), None),
        ("Al Qaeda", "group/al-qaeda", Some("IMG"), Some("UAF")),
        ("Interfax", "interfax", Some("RUS"), Some("MED")),
        ("the West", "the-west", None, None),
    ] {
        let actor = named(name)
            .into_iter()
            .map(|candidate| candidate.actor)
            .find(|actor| actor.key() == key);
        let actor = actor.unwrap_or_else(|| panic!("{name}"));
        assert_eq!((actor.code(), actor.sector()), (code, sector), "{name}");
    }
}

#[test]
fn capital_letters_are_evidence() {
    let fit = |words: &str, key: &str| named(words).into_iter().find(|c| c.actor.key() == key).map(|c| c.fit);
    assert_eq!(fit("US", "USA"), Some(Fit::Exact));
    assert_eq!(fit("us", "USA"), Some(Fit::Case));
    assert_eq!(fit("turkey", "TUR"), Some(Fit::Case));
}

#[test]
fn words_as_a_segmenter_cuts_them() {
    let gazetteer = Gazetteer::embedded();
    for (words, taken, key) in [
        (&["al", "-", "Shabaab", "fighters"][..], 3, "group/al-shabaab"),
        (&["Quai", "d'Orsay", "sources"], 2, "FRA/foreign-ministry"),
        (&["Boutros", "Boutros", "-", "Ghali"], 4, "person/boutros-boutros-ghali"),
        (&["The", "Hague", "court"], 2, "NLD"),
    ] {
        let found = gazetteer.longest(words).unwrap();
        assert_eq!(found.words, taken, "{words:?}");
        assert!(
            found.candidates.iter().any(|candidate| candidate.actor.key() == key),
            "{words:?}"
        );
    }
    assert!(gazetteer.longest(&["unheardofly", "so"]).is_none());
}

#[test]
fn titles_mean_what_they_mean_in_their_state() {
    let gazetteer = Gazetteer::embedded();
    for (title, of, office) in [
        ("secretary of state", "USA", "USA/foreign_minister"),
        ("foreign secretary", "GBR", "GBR/foreign_minister"),
        ("foreign secretary", "IND", "IND/foreign_secretary"),
        ("chancellor", "DEU", "DEU/prime_minister"),
        ("Chancellor", "GBR", "GBR/finance_minister"),
        ("external affairs minister", "IND", "IND/foreign_minister"),
        ("premier", "CHN", "CHN/prime_minister"),
        ("Kremlin spokesman", "RUS", "RUS/presidential_spokesperson"),
        ("secretary-general", "nato", "nato/secretary_general"),
    ] {
        let offices = gazetteer.offices(title, gazetteer.by_key(of).unwrap().id());
        assert!(offices.iter().any(|found| found.key() == office), "{title} {of}");
    }
    assert_eq!(
        gazetteer.longest_title(&["deputy", "foreign", "minister", "Sergei"]),
        Some(3)
    );
}

#[test]
fn holders_of_a_day_and_nobody_outside_his_dates() {
    let gazetteer = Gazetteer::embedded();
    for (office, day, person) in [
        ("USA/president", "1998-08-20", "Bill Clinton"),
        ("USA/president", "1990-08-15", "George H. W. Bush"),
        ("RUS/president", "1998-08-13", "Boris Yeltsin"),
        ("RUS/foreign_minister", "2022-01-27", "Sergei Lavrov"),
        ("CHN/foreign_minister", "2022-01-27", "Wang Yi"),
        ("CHN/foreign_minister", "2023-05-01", "Qin Gang"),
        ("USA/foreign_minister", "2022-01-27", "Antony Blinken"),
        ("un/secretary_general", "1994-01-01", "Boutros Boutros-Ghali"),
        ("GBR/foreign_minister", "1982-04-10", "Francis Pym"),
        ("ISR/prime_minister", "1995-11-01", "Yitzhak Rabin"),
    ] {
        let office = gazetteer.office_by_key(office).unwrap();
        let day = day.parse().unwrap();
        let held: Vec<&str> = gazetteer
            .holders(office.id(), day, day)
            .into_iter()
            .filter(|(held, _)| *held == Held::Yes)
            .map(|(_, tenure)| gazetteer.actor(tenure.person).name())
            .collect();
        assert_eq!(held, [person], "{} {day}", office.key());
    }
}

#[test]
fn persons_by_their_spellings_and_surnames() {
    for (name, key) in [
        ("Volodymyr Zelenskyy", "person/volodymyr-zelensky"),
        ("Sergey Lavrov", "person/sergei-lavrov"),
        ("MBS", "person/mohammed-bin-salman"),
        ("Recep Tayyip Erdoğan", "person/recep-tayyip-erdogan"),
        ("Kim Jong Un", "person/kim-jong-un"),
    ] {
        assert!(
            named(name).iter().any(|candidate| candidate.actor.key() == key),
            "{name}"
        );
    }
    let gazetteer = Gazetteer::embedded();
    for (surname, key) in [
        ("Lavrov", "person/sergei-lavrov"),
        ("Xi", "person/xi-jinping"),
        ("von der Leyen", "person/ursula-von-der-leyen"),
        ("Assad", "person/bashar-al-assad"),
        ("Peña Nieto", "person/enrique-pena-nieto"),
    ] {
        assert!(
            gazetteer
                .surnamed(surname)
                .iter()
                .any(|candidate| candidate.actor.key() == key),
            "{surname}"
        );
    }
}
