//! Packages outside of this workspace, which the real cargo builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A package that depends on the library.
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
    /// What the environment of cargo has beside this program's.
    pub(crate) variables: Vec<(&'static str, &'static str)>,
}

impl Package {
    /// A package of this name, with these lines below `[dependencies]`.
    pub(crate) fn new(name: &str, dependencies: &str) -> Self {
        let folder = target_folder().join(name);
        let package = Package { folder, variables: Vec::new() };
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [dependencies]\n{dependencies}\n\n[workspace]\n"
            ),
        );
        // The versions that are here already.
        fs::copy(root().join("Cargo.lock"), package.folder.join("Cargo.lock")).unwrap();
        package
    }

    pub(crate) fn write(&self, path: &str, content: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).arg("--offline").current_dir(&self.folder);
        // All of these packages share the library's build.
        cargo.env("CARGO_TARGET_DIR", target_folder().join("target"));
        cargo.env_remove("RUSTFLAGS").env("CARGO_TERM_COLOR", "never");
        cargo.envs(self.variables.iter().copied());
        cargo.output().expect("cargo runs")
    }
}

/// The line of a manifest that depends on the library; `more` is behind its path.
pub(crate) fn library(more: &str) -> String {
    format!("cors-runtime = {{ path = \"{}\"{more} }}", root().join("cors-runtime").display())
}

fn target_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages")
}

/// The folder of the workspace, whichever of its packages this is a module of.
fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().find(|folder| folder.join("Cargo.lock").exists()).expect("a workspace")
}
