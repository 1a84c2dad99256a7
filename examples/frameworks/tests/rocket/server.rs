//! Rocket on a loopback socket, as its users launch it, for the tests that need one.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use rocket::config::{Ident, LogLevel, Shutdown};
use rocket::fairing::AdHoc;
use rocket::{Build, Config, Rocket};
use tokio::sync::mpsc;

/// A server on the same machine that has not answered by then does not answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Rocket without an identity, and without handlers of signals, which are the test's own.
pub(crate) fn quiet() -> Rocket<Build> {
    // The first logger is the only one, and Rocket would print its own messages between the tests'.
    let _ = log::set_logger(&NoLogger);
    let mut config = Config::debug_default();
    config.address = Ipv4Addr::LOCALHOST.into();
    config.port = 0;
    config.ident = Ident::none();
    config.log_level = LogLevel::Off;
    config.shutdown = Shutdown { ctrlc: false, ..Shutdown::default() };
    config.shutdown.signals.clear();
    rocket::custom(config)
}

/// Launches `rocket` and lets `ask` talk to it.
pub(crate) fn asked<T>(rocket: Rocket<Build>, ask: impl AsyncFnOnce(SocketAddr) -> T) -> T {
    let (lifted_off, mut ports) = mpsc::unbounded_channel();
    let rocket = rocket.attach(AdHoc::on_liftoff("its port", move |rocket| {
        let _ = lifted_off.send(rocket.config().port);
        Box::pin(async {})
    }));
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let asked = async {
            let port = ports.recv().await.expect("a launched Rocket");
            ask((Ipv4Addr::LOCALHOST, port).into()).await
        };
        tokio::select! {
            answer = asked => answer,
            landed = rocket.launch() => panic!("it landed: {:?}", landed.map(drop)),
            () = tokio::time::sleep(PATIENCE) => panic!("no answer after {PATIENCE:?}"),
        }
    })
}

struct NoLogger;

impl log::Log for NoLogger {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        false
    }
    fn log(&self, _: &log::Record<'_>) {}
    fn flush(&self) {}
}
