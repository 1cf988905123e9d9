//! The whole stage on sentences with hand-made trees: most by the tree alone, some with the reader's attributions.

use crate::tree::page::Page;
use demarche_types::{Act, EntityKind, Form, Statement};

impl Page {
    /// The stage's statements, one a line: `source | cue | pieces of content`, with what else is not plain in brackets.
    fn statements(&self) -> Vec<String> {
        let statements = super::attribute(&self.document, &self.segments, &self.reading);
        statements.iter().map(|s| self.show(s)).collect()
    }

    /// Every statement with all its fields.
    fn records(&self) -> Vec<Statement> {
        super::attribute(&self.document, &self.segments, &self.reading)
    }

    fn show(&self, statement: &Statement) -> String {
        let source = statement.source.as_ref().map_or("-", |s| &s.text);
        let cue = statement.cue.as_ref().map_or("-", |c| &c.text);
        let content: Vec<&str> = statement.content.iter().map(|&s| self.document.text.slice(s)).collect();
        let to = statement
            .addressee
            .as_ref()
            .map(|a| format!(" (to {})", a.text))
            .unwrap_or_default();
        let via: String = statement.relay.iter().map(|r| format!(" (via {})", r.text)).collect();
        let within = statement
            .within
            .as_ref()
            .map(|w| format!(" (in {w})"))
            .unwrap_or_default();
        format!("{source} | {cue} | {}{to}{via}{within}", content.join(" … "))
    }
}

fn statements(notation: &str) -> Vec<String> {
    Page::new(notation).statements()
}

fn acts(notation: &str) -> Vec<Act> {
    Page::new(notation).records().iter().map(|s| s.act).collect()
}

#[test]
fn a_verb_of_saying_with_its_clause() {
    let found = statements(
        "The/DET/2/det envoy/NOUN/4/nsubj has/AUX/4/aux said:say/VERB/0/root that/SCONJ/7/mark talks:talk/NOUN/7/nsubj \
         failed:fail/VERB/4/ccomp ~./PUNCT/4/punct",
    );
    assert_eq!(found, ["The envoy | has said | that talks failed"]);
}

#[test]
fn inverted_after_a_quotation() {
    let page = Page::new(
        "“/PUNCT/5/punct ~Talks:talk/NOUN/5/nsubj have/AUX/5/aux not/PART/5/advmod failed:fail/VERB/8/ccomp ~,/PUNCT/5/punct \
         ~”/PUNCT/5/punct said:say/VERB/0/root Ana/PROPN/8/nsubj Ruiz/PROPN/9/flat ~,/PUNCT/13/punct Peru/PROPN/13/compound \
         envoy/NOUN/9/appos ~./PUNCT/8/punct",
    );
    assert_eq!(
        page.statements(),
        ["Ana Ruiz, Peru envoy | said | “Talks have not failed,”"]
    );
    assert_eq!(page.records()[0].form, Form::Direct);
}

#[test]
fn a_parenthesis_parts_the_content() {
    let found = statements(
        "The/DET/2/det deal/NOUN/8/nsubj ~,/PUNCT/5/punct she/PRON/5/nsubj said:say/VERB/8/parataxis ~,/PUNCT/5/punct \
         is/AUX/8/cop dead/ADJ/0/root ~./PUNCT/8/punct",
    );
    assert_eq!(found, ["she | said | The deal … is dead"]);
}

#[test]
fn who_is_told_is_no_source_and_no_content() {
    let found = statements(
        "Kenya/PROPN/2/nsubj urged:urge/VERB/0/root both/DET/4/det sides:side/NOUN/2/obj to/PART/6/mark stop/VERB/2/xcomp \
         ~./PUNCT/2/punct",
    );
    assert_eq!(found, ["Kenya | urged | to stop (to both sides)"]);
    let found = statements(
        "The/DET/2/det union/NOUN/3/nsubj called:call/VERB/0/root on/ADP/6/case all/DET/6/det members:member/NOUN/3/obl \
         to/PART/8/mark strike/VERB/3/xcomp",
    );
    assert_eq!(found, ["The union | called on | to strike (to all members)"]);
}

