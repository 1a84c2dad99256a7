//! Where and when, for the head of a page of figures.

use std::fs;
use std::process::Command;

/// The lock file that this was built with.
const LOCK: &str = include_str!("../../Cargo.lock");

/// A paragraph: the date, the compiler, the processor, and the versions of `packages`.
#[must_use]
pub fn describe(packages: &[&str]) -> String {
    let versions: Vec<_> =
        packages.iter().map(|name| format!("{name} {}", versions(name).join(" and "))).collect();
    format!(
        "Measured on {} with {}, on {} ({} processors), {}: {}.",
        date(),
        env!("RUSTC_VERSION"),
        processor(),
        std::thread::available_parallelism().map_or(0, usize::from),
        std::env::consts::OS,
        versions.join(", "),
    )
}

/// All versions of it: frameworks are on different ones of `http`.
fn versions(package: &str) -> Vec<&'static str> {
    LOCK.split(&format!("name = \"{package}\"\nversion = \""))
        .skip(1)
        .filter_map(|entry| entry.split_once('"'))
        .map(|(version, _)| version)
        .collect()
}

fn date() -> String {
    let date = Command::new("date").args(["-u", "+%-d %B %Y"]).env("LC_ALL", "C").output();
    date.ok()
        .and_then(|date| String::from_utf8(date.stdout).ok())
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn processor() -> String {
    let described = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = described.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::versions;

    #[test]
    fn versions_are_the_lock_files() {
        assert!(matches!(versions("tower-http")[..], [version] if version.starts_with("0.7.")));
        assert!(
            matches!(versions("http")[..], [one, two] if one.starts_with("0.2.") && two.starts_with("1."))
        );
        assert!(versions("no-such-package").is_empty());
    }
}
