//! As much of the `DevTools` protocol as reading a page takes, over a pipe: no port and no WebSocket.
//! <https://chromedevtools.github.io/devtools-protocol/>

use std::env;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::time::{sleep, timeout};

use super::process::{Folder, Process};
use super::{ENTER, LIMIT, Mapped, TAB};

/// Chromium reads messages at file descriptor 3 and writes them at 4. The shell puts our two pipes
/// there, which takes no unsafe code.
const AT_3_AND_4: &str = r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>&2"#;

const FLAGS: [&str; 12] = [
    "--remote-debugging-pipe",
    "--headless",
    // The sandbox refuses to run as root. The pages are our own.
    "--no-sandbox",
    "--disable-gpu",
    // Containers give /dev/shm too little.
    "--disable-dev-shm-usage",
    // Nothing but the pages.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
];

const ENDED: &str = "the browser has ended; is chromium on the path, or in CHROMIUM?";

/// A headless Chromium with a profile of its own.
pub(crate) struct Chromium {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    messages: u64,
    /// The page's session.
    session: String,
    /// Events since the last call of `messages`.
    events: Vec<Value>,
    /// Ended before its profile is removed.
    _process: Process,
    _profile: Folder,
}

impl Chromium {
    /// Starts `$CHROMIUM`, or the `chromium` of the search path. It finds no server except those at the ports.
    pub(crate) async fn start(ports: &[Mapped]) -> Chromium {
        let program = env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
        let profile = Folder::new("chromium");
        let map = |(told, port): &Mapped| format!("MAP *:{told} 127.0.0.1:{port}, ");
        let map: String = ports.iter().map(map).collect();
        let mut process = Process::start(
            Command::new("sh")
                .args(["-c", AT_3_AND_4])
                .arg(&program)
                .args(FLAGS)
                .arg(format!("--host-resolver-rules={map}MAP * ~NOTFOUND"))
                .arg(format!("--user-data-dir={}", profile.0.display()))
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                // Its complaints about missing graphics and buses; failures reach us as messages.
                .stderr(Stdio::null()),
        );
        let input = process.0.stdin.take().unwrap();
        let output = process.0.stdout.take().unwrap();
        let mut chromium = Chromium {
            input: ChildStdin::from_std(input).unwrap(),
            output: BufReader::new(ChildStdout::from_std(output).unwrap()),
            messages: 0,
            session: String::new(),
            events: Vec::new(),
            _process: process,
            _profile: profile,
        };
        let blank = json!({ "url": "about:blank" });
        let target = chromium.send_and_wait(None, "Target.createTarget", blank).await;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = chromium.send_and_wait(None, "Target.attachToTarget", attach).await;
        attached["sessionId"].as_str().unwrap().clone_into(&mut chromium.session);
        chromium.call("Page.enable", json!({})).await;
        // Frames of other origins have consoles of their own.
        chromium.call("Log.enable", json!({})).await;
        let attach = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
        chromium.call("Target.setAutoAttach", attach).await;
        chromium
    }

    pub(crate) async fn go(&mut self, url: &str) {
        // Not `call`, because the event may come before the reply.
        self.send("Page.navigate", json!({ "url": url })).await;
        self.wait_for("Page.loadEventFired").await;
    }

    /// The user permits the page to ask servers on this machine.
    /// <https://wicg.github.io/local-network-access/>
    pub(crate) async fn let_reach_this_machine(&mut self, origin: &str) {
        let permission = json!({ "permissions": ["loopbackNetwork"], "origin": origin });
        self.send_and_wait(None, "Browser.grantPermissions", permission).await;
    }

    pub(crate) async fn go_with(&mut self, url: &str, page: &str) {
        let patterns = json!({ "patterns": [{ "urlPattern": url }] });
        self.call("Fetch.enable", patterns).await;
        self.send("Page.navigate", json!({ "url": url })).await;
        let paused = self.wait_for("Fetch.requestPaused").await;
        let fulfilled = json!({
            "requestId": paused["params"]["requestId"],
            "responseCode": 200,
            "responseHeaders": [{ "name": "content-type", "value": "text/html; charset=utf-8" }],
            "body": to_base64(page.as_bytes()),
        });
        self.send("Fetch.fulfillRequest", fulfilled).await;
        self.wait_for("Page.loadEventFired").await;
        self.call("Fetch.disable", json!({})).await;
    }

