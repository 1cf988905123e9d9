//! The compiled program, from the outside: what it writes, what it says, and how it ends.

mod bad_input;
mod coverage;
mod export;
mod help;
mod output;
mod pairs;
mod program;
mod readme;
mod schema;
mod stored;
mod verify;
