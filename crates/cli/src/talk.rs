//! What is said to the person, on standard error.

use std::io::{self, Write};

/// Something to tell: `demarche: PATH: what is wrong; what to do`
pub fn tell(message: &str) {
    say(&format!("demarche: {message}\n"));
}

/// Something said as it is. If nobody listens, it is lost, and the work goes on.
pub fn say(message: &str) {
    let _lost = io::stderr().write_all(message.as_bytes());
}