#[test]
fn the_reader_may_take_who_is_told_for_the_source() {
    let page = Page::new(
        "“/PUNCT/4/punct ~We/PRON/4/nsubj will/AUX/4/aux fight/VERB/8/ccomp ~,/PUNCT/4/punct ~”/PUNCT/4/punct \
         Diallo/PROPN/8/nsubj told:tell/VERB/0/root reporters:reporter/NOUN/8/obj ~./PUNCT/8/punct",
    );
    let page = page.attributed("reporters", "told", &["“We will fight,”"]);
    assert_eq!(page.statements(), ["Diallo | told | “We will fight,” (to reporters)"]);
    assert_eq!(page.records()[0].act, Act::Promise);
}

#[test]
fn one_subject_for_two_verbs() {
    let found = statements(
        "Chad/PROPN/2/nsubj rejected:reject/VERB/0/root the/DET/4/det plan/NOUN/2/obj and/CCONJ/6/cc asked:ask/VERB/2/conj \
         for/ADP/8/case time/NOUN/6/obl ~./PUNCT/2/punct",
    );
    assert_eq!(found, ["Chad | rejected | the plan", "Chad | asked for | time"]);
}

#[test]
fn cue_nouns_with_their_sources() {
    let found = statements(
        "Quito/PROPN/3/nmod:poss ~’s/PART/1/case demands:demand/NOUN/7/nsubj to/PART/5/mark withdraw/VERB/3/acl were/AUX/7/aux:pass \
         ignored:ignore/VERB/0/root ~./PUNCT/7/punct",
    );
    assert_eq!(found, ["Quito’s | demands | to withdraw"]);
    let found = statements(
        "The/DET/2/det bank/NOUN/3/nsubj issued:issue/VERB/0/root a/DET/5/det warning/NOUN/3/obj that/SCONJ/8/mark \
         prices:price/NOUN/8/nsubj rose:rise/VERB/5/acl ~./PUNCT/3/punct",
    );
    assert_eq!(found, ["The bank | warning | that prices rose"]);
}

#[test]
fn a_nationality_before_a_cue_noun_is_its_source() {
    let page = Page::new(
        "Chilean/ADJ/2/amod claims:claim/NOUN/6/nsubj that/SCONJ/5/mark he/PRON/5/nsubj fled:flee/VERB/2/acl surprised:surprise/VERB/0/root \
         her/PRON/6/obj",
    );
    let page = page.named("Chilean", EntityKind::Nationality);
    assert_eq!(page.statements(), ["Chilean | claims | that he fled"]);
}

#[test]
fn predicates_of_the_mind() {
    let found = statements(
        "Laos/PROPN/3/nsubj is/AUX/3/cop willing/ADJ/0/root to/PART/5/mark talk/VERB/3/xcomp ~./PUNCT/3/punct",
    );
    assert_eq!(found, ["Laos | is willing | to talk"]);
}

#[test]
fn passives_with_and_without_a_source() {
    let found = statements(
        "Mr/PROPN/2/nmod:desc Ito/PROPN/4/nsubj:pass is/AUX/4/aux:pass expected:expect/VERB/0/root to/PART/6/mark resign/VERB/4/xcomp \
         ~./PUNCT/4/punct",
    );
    assert_eq!(found, ["- | is expected | Mr Ito … to resign"]);
    let found = statements(
        "The/DET/2/det raid/NOUN/4/nsubj:pass was/AUX/4/aux:pass condemned:condemn/VERB/0/root by/ADP/6/case Oman/PROPN/4/obl:agent \
         ~./PUNCT/4/punct",
    );
    assert_eq!(found, ["Oman | was condemned | The raid"]);
    let found = statements(
        "Tourists:tourist/NOUN/3/nsubj:pass were/AUX/3/aux:pass told:tell/VERB/0/root to/PART/5/mark leave/VERB/3/xcomp ~./PUNCT/3/punct",
    );
    assert_eq!(found, ["- | were told | to leave (to Tourists)"]);
}

#[test]
fn words_quoted_by_another() {
    let found = statements(
        "Radio/PROPN/2/compound Sol/PROPN/3/nsubj quoted:quote/VERB/0/root her/PRON/3/obj as/SCONJ/6/mark saying:say/VERB/3/advcl \
         rain/NOUN/8/nsubj fell:fall/VERB/6/ccomp ~./PUNCT/3/punct",
    );
    assert_eq!(found, ["her | quoted | rain fell (via Radio Sol)"]);
}

#[test]
fn according_to_somebody() {
    let found = statements(
        "Two/NUM/2/nummod ships:ship/NOUN/3/nsubj sank:sink/VERB/0/root ~,/PUNCT/8/punct according:accord/VERB/8/case to/ADP/5/fixed \
         port/NOUN/8/compound officials:official/NOUN/3/obl ~./PUNCT/3/punct",
    );
    assert_eq!(found, ["port officials | according to | Two ships sank"]);
}

