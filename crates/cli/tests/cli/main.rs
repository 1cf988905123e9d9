//! The compiled program, from the outside: what it writes, what it says, and how it ends.

mod asked;
mod bad_input;
mod coverage;
mod help;
mod output;
mod pairs;
mod program;
mod readme;
mod schema;
mod stored;
mod verify;
