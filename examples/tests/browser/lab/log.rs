//! The log of the servers in this process: what their layers write of refusals.

use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;

/// The text of a log, of one thread.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Listens until what it returns is dropped.
    pub(super) fn listen(&self) -> impl Drop {
        tracing_subscriber::fmt().with_ansi(false).with_writer(self.clone()).finish().set_default()
    }

    /// The causes of the events since the last question, each once.
    pub(super) fn causes(&self) -> Vec<String> {
        let text = String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap();
        let cause = |line: &str| {
            let (_, rest) = line.split_once(" cause=\"").expect("an event of a refusal");
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let mut causes: Vec<_> = text.lines().map(cause).collect();
        causes.dedup();
        causes
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
