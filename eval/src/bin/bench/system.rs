//! What the system tells of this process and of the machine. On others than Linux it tells nothing.

use std::fs::read_to_string;

/// The most memory that this process ever held, in units of 1024 bytes; 0 where the system does not tell.
pub fn peak_kilobytes() -> f64 {
    let status = read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0.0)
}

/// The processor time that this process has used, in user and system, all threads together; 0 where the system does not
/// tell.
pub fn processor_seconds() -> f64 {
    /// Linux shows it in hundredths of a second, whatever its own clock.
    const TICKS: f64 = 100.0;
    let stat = read_to_string("/proc/self/stat").unwrap_or_default();
    // The program's name stands in brackets and may hold anything; the two counts are the 12th and 13th field after it.
    let fields = stat
        .rsplit_once(')')
        .map_or("", |(_, fields)| fields)
        .split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

/// The processor's own name and how many threads it runs at once.
pub fn machine() -> String {
    let info = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{} ({cores} logical cores)",
        name.map_or("an unnamed processor", |(_, name)| name.trim())
    )
}
