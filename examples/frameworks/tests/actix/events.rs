//! Events of refusals: a request of actix-web is not of the types that events are made of.

use std::io;
use std::sync::{Arc, Mutex};

use actix_web::dev::{Service, Transform};
use actix_web::test::{TestRequest, ok_service};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use tracing_subscriber::fmt::MakeWriter;

use crate::POLICY;

/// A log that is read again.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Log;

    fn make_writer(&self) -> Log {
        self.clone()
    }
}

/// What `work` has logged.
fn logged(work: impl FnOnce()) -> String {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_writer(log.clone()).without_time().with_ansi(false).finish();
    tracing::subscriber::with_default(subscriber, work);
    let bytes = log.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn events_are_the_same_as_without_the_framework() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (lines, causes) in [
        (&[("origin", "https://app.example.com")][..], 0),
        (&[("origin", "http://app.example.com")], 1),
        (&[("origin", "http://app.example.com"), ("cookie", "a=1")], 1),
        (&[], 0),
    ] {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        let expected = logged(|| drop(POLICY.decide(&Method::GET, &headers)));
        assert_eq!(expected.matches("cause=").count(), causes, "{expected}");

        let request =
            lines.iter().fold(TestRequest::get(), |request, line| request.insert_header(*line));
        let service = runtime.block_on(POLICY.middleware().new_transform(ok_service())).unwrap();
        let found = logged(|| drop(runtime.block_on(service.call(request.to_srv_request()))));
        assert_eq!(found, expected);
    }
}
