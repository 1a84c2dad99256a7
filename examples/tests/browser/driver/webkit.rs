//! As much of WebDriver as reading a page takes, over HTTP. <https://www.w3.org/TR/webdriver2/>

use std::io::{BufRead, BufReader};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{fs, net};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use super::process::{Folder, Process};
use super::proxy::Proxy;
use super::{LIMIT, Mapped, as_json, from_json, key_actions};

/// WebKitGTK's small browser in a window on a display that nobody sees.
pub(crate) struct WebKit {
    port: u16,
    session: String,
    proxy: Proxy,
    _driver: Process,
    _display: Process,
}

impl WebKit {
    pub(crate) async fn start(ports: &[Mapped]) -> WebKit {
        let proxy = Proxy::start(ports).await;
        let (display, name) = display();
        // The driver takes no port 0.
        let free = net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let driver = Process::start(
            Process::silent("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .arg("--host=127.0.0.1")
                .env("DISPLAY", name),
        );
        let mut webkit =
            WebKit { port, session: String::new(), proxy, _driver: driver, _display: display };
        timeout(LIMIT, webkit.begin()).await.expect("WebKitWebDriver starts in time");
        webkit
    }

    async fn begin(&mut self) {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
        // The protocol's own setting would ask for TLS to the proxy.
        let proxy = format!("--proxy=http://127.0.0.1:{}", self.proxy.port);
        let capabilities = json!({
            "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation", proxy] },
            "acceptInsecureCerts": true,
        });
        let asked = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let session = self.call("POST", "", asked).await;
        self.session = format!("/{}", session["sessionId"].as_str().unwrap());
        let limit = u64::try_from(LIMIT.as_millis()).unwrap();
        self.call("POST", "/timeouts", json!({ "script": limit, "pageLoad": limit })).await;
    }

    pub(crate) async fn go(&mut self, url: &str) {
        self.call("POST", "/url", json!({ "url": url })).await;
    }

    pub(crate) async fn go_with(&mut self, url: &str, page: &str) {
        self.proxy.documents.lock().unwrap().insert(url.to_owned(), page.to_owned());
        self.go(url).await;
    }

    pub(crate) async fn evaluate(&mut self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            {}.then(done, (error) => done({{ error: String(error) }}));",
            as_json(expression)
        );
        let value = self.call("POST", "/execute/async", json!({ "script": script, "args": [] }));
        from_json(&value.await)
    }

    pub(crate) async fn press(&mut self, keys: &str) {
        self.call("POST", "/actions", json!({ "actions": key_actions(keys) })).await;
    }

    pub(crate) async fn resize(&mut self, width: u32, height: u32) {
        self.call("POST", "/window/rect", json!({ "width": width, "height": height })).await;
    }

    pub(crate) async fn picture(&mut self) -> String {
        self.call("GET", "/screenshot", Value::Null).await.as_str().unwrap().to_owned()
    }

    /// One request, and the value that is its answer.
    async fn call(&self, method: &str, path: &str, body: Value) -> Value {
        let exchange = async {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await?;
            let body = if body.is_null() { String::new() } else { body.to_string() };
            let (port, session, length) = (self.port, &self.session, body.len());
            let request = format!(
                "{method} /session{session}{path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
            stream.write_all(request.as_bytes()).await?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await?;
            std::io::Result::Ok(answer)
        };
        let answer = timeout(LIMIT, exchange).await.expect("WebKit answers in time").unwrap();
        let start = answer.windows(4).position(|end| end == b"\r\n\r\n").expect("an answer") + 4;
        let mut value: Value = serde_json::from_slice(&answer[start..]).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200 "), "{method} {path}: {value}");
        value["value"].take()
    }
}

/// The console's lines of a page that writes [`END`] when it is done. An automated WebKit keeps its console to itself, so
/// this is a browser that nobody drives.
pub(crate) async fn console_of(ports: &[Mapped], url: &str, page: &str) -> Vec<String> {
    let proxy = Proxy::start(ports).await;
    proxy.documents.lock().unwrap().insert(url.to_owned(), page.to_owned());
    let (_display, name) = display();
    let home = Folder::new("webkit");
    let mut browser = Process::start(
        Command::new(mini_browser())
            .arg("--enable-write-console-messages-to-stdout=true")
            .arg(format!("--proxy=http://127.0.0.1:{}", proxy.port))
            .arg(url)
            .env("DISPLAY", name)
            .env("HOME", &home.0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            // Despite its name the option writes them there.
            .stderr(Stdio::piped()),
    );
    let output = BufReader::new(browser.0.stderr.take().unwrap());
    // The thread ends with the browser's output.
    let lines = spawn_blocking(move || {
        output.lines().map_while(Result::ok).take_while(|line| !line.ends_with(END)).collect()
    });
    timeout(LIMIT, lines).await.expect("the page writes its end in time").unwrap()
}

/// The last line of a page that [`console_of`] reads.
pub(crate) const END: &str = "the end of the console";

/// A display of its own: Xvfb chooses the number, and tells it when it is ready.
pub(super) fn display() -> (Process, String) {
    let mut xvfb = Process::start(
        Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    );
    let mut number = String::new();
    BufReader::new(xvfb.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (xvfb, format!(":{}", number.trim()))
}

/// The browser is not on the search path: it is below the library's folder, which has the machine's name.
pub(super) fn mini_browser() -> PathBuf {
    let libraries = fs::read_dir("/usr/lib").unwrap().flatten().map(|entry| entry.path());
    let programs = libraries.flat_map(|path| {
        ["4.1", "4.0"].map(|version| path.join(format!("webkit2gtk-{version}/MiniBrowser")))
    });
    programs.into_iter().find(|program| program.exists()).expect("MiniBrowser is installed")
}