#[test]
fn who_passes_words_on_is_a_relay() {
    let found = statements(
        "Mr/PROPN/2/nmod:desc Ito/PROPN/3/nsubj said:say/VERB/11/ccomp the/DET/5/det talks:talk/NOUN/7/nsubj had/AUX/7/aux \
         failed:fail/VERB/3/ccomp ~,/PUNCT/11/punct his/PRON/10/nmod:poss ministry/NOUN/11/nsubj reported:report/VERB/0/root ~./PUNCT/11/punct",
    );
    assert_eq!(found, ["Mr Ito | said | the talks had failed (via his ministry)"]);
    let found = statements(
        "He/PRON/2/nsubj said:say/VERB/0/root rain/NOUN/4/nsubj fell:fall/VERB/2/ccomp ~,/PUNCT/8/punct according:accord/VERB/8/case \
         to/ADP/6/fixed Tass/PROPN/2/obl ~./PUNCT/2/punct",
    );
    assert_eq!(found, ["He | said | rain fell (via Tass)"]);
}

#[test]
fn whose_words_are_quoted_makes_the_outer_statement() {
    let found = statements(
        "“/PUNCT/3/punct ~I/PRON/3/nsubj think/VERB/10/ccomp it/PRON/6/nsubj is/AUX/6/cop over/ADV/3/ccomp ~,/PUNCT/3/punct \
         ~”/PUNCT/3/punct he/PRON/10/nsubj said:say/VERB/0/root ~./PUNCT/10/punct",
    );
    assert_eq!(
        found,
        ["he | said | “I think it is over,”", "I | think | it is over (in S1)"]
    );
}

#[test]
fn a_statement_within_a_statement() {
    let found = statements(
        "She/PRON/2/nsubj said:say/VERB/0/root Togo/PROPN/4/nsubj wanted:want/VERB/2/ccomp peace/NOUN/4/obj ~./PUNCT/2/punct",
    );
    assert_eq!(
        found,
        ["She | said | Togo wanted peace", "Togo | wanted | peace (in S1)"]
    );
}

const SPOKEN: &str = "“/PUNCT/4/punct ~We/PRON/4/nsubj are/AUX/4/cop ready/ADJ/8/ccomp ~,/PUNCT/4/punct ~”/PUNCT/4/punct \
    she/PRON/8/nsubj said:say/VERB/0/root ~./PUNCT/8/punct";

const QUOTED: &str =
    "“/PUNCT/4/punct ~They/PRON/4/nsubj are/AUX/4/cop not/ADV/0/root ~./PUNCT/4/punct ~”/PUNCT/4/punct";

#[test]
fn a_quotation_goes_on_in_the_next_sentence() {
    let found = statements(&format!("{SPOKEN}\n{QUOTED}"));
    assert_eq!(found, ["she | said | “We are ready,” … “They are not.”"]);
}

#[test]
fn a_quotation_before_its_speaker() {
    let found = statements(&format!("{QUOTED}\n{SPOKEN}"));
    assert_eq!(found, ["she | said | “They are not.” “We are ready,”"]);
}

#[test]
fn a_quotation_in_a_paragraph_of_its_own_has_no_speaker() {
    let found = statements(&format!("{SPOKEN}\n\n{QUOTED}"));
    assert_eq!(found, ["she | said | “We are ready,”", "- | - | “They are not.”"]);
}

#[test]
fn an_open_quotation_runs_over_paragraphs() {
    let found = statements(
        "He/PRON/2/nsubj said:say/VERB/0/root ~:/PUNCT/2/punct “/PUNCT/6/punct ~It/PRON/6/nsubj rained:rain/VERB/2/ccomp ~./PUNCT/2/punct\n\n\
         “/PUNCT/3/punct ~It/PRON/3/nsubj snowed:snow/VERB/0/root ~./PUNCT/3/punct ~”/PUNCT/3/punct",
    );
    assert_eq!(found, ["He | said | “It rained. … “It snowed.”"]);
}

#[test]
fn a_colon_hands_over_to_the_next_paragraph() {
    let found = statements(&format!(
        "The/DET/2/det guard/NOUN/3/nsubj wrote:write/VERB/0/root this/PRON/3/obj ~:/PUNCT/3/punct\n\n{QUOTED}"
    ));
    assert_eq!(found, ["The guard | wrote | “They are not.”"]);
}

