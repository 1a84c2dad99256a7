//! An API for tenants with domains of their own, whose origins are in a database.
//!
//! ```sh
//! cargo run -p cors-examples --example tenants
//! ```
//!
//! A request must not wait for a database, nor fail because the database does. So the policy's predicate is a closure over
//! a list in memory, and a task beside the server replaces that list every few seconds. When the database fails, the last
//! list stays.

use std::collections::BTreeSet;
use std::env;
use std::fs::File;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use cors_runtime::{CorsPolicy, Origin, cors_policy};
use tokio::net::TcpListener;
use tokio::time::{MissedTickBehavior, interval, timeout};

static API: CorsPolicy = cors_policy! {
    allow_origins: ["https://app.example.com"],
    runtime_origins: any,
    allow_methods: [PUT],
    allow_headers: ["content-type"],
    allow_credentials: true,
    max_age: 10m,
};

/// The tenants' origins as the database had them last. The lock is held while one origin is looked up, or while
/// the list is exchanged, and never across anything that waits.
#[derive(Clone, Default)]
struct Tenants(Arc<RwLock<BTreeSet<String>>>);

impl Tenants {
    /// Whether the origin is a tenant's: as a whole and byte for byte, as browsers compare.
    fn contains(&self, origin: Origin<'_>) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).contains(origin.as_str())
    }

    fn replace(&self, origins: BTreeSet<String>) {
        let mut list = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let former = std::mem::replace(&mut *list, origins);
        // Freed after the lock is.
        drop(list);
        drop(former);
    }

    /// The policy that allows them.
    fn policy(&self) -> CorsPolicy {
        let tenants = self.clone();
        API.with_runtime_predicate(move |origin| tenants.contains(origin))
    }
}

/// How often the database is asked, and so how long a new tenant may have to wait.
const EVERY: Duration = Duration::from_secs(2);

/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where the tenants are kept.
trait Database {
    /// The origins of all tenants.
    fn origins(&self) -> impl Future<Output = io::Result<Vec<String>>> + Send;
}

/// What stands for a database here: a file with one origin a line.
struct Table(PathBuf);

impl Database for Table {
    async fn origins(&self) -> io::Result<Vec<String>> {
        let text = tokio::fs::read_to_string(&self.0).await?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Ok(lines.map(str::to_owned).collect())
    }
}

/// Replaces the list by what the database has now, and returns what in it is no origin; a database that fails, or
/// does not answer in time, changes nothing.
async fn refresh(tenants: &Tenants, database: &impl Database) -> io::Result<Vec<String>> {
    let found = timeout(PATIENCE, database.origins()).await??;
    let is_origin = |text: &String| Origin::parse(text.as_bytes()).is_some();
    let (origins, others): (BTreeSet<_>, BTreeSet<_>) = found.into_iter().partition(is_origin);
    tenants.replace(origins);
    Ok(others.into_iter().collect())
}

/// Refreshes the list again and again.
async fn keep_fresh(tenants: &Tenants, database: &impl Database, every: Duration) {
    let mut ticks = interval(every);
    // After a slow answer the database is not asked several times at once.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match refresh(tenants, database).await {
            Ok(others) => {
                for other in others {
                    say(&format!(
                        "{other:?} is no origin that a browser sends, and allows nobody\n"
                    ));
                }
            }
            Err(error) => say(&format!("the last list of tenants stays: {error}\n")),
        }
    }
}

fn app(tenants: &Tenants) -> Router {
    Router::new().route("/", get(|| async { "hello\n" })).layer(tenants.policy().layer())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let path = env::temp_dir().join(format!("cors-tenants-{}.txt", process::id()));
    File::create_new(&path)?.write_all(b"https://tenant.example\n")?;
    let database = Table(path);
    let tenants = Tenants::default();
    // Before the first request, so that no tenant is refused because the server has just started.
    refresh(&tenants, &database).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    introduce(listener.local_addr()?.port(), &database.0);
    // Beside each other: if one ends, so does the program, and no list grows old unseen.
    let result = tokio::select! {
        served = async { axum::serve(listener, app(&tenants)).await } => served,
        () = keep_fresh(&tenants, &database, EVERY) => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted,
    };
    // Whoever has tried what happens without it has removed it already.
    let _ = std::fs::remove_file(&database.0);
    result
}

