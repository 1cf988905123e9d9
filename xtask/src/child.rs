//! What a program costs that is run by itself. On others than Linux only the clock tells something.

use anyhow::{Context, Result, ensure};
use std::fs::{read_dir, read_to_string};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What a run has cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// By the clock on the wall.
    pub seconds: f64,
    /// Of all threads, in user and system.
    pub processor_seconds: f64,
    /// How many processors it used or waited for, of those that it might use: all, unless its threads wait for each other or for the
    /// disk. Other programs do not change it.
    pub processors_wanted: f64,
    /// The most memory it ever held.
    pub peak_megabytes: f64,
}

/// The command line that was built beside this program.
pub fn demarche() -> Result<PathBuf> {
    let program = std::env::current_exe()?.with_file_name(format!("demarche{}", std::env::consts::EXE_SUFFIX));
    ensure!(
        program.exists(),
        "{}: build it first: cargo build --release -p demarche-cli",
        program.display()
    );
    Ok(program)
}

/// How often a running program is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Runs a program to its end that may use so many processors.
pub fn run(mut command: Command, processors: usize) -> Result<Cost> {
    let (start, used) = (Instant::now(), seconds_of_children());
    let mut child = command
        .stdout(Stdio::null())
        .spawn()
        .context("the program cannot be started")?;
    let (mut peak, mut wanted, mut looks) = (0.0_f64, 0, 0);
    let status = loop {
        peak = peak.max(peak_megabytes(child.id()));
        wanted += able_to_run(child.id()).min(processors);
        looks += 1;
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(LOOK);
    };
    ensure!(status.success(), "the program failed: {status}");
    Ok(Cost {
        seconds: start.elapsed().as_secs_f64(),
        processor_seconds: seconds_of_children() - used,
        processors_wanted: wanted as f64 / f64::from(looks),
        peak_megabytes: peak,
    })
}

/// The high-water mark of a process, which only grows; 0 where it has ended.
fn peak_megabytes(process: u32) -> f64 {
    let status = read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<f64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kilobytes.unwrap_or_default() * 1024.0 / 1e6
}

/// How many threads of a process run, or would if a processor were free.
fn able_to_run(process: u32) -> usize {
    let threads = read_dir(format!("/proc/{process}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let stats = threads.filter_map(|thread| read_to_string(thread.path().join("stat")).ok());
    stats
        .filter(|stat| {
            stat.rsplit_once(')')
                .is_some_and(|(_, fields)| fields.trim_start().starts_with('R'))
        })
        .count()
}

/// The processor time of all programs that this one has started and that have ended.
fn seconds_of_children() -> f64 {
    /// Linux shows it in hundredths of a second, whatever its own clock.
    const TICKS: f64 = 100.0;
    let stat = read_to_string("/proc/self/stat").unwrap_or_default();
    // The program's name stands in brackets and may hold anything; the two counts are the 14th and 15th field after it.
    let fields = stat
        .rsplit_once(')')
        .map_or("", |(_, fields)| fields)
        .split_whitespace();
    let ticks = fields.skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

/// The processor's own name and how many threads it runs at once.
pub fn machine() -> String {
    let info = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let name = name.map_or("an unnamed processor", |(_, name)| name.trim());
    format!("{name} ({cores} logical cores)")
}
