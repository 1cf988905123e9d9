//! Whether two events have parties in common.

use demarche_types::EventParty;

/// The codes of the parties, sorted.
pub(super) fn codes(parties: &[EventParty]) -> Vec<&str> {
    let mut codes: Vec<&str> = parties.iter().filter_map(|party| party.code.as_deref()).collect();
    codes.sort_unstable();
    codes
}

/// Whether one code is on both sides.
pub(super) fn share(a: &[EventParty], b: &[EventParty]) -> bool {
    let b = codes(b);
    codes(a).iter().any(|code| b.contains(code))
}
