//! Actors: states, their bodies, organisations, groups and persons; their names, offices and tenures.

mod actor;
mod compile;
mod date;
mod gazetteer;
mod layer;
mod name;
mod normal;
mod office;
mod user;

pub use actor::{Actor, ActorId, Kind};
pub use date::{Held, PartialDate};
pub use gazetteer::Gazetteer;
pub(crate) use gazetteer::table;
pub use name::{Candidate, Fit, Found, How};
pub use normal::normalise;
pub use office::{Office, OfficeId, Tenure};
pub use user::{ActorsError, UserActors};
