//! The compiled program, from the outside: what it writes, what it says, and how it ends.

mod asked;
mod bad_input;
mod coverage;
#[cfg(target_os = "linux")]
mod disks;
mod export;
mod help;
mod output;
mod pairs;
mod program;
mod readme;
mod schema;
#[allow(dead_code, reason = "the tests of the sources use all of it")]
#[path = "../../../sources/tests/sources/server.rs"]
mod server;
mod sources;
mod stored;
mod verify;
mod watch;
