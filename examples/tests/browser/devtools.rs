//! As much of the `DevTools` protocol as reading a page takes, over a pipe: no port and no WebSocket.
//! <https://chromedevtools.github.io/devtools-protocol/>

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// For one step of the browser. It takes seconds at most; a busy machine may need far more.
const LIMIT: Duration = Duration::from_secs(120);

/// Chromium reads messages at file descriptor 3 and writes them at 4. The shell puts our two pipes
/// there, which takes no unsafe code.
const AT_3_AND_4: &str = r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>&2"#;

const FLAGS: [&str; 13] = [
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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

const ENDED: &str = "the browser has ended; is chromium on the path, or in CHROMIUM?";

/// A headless Chromium with a profile of its own.
pub(crate) struct Browser {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    profile: Profile,
    messages: u64,
}

/// One tab.
pub(crate) struct Tab<'a> {
    browser: &'a mut Browser,
    session: String,
}

/// A directory that is gone with the browser.
struct Profile(PathBuf);

impl Browser {
    /// Starts `$CHROMIUM`, or the `chromium` of the search path.
    pub(crate) fn start() -> Browser {
        let program = env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
        let profile = Profile::new();
        let mut process = Command::new("sh")
            .args(["-c", AT_3_AND_4])
            .arg(&program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.0.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Its complaints about missing graphics and buses; failures reach us as messages.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("a shell is there");
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Browser { process, input, output, profile, messages: 0 }
    }

    /// Opens a page in a new tab and waits until it is loaded.
    pub(crate) async fn open(&mut self, url: &str) -> Tab<'_> {
        let blank = json!({ "url": "about:blank" });
        let target = self.call(None, "Target.createTarget", blank).await;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.call(None, "Target.attachToTarget", attach).await;
        let session = attached["sessionId"].as_str().unwrap().to_owned();
        let mut tab = Tab { browser: self, session };
        tab.call("Page.enable", json!({})).await;
        // Not `call`, because the event may come before the reply.
        tab.browser.send(Some(&tab.session), "Page.navigate", json!({ "url": url })).await;
        tab.browser.wait_for(|message| message["method"] == "Page.loadEventFired").await;
        tab
    }

    /// Ends the browser and waits until it is gone.
    pub(crate) async fn close(mut self) {
        self.call(None, "Browser.close", json!({})).await;
        timeout(LIMIT, self.process.wait()).await.expect("the browser ends").unwrap();
        drop(self.profile);
    }

    async fn call(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Value {
        let id = self.send(session, method, parameters).await;
        let mut reply = self.wait_for(|message| message["id"] == id).await;
        assert_eq!(reply["error"], Value::Null, "{method}");
        reply["result"].take()
    }

    async fn send(&mut self, session: Option<&str>, method: &str, parameters: Value) -> u64 {
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

    /// The next message that is looked for; those before it are not needed.
    async fn wait_for(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut bytes = Vec::new();
            let read = timeout(LIMIT, self.output.read_until(0, &mut bytes)).await;
            read.expect("the browser answers in time").unwrap();
            assert_eq!(bytes.pop(), Some(0), "{ENDED}");
            let message = serde_json::from_slice(&bytes).unwrap();
            if is_it(&message) {
                return message;
            }
        }
    }
}

impl Tab<'_> {
    /// The value that a JavaScript expression, or the promise it is, comes to.
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

    async fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.browser.call(Some(&self.session), method, parameters).await
    }
}

impl Profile {
    fn new() -> Profile {
        let name = format!("chromium-{}", std::process::id());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Profile(path)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // What a browser that was killed still writes may stay behind, below the target directory.
        let _ = fs::remove_dir_all(&self.0);
    }
}