#[test]
fn two_speakers_in_reach_are_none() {
    let found = statements(&format!(
        "Ana/PROPN/2/nsubj wept:weep/VERB/0/root and/CCONJ/5/cc Bo/PROPN/5/nsubj said:say/VERB/2/conj it/PRON/7/nsubj hurt/VERB/5/ccomp \
         ~;/PUNCT/10/punct Cy/PROPN/10/nsubj said:say/VERB/2/parataxis it/PRON/12/nsubj bled:bleed/VERB/10/ccomp ~./PUNCT/2/punct\n{QUOTED}"
    ));
    assert_eq!(found.last().map(String::as_str), Some("- | - | “They are not.”"));
}

#[test]
fn scare_quotes_are_no_statement() {
    let found = statements(
        "The/DET/4/det “/PUNCT/3/punct ~frozen/ADJ/4/amod ~”/PUNCT/3/punct war/NOUN/6/nsubj goes:go/VERB/0/root on/ADP/6/compound:prt",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn headlines_attribute_by_a_colon() {
    let page =
        Page::new("# title\nTogo/PROPN/4/nsubj ~:/PUNCT/1/punct Talks:talk/NOUN/4/nsubj failed:fail/VERB/0/root");
    let page = page.named("Togo", EntityKind::State);
    assert_eq!(page.statements(), ["Togo | : | Talks failed"]);
}

#[test]
fn the_readers_links_do_not_reach_over_sentences() {
    let page = Page::new(
        "Rain/NOUN/2/nsubj fell:fall/VERB/0/root ~./PUNCT/2/punct\n\
         He/PRON/2/nsubj said:say/VERB/0/root it/PRON/4/nsubj stopped:stop/VERB/2/ccomp ~./PUNCT/2/punct",
    );
    let page = page.attributed("He", "said", &["Rain fell", "it stopped"]);
    assert_eq!(page.statements(), ["He | said | it stopped"]);
}

#[test]
fn a_relative_pronoun_stands_for_its_noun() {
    let page = Page::new(
        "Iran/PROPN/7/nsubj ~,/PUNCT/4/punct which/PRON/4/nsubj condemned:condemn/VERB/1/acl:relcl it/PRON/4/obj ~,/PUNCT/4/punct \
         waited:wait/VERB/0/root",
    );
    let page = page.attributed("which", "condemned", &["it"]);
    assert_eq!(page.statements(), ["Iran | condemned | it"]);
}

#[test]
fn what_may_be_said_is_not_said() {
    let found = statements(
        "Peru/PROPN/3/nsubj may/AUX/3/aux demand/VERB/0/root talks:talk/NOUN/3/obj ~./PUNCT/3/punct\n\
         If/SCONJ/3/mark Peru/PROPN/3/nsubj says:say/VERB/5/advcl so/ADV/3/advmod stop/VERB/0/root\n\
         They/PRON/3/nsubj never/ADV/3/advmod accused:accuse/VERB/0/root us/PRON/3/obj",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn acts_follow_the_content_where_the_cue_says_only_said() {
    let said = |rest: &str| {
        acts(&format!("He/PRON/2/nsubj said:say/VERB/0/root {rest}"))
            .first()
            .copied()
    };
    assert_eq!(
        said("he/PRON/6/nsubj had:have/AUX/6/aux not/PART/6/advmod lied:lie/VERB/2/ccomp"),
        Some(Act::Deny)
    );
    assert_eq!(
        said("he/PRON/5/nsubj would/AUX/5/aux leave/VERB/2/ccomp"),
        Some(Act::Promise)
    );
    assert_eq!(
        said("they/PRON/5/nsubj were/AUX/5/cop unacceptable/ADJ/2/ccomp"),
        Some(Act::Reject)
    );
    assert_eq!(
        said("rebels:rebel/NOUN/5/nsubj should/AUX/5/aux leave/VERB/2/ccomp"),
        Some(Act::Demand)
    );
    assert_eq!(
        said("he/PRON/5/nsubj was/AUX/5/cop ready/ADJ/2/ccomp to/PART/7/mark go/VERB/5/xcomp"),
        Some(Act::Offer)
    );
    let has_to = |rest: &str| said(&format!("rebels:rebel/NOUN/{rest}"));
    assert_eq!(
        has_to("4/nsubj had:have/VERB/2/ccomp to/PART/6/mark leave/VERB/4/xcomp"),
        Some(Act::Demand)
    );
    assert_eq!(
        has_to("6/nsubj did:do/AUX/6/aux not/PART/6/advmod have/VERB/2/ccomp to/PART/8/mark leave/VERB/6/xcomp"),
        Some(Act::Assert)
    );
    assert_eq!(said("rain/NOUN/4/nsubj fell:fall/VERB/2/ccomp"), Some(Act::Assert));
}

#[test]
fn a_plea_owns_up_or_denies() {
    let pleaded = |notation: &str, plea: &str| {
        let page = Page::new(&format!("She/PRON/2/nsubj pleaded:plead/VERB/0/root {notation}"));
        page.attributed("She", "pleaded", &[plea]).records()[0].act
    };
    assert_eq!(
        pleaded("guilty/ADJ/2/xcomp to/ADP/5/case theft/NOUN/2/obl", "guilty to theft"),
        Act::Accept
    );
    assert_eq!(
        pleaded(
            "not/PART/4/advmod guilty/ADJ/2/xcomp to/ADP/6/case theft/NOUN/2/obl",
            "not guilty to theft"
        ),
        Act::Deny
    );
    assert_eq!(pleaded("for/ADP/4/case mercy/NOUN/2/obl", "mercy"), Act::Ask);
}

#[test]
fn a_question_is_asked() {
    let found = acts(
        "“/PUNCT/4/punct ~Where/ADV/4/advmod is/AUX/4/cop he/PRON/8/ccomp ~?/PUNCT/4/punct ~”/PUNCT/4/punct she/PRON/8/nsubj \
         said:say/VERB/0/root",
    );
    assert_eq!(found, [Act::Ask]);
}

#[test]
fn readings_of_other_words_give_nothing() {
    let mut page = Page::new(SPOKEN);
    page.reading.tree.pop();
    assert!(page.statements().is_empty());
}

#[test]
fn a_content_whose_predicate_the_reader_gave_to_the_cue_before() {
    let page = Page::new(
        "Peru/PROPN/2/nsubj said:say/VERB/0/root it/PRON/5/nsubj was:be/AUX/5/cop ready/ADJ/2/ccomp and/CCONJ/7/cc \
         added:add/VERB/2/conj demands:demand/NOUN/12/nsubj which/PRON/10/nsubj grew:grow/VERB/8/acl:relcl were:be/AUX/12/cop \
         unacceptable/ADJ/7/ccomp ~./PUNCT/2/punct",
    );
    let page = page
        .attributed("Peru", "said", &["it was ready", "were unacceptable"])
        .attributed("Peru", "added", &["demands"]);
    assert_eq!(
        page.statements(),
        [
            "Peru | said | it was ready",
            "Peru | added | demands which grew were unacceptable"
        ]
    );
}

#[test]
fn an_object_that_stands_before_the_verb_is_anothers() {
    let found = statements(
        "Oslo/PROPN/2/nsubj saw:see/VERB/0/root both/DET/4/det sides:side/NOUN/7/obj while/SCONJ/7/mark Rome/PROPN/7/nsubj \
         rejected:reject/VERB/2/advcl the/DET/9/det offer/NOUN/7/obj ~./PUNCT/2/punct",
    );
    assert_eq!(found, ["Rome | rejected | the offer"]);
}

#[test]
fn who_continues_speaks_at_the_end_of_a_clause_alone() {
    let speaks = "Talks:talk/NOUN/2/nsubj failed:fail/VERB/5/ccomp ~,/PUNCT/2/punct Ruiz/PROPN/5/nsubj \
         continued:continue/VERB/0/root ~./PUNCT/5/punct";
    assert_eq!(statements(speaks), ["Ruiz | continued | Talks failed"]);
    let lasts = "Talks:talk/NOUN/2/nsubj continued:continue/VERB/0/root as/SCONJ/5/mark rain/NOUN/5/nsubj \
         fell:fall/VERB/2/ccomp ~./PUNCT/2/punct";
    assert!(statements(lasts).is_empty());
}

#[test]
fn who_has_a_complement_is_not_the_source_of_what_stands_before() {
    let found = statements(
        "Quito/PROPN/2/nsubj shuts:shut/VERB/7/ccomp the/DET/4/det border/NOUN/2/obj ~,/PUNCT/2/punct Lima/PROPN/7/nsubj \
         vows:vow/VERB/0/root to/PART/9/mark respond/VERB/7/xcomp",
    );
    assert_eq!(found, ["Lima | vows | to respond"]);
}
