//! A server that other people deploy, with origins of their own in `CORS_ALLOWED_ORIGINS`.
//!
//! ```sh
//! CORS_ALLOWED_ORIGINS='https://books.example.com' cargo run -p cors-examples --example self_hosted
//! CORS_ALLOWED_ORIGINS='*' cargo run -p cors-examples --example self_hosted
//! cargo run -p cors-examples --example self_hosted
//! CORS_ALLOWED_ORIGINS='books.example.com, http://*' cargo run -p cors-examples --example self_hosted
//! ```
//!
//! The variable holds a list, or `*` for everybody; unset, it allows nobody. A bad entry ends the program with a message
//! that names it, because a server with another policy than its deployer wrote is worse than none.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::process::ExitCode;

use axum::Router;
use axum::routing::get;
use cors_runtime::{CorsPolicy, OriginErrors, cors_policy};
use tokio::net::TcpListener;

const VARIABLE: &str = "CORS_ALLOWED_ORIGINS";

static API: CorsPolicy = cors_policy! {
    runtime_origins: *,
    allow_methods: [PUT, DELETE],
    allow_headers: ["content-type"],
    max_age: 10m,
};

/// The policy with the origins of the variable.
fn policy(variable: Option<&str>) -> Result<CorsPolicy, OriginErrors> {
    API.with_runtime_origins(variable)
}

fn app(policy: &CorsPolicy) -> Router {
    Router::new().route("/", get(|| async { "hello\n" })).layer(policy.layer())
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let variable = env::var(VARIABLE).ok();
    let policy = policy(variable.as_deref()).map_err(|errors| format!("{VARIABLE}: {errors}"))?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    say(&format!("API  http://{}\n{policy}\n", listener.local_addr()?));
    tokio::select! {
        served = async { axum::serve(listener, app(&policy)).await } => served?,
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match serve().await {
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
    use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN, VARY};
    use axum::http::{HeaderMap, Request};
    use tower::ServiceExt as _;

    use super::*;

    async fn answer(policy: &CorsPolicy, origin: &str) -> HeaderMap {
        let request = Request::get("/").header(ORIGIN, origin).body(Body::empty()).unwrap();
        app(policy).oneshot(request).await.unwrap().headers().clone()
    }

    #[tokio::test]
    async fn a_list_allows_its_origins() {
        let list =
            "https://books.example.com, https://*.preview.example.com\n http://192.168.1.5:10801";
        let policy = policy(Some(list)).unwrap();
        for (origin, is_allowed) in [
            ("https://books.example.com", true),
            ("https://pr-7.preview.example.com", true),
            ("http://192.168.1.5:10801", true),
            ("http://192.168.1.6:10801", false),
            ("https://evil.example", false),
            ("null", false),
        ] {
            let headers = answer(&policy, origin).await;
            let allowed =
                headers.get(ACCESS_CONTROL_ALLOW_ORIGIN).is_some_and(|value| value == origin);
            assert_eq!(allowed, is_allowed, "{origin}");
            assert_eq!(headers[VARY], "Origin", "{origin}");
        }
    }

    #[tokio::test]
    async fn a_star_allows_everybody_with_one_answer() {
        let policy = policy(Some("*")).unwrap();
        for origin in ["https://a.example", "null"] {
            let headers = answer(&policy, origin).await;
            assert_eq!(headers[ACCESS_CONTROL_ALLOW_ORIGIN], "*", "{origin}");
            assert_eq!(headers.get(VARY), None, "{origin}");
        }
    }

    #[tokio::test]
    async fn an_unset_or_empty_variable_allows_nobody() {
        for variable in [None, Some(""), Some(" , ")] {
            let headers = answer(&policy(variable).unwrap(), "https://a.example").await;
            assert_eq!(headers.get(ACCESS_CONTROL_ALLOW_ORIGIN), None, "{variable:?}");
        }
    }

    #[test]
    fn every_bad_entry_is_named_at_once() {
        let errors =
            policy(Some("books.example.com, https://a.example, http://*, null")).unwrap_err();
        let found: Vec<_> =
            errors.faults().iter().map(|fault| (fault.index(), fault.rule().name())).collect();
        assert_eq!(
            found,
            [(0, "missing_scheme"), (2, "runtime_everybody"), (3, "runtime_everybody")],
            "{errors}"
        );
        assert!(errors.to_string().contains("write https://books.example.com"), "{errors}");
    }
}
