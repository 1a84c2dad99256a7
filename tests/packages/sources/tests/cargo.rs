//! Origins from elsewhere, in packages of their own that the real cargo builds: what changes is built anew,
//! what is wrong is said at the entry, and a dependency finds its files wherever it is built from.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

use std::fs;

use scratch::Package;

#[path = "../../../scratch.rs"]
mod scratch;

/// A package with this program.
fn package(name: &str, source: &str) -> Package {
    let package = Package::new(name, &library());
    package.write("src/main.rs", source);
    package
}

fn library() -> String {
    scratch::library("")
}

/// What the program prints.
fn run(package: &Package) -> String {
    let output = package.cargo(&["run"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The compiler's messages.
fn errors(package: &Package) -> String {
    let output = package.cargo(&["check"]);
    assert!(!output.status.success(), "it compiles");
    text(&output.stderr)
}

/// Whether there is anything to compile of this package.
fn is_fresh(package: &Package) -> bool {
    let output = package.cargo(&["build"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    !text(&output.stderr).contains("Compiling")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A program with this list, which prints which of `a` to `e` it allows.
fn program(origins: &str) -> String {
    format!(
        "static API: cors_runtime::CorsPolicy = cors_runtime::cors_policy! {{
    allow_origins: [{origins}],
}};
fn main() {{
    for name in [\"a\", \"b\", \"c\", \"d\", \"e\"] {{
        if API.allows_origin(format!(\"https://{{name}}.example\")) {{
            print!(\"{{name}}\");
        }}
    }}
}}
"
    )
}

#[test]
fn what_has_changed_is_built_anew_and_nothing_else_is() {
    const ORIGINS: &str =
        r#"env!("APP_ORIGIN"), option_env!("EXTRA_ORIGINS"), include_str!("origins.txt")"#;
    let mut package = package("tracked", &program(ORIGINS));
    package.write("src/origins.txt", "https://e.example\n");
    package.variables = vec![("APP_ORIGIN", "https://a.example")];
    assert_eq!(run(&package), "ae");
    assert!(is_fresh(&package));

    package.variables = vec![("APP_ORIGIN", "https://b.example")];
    assert_eq!(run(&package), "be");

    // One that was not set when the program was built.
    package.variables.push(("EXTRA_ORIGINS", "https://c.example, https://d.example"));
    assert_eq!(run(&package), "bcde");
    assert!(is_fresh(&package));

    // Systems that run builds set what is not configured to nothing.
    package.variables = vec![("APP_ORIGIN", "https://b.example"), ("EXTRA_ORIGINS", "")];
    assert_eq!(run(&package), "be");

    package.write("src/origins.txt", "https://c.example\n");
    assert_eq!(run(&package), "bc");

    // A policy that does not compile comes back when what was wrong is mended elsewhere.
    package.write("src/origins.txt", "c.example\n");
    assert!(errors(&package).contains("`c.example` has no scheme [missing_scheme]"));
    package.write("src/origins.txt", "https://d.example\n");
    assert_eq!(run(&package), "bd");
}

#[test]
fn each_mistake_in_a_variable_is_said_at_its_entry_with_name_and_value() {
    let mut package = package(
        "mistaken",
        &program(
            r#"
        env!("APP_ORIGIN"),
        #[allow(null_origin)]
        option_env!("EXTRA_ORIGINS"),
        env!("UNSET_ORIGIN"),
        env!("EMPTY_ORIGIN"),
    "#,
        ),
    );
    package.variables = vec![
        ("APP_ORIGIN", "https://a.example/"),
        ("EXTRA_ORIGINS", "https://b.example null localhost:3000"),
        ("EMPTY_ORIGIN", ""),
    ];
    let errors = errors(&package);
    for expected in [
        "error: `https://a.example/` has a path: `/` [origin_path]
         in the variable `APP_ORIGIN`
         \"https://a.example/\"
                           ^
",
        "error: `localhost:3000` has no scheme [missing_scheme]
         in the variable `EXTRA_ORIGINS`
",
        "help: write http://localhost:3000\n",
        "error: the variable `UNSET_ORIGIN` is not set [unusable_variable]\n",
        "error: the variable `EMPTY_ORIGIN` is empty [unusable_variable]\n",
        "env!(\"APP_ORIGIN\"),\n  |         ^^^^^^^^^^^^^^^^^^",
    ] {
        assert!(errors.contains(expected), "{expected}\n{errors}");
    }
    let heads: Vec<_> = errors.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(heads.len(), 5, "four and cargo's own: {errors}");
}

#[test]
fn an_address_of_development_in_a_variable_does_not_reach_a_release_build_with_credentials() {
    let origins = program(r#"env!("APP_ORIGIN")"#);
    let mut package =
        package("released", &origins.replace("],", "],\n    allow_credentials: true,"));
    package.variables = vec![("APP_ORIGIN", "https://a.example http://localhost:3000")];
    assert_eq!(run(&package), "a");
    let output = package.cargo(&["check", "--release"]);
    assert!(!output.status.success(), "it compiles");
    let errors = text(&output.stderr);
    for expected in [
        "error: `http://localhost:3000` is a page of the user's own machine, and credentials are allowed \
         [development_origin]\n         in the variable `APP_ORIGIN`\n",
        "help: take it out of there, or put `#[cfg(debug_assertions)]` before the policy's entry",
        "put `#[allow(development_origin)]` before the policy's entry",
    ] {
        assert!(errors.contains(expected), "{expected}\n{errors}");
    }
}

#[test]
fn a_file_that_is_not_there_is_one_error() {
    let package = package("missing", &program(r#""https://a.example", include_str!("none.txt")"#));
    let errors = errors(&package);
    let heads: Vec<_> = errors.lines().filter(|line| line.starts_with("error")).collect();
    let ["error: the file `src/none.txt` does not exist [unusable_file]", of_cargo] = &heads[..]
    else {
        panic!("{errors}");
    };
    assert!(of_cargo.contains("could not compile"), "{of_cargo}");
}

#[test]
fn a_dependency_finds_its_own_file_and_is_built_anew_when_that_changes() {
    let package =
        package("app", "fn main() { print!(\"{}\", partners::allows(\"https://a.example\")); }");
    let manifest = fs::read_to_string(package.folder.join("Cargo.toml")).unwrap();
    let manifest =
        manifest.replace("[workspace]", "partners = { path = \"../partners\" }\n\n[workspace]");
    package.write("Cargo.toml", &manifest);
    // Beside the application, so in no workspace of its.
    package.write(
        "../partners/Cargo.toml",
        &format!(
            "[package]\nname = \"partners\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n",
            library()
        ),
    );
    package.write(
        "../partners/src/lib.rs",
        "static API: cors_runtime::CorsPolicy = cors_runtime::cors_policy! {
    allow_origins: [include_str!(\"../lists/partners.txt\")],
};
pub fn allows(origin: &str) -> bool { API.allows_origin(origin) }
",
    );
    package.write("../partners/lists/partners.txt", "https://a.example\n");
    assert_eq!(run(&package), "true");
    assert!(is_fresh(&package));
    package.write("../partners/lists/partners.txt", "# nobody but\nhttps://b.example\n");
    assert_eq!(run(&package), "false");

    package.write("../partners/lists/partners.txt", "# nobody but\nhttps://b.example/\n");
    let errors = errors(&package);
    assert!(errors.contains("lists/partners.txt:2:18\n"), "{errors}");
}
