//! Writes the policies' lists of origins and phf's sets of the same, which want literals, and finds out
//! which compiler it is.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The last origin of every list, which the hand-written limit knows: src/policies.rs.
const KNOWN: &str = "https://app.example.com";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let directory = env::var("OUT_DIR")?;

    let mut policies = String::new();
    let mut sets = String::new();
    for (name, count) in
        [("ONE", 1), ("TEN", 10), ("HUNDRED", 100), ("THOUSAND", 1_000), ("TEN_THOUSAND", 10_000)]
    {
        let origins = origins(count);
        writeln!(policies, "listed! {{ {name}:")?;
        for origin in &origins {
            writeln!(policies, "    {origin:?},")?;
        }
        writeln!(policies, "}}")?;
        let mut set = phf_codegen::Set::new();
        for origin in &origins {
            set.entry(origin.as_str());
        }
        writeln!(sets, "static {name}: phf::Set<&'static str> = {};", set.build())?;
    }
    fs::write(Path::new(&directory).join("policies.rs"), policies)?;
    fs::write(Path::new(&directory).join("sets.rs"), sets)?;

    let rustc = Command::new(env::var("RUSTC")?).arg("--version").output()?;
    println!("cargo::rustc-env=RUSTC_VERSION={}", String::from_utf8(rustc.stdout)?.trim());
    Ok(())
}

/// Origins that are as alike as the tenants of one product are: neighbours differ in one digit.
fn origins(count: usize) -> Vec<String> {
    let mut origins: Vec<_> = (1..count)
        .map(|n| match n % 4 {
            0 => format!("https://tenant-{n}.example.com"),
            1 => format!("https://app.customer-{n}.example:8443"),
            2 => format!("http://localhost:{}", 20_000 + n),
            _ => format!("https://10.0.{}.{}", n / 256, n % 256),
        })
        .collect();
    origins.push(KNOWN.to_owned());
    origins
}