    pub(crate) async fn evaluate(&mut self, expression: &str) -> Value {
        let parameters = json!({
            "expression": expression,
            "awaitPromise": true,
            "returnByValue": true,
        });
        let mut result = self.call("Runtime.evaluate", parameters).await;
        assert_eq!(result["exceptionDetails"], Value::Null);
        result["result"]["value"].take()
    }

    pub(crate) async fn press(&mut self, keys: &str) {
        for key in keys.split_inclusive(|_| true) {
            let (name, code, text) = match key {
                ENTER => ("Enter", 13, "\r"),
                TAB => ("Tab", 9, "\t"),
                _ => (key, 0, key),
            };
            for kind in ["keyDown", "keyUp"] {
                let parameters = json!({ "type": kind, "key": name, "windowsVirtualKeyCode": code, "text": text });
                self.call("Input.dispatchKeyEvent", parameters).await;
            }
        }
    }

    pub(crate) async fn resize(&mut self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    pub(crate) async fn picture(&mut self) -> String {
        let picture = self.call("Page.captureScreenshot", json!({ "format": "png" })).await;
        picture["data"].as_str().unwrap().to_owned()
    }

    /// The console's messages since the last call, of all frames. They come on their own, so this waits a second for
    /// the first one.
    pub(crate) async fn messages(&mut self) -> Vec<String> {
        for _ in 0..50 {
            // Every message reads the events that came before its reply.
            self.call("Page.enable", json!({})).await;
            let texts: Vec<_> = std::mem::take(&mut self.events)
                .into_iter()
                .filter(|event| event["method"] == "Log.entryAdded")
                .filter_map(|event| Some(event["params"]["entry"]["text"].as_str()?.to_owned()))
                // This line follows every failure.
                .filter(|text| !text.starts_with("Failed to load resource: "))
                .collect();
            if !texts.is_empty() {
                return texts;
            }
            sleep(Duration::from_millis(20)).await;
        }
        Vec::new()
    }

    pub(crate) async fn call(&mut self, method: &str, parameters: Value) -> Value {
        let session = self.session.clone();
        self.send_and_wait(Some(&session), method, parameters).await
    }

    async fn send(&mut self, method: &str, parameters: Value) -> u64 {
        let session = self.session.clone();
        self.send_to(Some(&session), method, parameters).await
    }

    async fn send_and_wait(
        &mut self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Value {
        let id = self.send_to(session, method, parameters).await;
        let mut reply = self.wait_until(|message| message["id"] == id).await;
        assert_eq!(reply["error"], Value::Null, "{method}");
        reply["result"].take()
    }

    async fn send_to(&mut self, session: Option<&str>, method: &str, parameters: Value) -> u64 {
        self.messages += 1;
        let mut message = json!({ "id": self.messages, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.input.write_all(&bytes).await.expect(ENDED);
        self.messages
    }

    async fn wait_for(&mut self, event: &str) -> Value {
        self.wait_until(|message| message["method"] == event).await
    }

    /// The next message that is looked for. Events before it are kept.
    async fn wait_until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut bytes = Vec::new();
            let read = timeout(LIMIT, self.output.read_until(0, &mut bytes)).await;
            read.expect("the browser answers in time").unwrap();
            assert_eq!(bytes.pop(), Some(0), "{ENDED}");
            let message: Value = serde_json::from_slice(&bytes).unwrap();
            if is_it(&message) {
                return message;
            }
            if message["method"] == "Target.attachedToTarget" {
                let session = message["params"]["sessionId"].as_str().unwrap();
                for method in ["Log.enable", "Runtime.runIfWaitingForDebugger"] {
                    // Not `call`, which would wait inside of waiting.
                    self.send_to(Some(session), method, json!({})).await;
                }
            }
            if message["method"].is_string() {
                self.events.push(message);
            }
        }
    }
}

/// <https://www.rfc-editor.org/rfc/rfc4648#section-4>
fn to_base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let quads = bytes.chunks(3).map(|chunk| {
        let byte = |number: usize| usize::from(chunk.get(number).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digit = |number: usize| match number {
            _ if number > chunk.len() => '=',
            _ => char::from(DIGITS[bits >> (18 - 6 * number) & 63]),
        };
        [digit(0), digit(1), digit(2), digit(3)]
    });
    quads.flatten().collect()
}