fn introduce(port: u16, database: &Path) {
    let (api, seconds, database) =
        (format!("http://127.0.0.1:{port}"), EVERY.as_secs(), database.display());
    say(&format!(
        "\
API        {api}
tenants    {database}, read every {seconds} s

# a tenant's page: the answer has Access-Control-Allow-Origin
curl -i -H 'Origin: https://tenant.example' {api}

# a page of nobody's: it has not
curl -i -H 'Origin: https://new.example' {api}

# a new tenant: {seconds} s later it has
echo https://new.example >> '{database}'

# a database that fails: the last list stays
rm '{database}'

Ctrl-C stops the example.

"
    ));
}

/// `println!` would panic if the reader of a pipe has gone.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::pin::pin;

    use axum::body::Body;
    use axum::http::Request;
    use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
    use tokio::sync::Mutex;
    use tower::ServiceExt as _;

    use super::*;

    const OLD: &str = "https://old.example";
    const NEW: &str = "https://new.example:8443";

    /// A database with these origins.
    struct Has(&'static [&'static str]);

    impl Database for Has {
        async fn origins(&self) -> io::Result<Vec<String>> {
            Ok(self.0.iter().map(|origin| (*origin).to_owned()).collect())
        }
    }

    struct Fails;

    impl Database for Fails {
        async fn origins(&self) -> io::Result<Vec<String>> {
            Err(io::Error::other("it is down"))
        }
    }

    struct NeverAnswers;

    impl Database for NeverAnswers {
        async fn origins(&self) -> io::Result<Vec<String>> {
            pending().await
        }
    }

    /// Whether a browser gives a page of this origin the response.
    async fn is_shared(tenants: &Tenants, origin: &str) -> bool {
        let request = Request::get("/").header(ORIGIN, origin).body(Body::empty()).unwrap();
        let response = app(tenants).oneshot(request).await.unwrap();
        response.headers().get(ACCESS_CONTROL_ALLOW_ORIGIN).is_some_and(|value| value == origin)
    }

    #[tokio::test]
    async fn a_new_tenant_is_allowed_after_a_refresh_and_a_former_one_is_not() {
        let tenants = Tenants::default();
        refresh(&tenants, &Has(&[OLD])).await.unwrap();
        assert!(is_shared(&tenants, OLD).await && !is_shared(&tenants, NEW).await);
        refresh(&tenants, &Has(&[OLD, NEW])).await.unwrap();
        assert!(is_shared(&tenants, OLD).await && is_shared(&tenants, NEW).await);
        refresh(&tenants, &Has(&[NEW])).await.unwrap();
        assert!(!is_shared(&tenants, OLD).await && is_shared(&tenants, NEW).await);
        assert!(is_shared(&tenants, "https://app.example.com").await, "the source lists it");
    }

    #[tokio::test(start_paused = true)]
    async fn a_failing_database_keeps_the_last_list() {
        let tenants = Tenants::default();
        refresh(&tenants, &Has(&[OLD])).await.unwrap();
        assert!(refresh(&tenants, &Fails).await.is_err());
        assert!(is_shared(&tenants, OLD).await);
        assert!(refresh(&tenants, &NeverAnswers).await.is_err());
        assert!(is_shared(&tenants, OLD).await);
        // And so does the task, which goes on.
        let failing = timeout(EVERY * 10, keep_fresh(&tenants, &Fails, EVERY));
        assert!(failing.await.is_err(), "it does not end");
        assert!(is_shared(&tenants, OLD).await);
    }

    #[tokio::test(start_paused = true)]
    async fn the_task_asks_again_and_again() {
        struct Changes(Mutex<Vec<&'static str>>);
        impl Database for Changes {
            async fn origins(&self) -> io::Result<Vec<String>> {
                let next = self.0.lock().await.pop();
                next.map(|origin| vec![origin.to_owned()]).ok_or(io::Error::other("it is down"))
            }
        }
        let tenants = Tenants::default();
        let database = Changes(Mutex::new(vec![NEW, OLD]));
        let mut task = pin!(keep_fresh(&tenants, &database, EVERY));
        for (time, origin) in [(EVERY / 2, OLD), (EVERY, NEW), (EVERY * 9, NEW)] {
            assert!(timeout(time, &mut task).await.is_err(), "it does not end");
            assert!(is_shared(&tenants, origin).await, "{time:?} later");
        }
    }

    #[tokio::test]
    async fn what_is_no_origin_is_named_and_allows_nobody() {
        let tenants = Tenants::default();
        let others =
            refresh(&tenants, &Has(&[OLD, "https://new.example/", "null", ""])).await.unwrap();
        assert_eq!(others, ["", "https://new.example/", "null"]);
        for origin in ["https://new.example", "https://new.example/", "null", ""] {
            assert!(!is_shared(&tenants, origin).await, "{origin}");
        }
    }
}
