//! PLOVER's conventions on what is not yet, or not: which category it is then.

use super::plover::Category;
use super::status::Status;
use demarche_types::Tense;

/// A category with its mode and what is left of the status beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coded {
    pub(crate) category: Category,
    pub(crate) mode: Option<&'static str>,
    pub(crate) tense: Tense,
    pub(crate) hypothetical: bool,
    pub(crate) negation: bool,
}

/// What an act is coded as: cooperation to come is AGREE; it and giving way are REJECT where they are not to come; giving way announced is
/// CONCEDE; a threat is never hypothetical; force or sanctions that the actor itself announces are a threat.
pub(super) fn coded(category: Category, mode: Option<&'static str>, status: &Status, by_actor: bool) -> Coded {
    let tense = if status.future { Tense::Future } else { Tense::Past };
    let coded = Coded {
        category,
        mode,
        tense,
        hypothetical: status.hypothetical,
        negation: status.negation,
    };
    let to_come = coded.tense == Tense::Future;
    match category {
        _ if is_cooperation(category) && to_come && coded.negation && !coded.hypothetical => refused(coded),
        _ if is_cooperation(category) && (to_come || coded.hypothetical) => Coded {
            category: Category::Agree,
            mode: None,
            ..coded
        },
        Category::Retreat | Category::Concede if to_come && coded.negation && !coded.hypothetical => refused(coded),
        Category::Retreat if to_come => Coded {
            category: Category::Concede,
            mode: None,
            ..coded
        },
        Category::Threaten => Coded {
            hypothetical: false,
            ..coded
        },
        Category::Mobilize => coded,
        _ if by_actor && category.entry().quad == 4 && to_come && !coded.negation => threatened(coded),
        _ => coded,
    }
}

/// What cooperates by doing.
const fn is_cooperation(category: Category) -> bool {
    matches!(
        category,
        Category::Consult | Category::Support | Category::Cooperate | Category::Aid
    )
}

/// *Will not meet*: a refusal, and a fact.
fn refused(coded: Coded) -> Coded {
    let mode = match coded.category {
        Category::Consult => Category::Reject.mode("meet"),
        Category::Aid => Category::Reject.mode("assist"),
        Category::Retreat | Category::Concede => Category::Reject.mode("yield"),
        _ => None,
    };
    Coded {
        category: Category::Reject,
        mode,
        tense: Tense::Past,
        hypothetical: false,
        negation: false,
    }
}

/// *We will strike back*.
fn threatened(coded: Coded) -> Coded {
    let mode = match coded.category {
        Category::Assault => Category::Threaten.mode("violence"),
        Category::Sanction => Category::Threaten.mode("relations"),
        Category::Coerce => Category::Threaten.mode("restrict"),
        _ => None,
    };
    Coded {
        category: Category::Threaten,
        mode,
        tense: Tense::Past,
        hypothetical: false,
        negation: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn future() -> Status {
        Status {
            future: true,
            ..Status::default()
        }
    }

    #[test]
    fn cooperation_to_come_is_agree() {
        let visit = coded(Category::Consult, Some("visit"), &future(), false);
        assert_eq!(
            (visit.category, visit.mode, visit.tense),
            (Category::Agree, None, Tense::Future)
        );
        let held = coded(Category::Consult, Some("visit"), &Status::default(), false);
        assert_eq!((held.category, held.mode), (Category::Consult, Some("visit")));
    }

    #[test]
    fn what_will_not_be_is_refused() {
        let refusal = coded(
            Category::Consult,
            None,
            &Status {
                negation: true,
                ..future()
            },
            false,
        );
        assert_eq!(
            (refusal.category, refusal.mode, refusal.negation),
            (Category::Reject, Some("meet"), false)
        );
        let firmness = coded(
            Category::Retreat,
            Some("withdraw"),
            &Status {
                negation: true,
                ..future()
            },
            false,
        );
        assert_eq!((firmness.category, firmness.mode), (Category::Reject, Some("yield")));
    }

    #[test]
    fn giving_way_and_threats() {
        assert_eq!(
            coded(Category::Retreat, Some("withdraw"), &future(), false).category,
            Category::Concede
        );
        let feared = Status {
            hypothetical: true,
            ..future()
        };
        assert!(!coded(Category::Threaten, None, &feared, false).hypothetical);
        assert_eq!(
            coded(Category::Assault, None, &future(), true).category,
            Category::Threaten
        );
        assert_eq!(
            coded(Category::Assault, None, &future(), false).category,
            Category::Assault
        );
    }
}
