//! A server with a TOML file, which it reads again on SIGHUP.
//!
//! ```sh
//! cargo run -p cors-examples --example config_file -- cors.toml
//! ```
//!
//! ```toml
//! allowed_origins = ["https://books.example.com", "https://*.preview.example.com"]
//! ```
//!
//! While the program runs, a file with errors changes nothing: the last list stays, and the log says why.

use std::error::Error;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use axum::Router;
use axum::routing::get;
use cors_runtime::{CorsPolicy, cors_policy};
use serde::Deserialize;
use tokio::net::TcpListener;

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: any,
    allow_methods: [PUT, DELETE],
    allow_headers: ["content-type"],
    allow_credentials: true,
    max_age: 10m,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    #[serde(default)]
    allowed_origins: Vec<String>,
}

fn read(path: &Path) -> Result<Settings, Box<dyn Error>> {
    Ok(toml::from_str(&fs::read_to_string(path)?)?)
}

fn load(path: &Path) -> Result<CorsPolicy, Box<dyn Error>> {
    Ok(API.with_runtime_origins(read(path)?.allowed_origins)?)
}

/// Reads the file again. All clones of the policy see the new list.
fn reload(policy: &CorsPolicy, path: &Path) -> Result<(), Box<dyn Error>> {
    Ok(policy.replace_runtime_origins(read(path)?.allowed_origins)?)
}

fn app(policy: &CorsPolicy) -> Router {
    Router::new().route("/", get(|| async { "hello\n" })).layer(policy.layer())
}

/// Waits for the signal to reload; where there are no signals, for ever.
async fn hangup() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::hangup())?.recv().await;
        Ok(())
    }
    #[cfg(not(unix))]
    std::future::pending().await
}

async fn keep_fresh(policy: &CorsPolicy, path: &Path) -> io::Result<()> {
    loop {
        hangup().await?;
        match reload(policy, path) {
            Ok(()) => say(&format!("{policy}\n")),
            Err(error) => say(&format!("the origins stay as they were: {error}\n")),
        }
    }
}

async fn serve(path: PathBuf) -> Result<(), Box<dyn Error>> {
    let policy = load(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    say(&format!("API  http://{}\n{policy}\n", listener.local_addr()?));
    tokio::select! {
        served = async { axum::serve(listener, app(&policy)).await } => served?,
        failed = keep_fresh(&policy, &path) => failed?,
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(path) = env::args_os().nth(1) else {
        let _ = writeln!(io::stderr(), "usage: config_file FILE.toml");
        return ExitCode::FAILURE;
    };
    match serve(path.into()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// `println!` panics if the reader of a pipe is gone.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
    use tower::ServiceExt as _;

    use super::*;

    const ONE: &str = "https://one.example.com";
    const TWO: &str = "https://two.example.com";

    /// A file of the test's own, removed at its end.
    struct File(PathBuf);

    impl File {
        fn new(name: &str, text: &str) -> Self {
            let path =
                env::temp_dir().join(format!("cors-config-{name}-{}.toml", std::process::id()));
            fs::write(&path, text).unwrap();
            File(path)
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            let _ = fs::remove_file(&self.0);
        }
    }

    async fn is_shared(app: &Router, origin: &str) -> bool {
        let request = Request::get("/").header(ORIGIN, origin).body(Body::empty()).unwrap();
        let response = app.clone().oneshot(request).await.unwrap();
        response.headers().get(ACCESS_CONTROL_ALLOW_ORIGIN).is_some_and(|value| value == origin)
    }

    #[tokio::test]
    async fn a_running_app_sees_the_reloaded_list() {
        let file = File::new("reload", &format!("allowed_origins = [\"{ONE}\"]"));
        let policy = load(&file.0).unwrap();
        let app = app(&policy);
        assert!(is_shared(&app, ONE).await && !is_shared(&app, TWO).await);
        assert!(is_shared(&app, "https://app.example.com").await);

        fs::write(&file.0, format!("allowed_origins = [\"{TWO}\"]")).unwrap();
        reload(&policy, &file.0).unwrap();
        assert!(!is_shared(&app, ONE).await && is_shared(&app, TWO).await);
        assert!(is_shared(&app, "https://app.example.com").await);
    }

    #[tokio::test]
    async fn a_file_with_errors_changes_nothing() {
        let file = File::new("errors", &format!("allowed_origins = [\"{ONE}\"]"));
        let policy = load(&file.0).unwrap();
        let app = app(&policy);
        for (text, part) in [
            ("allowed_origins = [\"http://one.example.com\"]", "insecure_origin"),
            ("allowed_origins = [\"https://*.com\", \"null\"]", "runtime_everybody"),
            ("allowed_origins = [\"*\"]", "runtime_everybody"),
            ("allow_origin = []", "unknown field"),
            ("allowed_origins = [", "TOML"),
        ] {
            fs::write(&file.0, text).unwrap();
            let error = reload(&policy, &file.0).unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
            assert!(is_shared(&app, ONE).await, "{text}");
        }
        fs::remove_file(&file.0).unwrap();
        assert!(reload(&policy, &file.0).is_err());
        assert!(is_shared(&app, ONE).await);
    }

    #[test]
    fn a_bad_file_stops_the_start() {
        let file = File::new("start", "allowed_origins = [\"books.example.com\"]");
        let error = load(&file.0).unwrap_err().to_string();
        assert!(error.contains("write https://books.example.com"), "{error}");
    }
}
