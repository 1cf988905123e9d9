//! What a pronoun must agree with: number, gender, and the kind of being.

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
}

/// The gender of a human being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

/// What kind of thing somebody or something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Being {
    Person,
    /// An organisation, a part of a government, a group that acts as one.
    Body,
    State,
    Place,
    /// Anything else.
    Thing,
}

/// What is known of a mention or an entity; `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) number: Option<Number>,
    pub(super) gender: Option<Gender>,
    pub(super) being: Option<Being>,
}

impl Traits {
    /// Whether nothing known of the one contradicts the other.
    pub(super) fn agree(self, other: Self) -> bool {
        agree(self.number, other.number) && agree(self.gender, other.gender) && agree(self.being, other.being)
    }

    /// What is known of either; of what both know, the first.
    pub(super) fn join(self, other: Self) -> Self {
        Self {
            number: self.number.or(other.number),
            gender: self.gender.or(other.gender),
            being: self.being.or(other.being),
        }
    }
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unknown_agrees_with_all() {
        let (one, her) = (
            Traits {
                number: Some(Number::Singular),
                ..Traits::default()
            },
            Traits {
                number: Some(Number::Singular),
                gender: Some(Gender::Feminine),
                being: Some(Being::Person),
            },
        );
        let him = Traits {
            gender: Some(Gender::Masculine),
            ..her
        };
        assert!(one.agree(her) && one.agree(him) && !her.agree(him));
        assert_eq!(one.join(her), her);
    }
}
