//! As much of WebDriver BiDi as reading a page takes, over one WebSocket. <https://w3c.github.io/webdriver-bidi/>

use std::fs;
use std::net::TcpStream;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};
use tungstenite::{Message, WebSocket};

use super::process::{Folder, Process};
use super::{LIMIT, Mapped, as_json, from_json, key_actions};

/// Pages on https may ask this machine: without an address of their own they count as pages from elsewhere, and
/// Firefox would wait for the user's permission.
const PREFERENCES: &str = "user_pref(\"network.lna.enabled\", false);\n";

/// A headless Firefox with a profile of its own.
pub(crate) struct Firefox {
    /// Absent while a message is awaited on another thread.
    socket: Option<WebSocket<TcpStream>>,
    messages: u64,
    /// The page.
    context: String,
    /// The browser's window, which knows the console of all pages.
    chrome: String,
    /// Ended before its profile is removed.
    _process: Process,
    _profile: Folder,
}

/// Where Firefox listens, as it writes it into its profile.
#[derive(Deserialize)]
struct Address {
    ws_port: u16,
}

impl Firefox {
    pub(crate) async fn start(ports: &[Mapped]) -> Firefox {
        let profile = Folder::new("firefox");
        let map: Vec<_> = ports.iter().map(|(told, port)| format!("{told}={port}")).collect();
        let map = map.join(";");
        let preferences =
            format!("{PREFERENCES}user_pref(\"network.socket.forcePort\", \"{map}\");\n");
        fs::write(profile.0.join("user.js"), preferences).unwrap();
        let process = Process::start(
            Process::silent("firefox-esr")
                .args(["--headless", "--no-remote", "--remote-debugging-port=0"])
                // The console's messages are in the browser's own window.
                .arg("--remote-allow-system-access")
                .arg("--profile")
                .arg(&profile.0)
                // It writes there what has no place in the profile.
                .env("HOME", &profile.0)
                .arg("about:blank"),
        );
        let socket = timeout(LIMIT, connect(&profile)).await.expect("Firefox starts in time");
        let mut firefox = Firefox {
            socket: Some(socket),
            messages: 0,
            context: String::new(),
            chrome: String::new(),
            _process: process,
            _profile: profile,
        };
        firefox.call("session.new", json!({ "capabilities": {} })).await;
        firefox.context = firefox.first_context(json!({})).await;
        firefox.chrome = firefox.first_context(json!({ "moz:scope": "chrome" })).await;
        firefox
    }

    async fn first_context(&mut self, scope: Value) -> String {
        let tree = self.call("browsingContext.getTree", scope).await;
        tree["contexts"][0]["context"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn go(&mut self, url: &str) {
        // A page that changes its address at this moment aborts the navigation.
        for _ in 0..3 {
            let parameters = json!({ "context": self.context, "url": url, "wait": "complete" });
            let id = self.send("browsingContext.navigate", parameters).await;
            let reply = self.wait_for(|message| message["id"] == id).await;
            if reply["type"] == "success" {
                return;
            }
            let message = reply["message"].as_str().unwrap_or_default();
            assert!(message.contains("NS_BINDING_ABORTED"), "{url}: {reply}");
        }
        panic!("the page aborts each navigation to {url}");
    }

    pub(crate) async fn go_with(&mut self, url: &str, page: &str) {
        let pattern = json!({ "type": "string", "pattern": url });
        let intercept = json!({ "phases": ["beforeRequestSent"], "urlPatterns": [pattern] });
        let added = self.call("network.addIntercept", intercept).await;
        let events = json!({ "events": ["network.beforeRequestSent"] });
        self.call("session.subscribe", events.clone()).await;
        let parameters = json!({ "context": self.context, "url": url, "wait": "complete" });
        let navigated = self.send("browsingContext.navigate", parameters).await;
        let blocked = self.wait_for(|message| message["params"]["isBlocked"] == true).await;
        let html = json!({ "type": "string", "value": "text/html; charset=utf-8" });
        let answer = json!({
            "request": blocked["params"]["request"]["request"],
            "statusCode": 200,
            "reasonPhrase": "OK",
            "headers": [{ "name": "content-type", "value": html }],
            "body": { "type": "string", "value": page },
        });
        self.send("network.provideResponse", answer).await;
        self.wait_for(|message| message["id"] == navigated).await;
        self.call("session.unsubscribe", events).await;
        let remove = json!({ "intercept": added["intercept"] });
        self.call("network.removeIntercept", remove).await;
    }

    pub(crate) async fn evaluate(&mut self, expression: &str) -> Value {
        let context = self.context.clone();
        self.evaluate_in(&context, expression).await
    }

    /// The console's messages about CORS since the last call, of all pages, from the browser's own service: BiDi's
    /// events lack the warnings.
    pub(crate) async fn messages(&mut self) -> Vec<String> {
        let read = "(() => {
            const all = Services.console.getMessageArray();
            Services.console.reset();
            return all
                .filter((message) => message instanceof Ci.nsIScriptError)
                .filter(({ category, errorMessage }) => /^(CORS|SOP)/.test(category) || /Local Network Access/.test(errorMessage))
                .map(({ errorMessage }) => errorMessage);
        })()";
        let chrome = self.chrome.clone();
        serde_json::from_value(self.evaluate_in(&chrome, read).await).unwrap()
    }

    /// Sets a preference while Firefox runs.
    pub(crate) async fn prefer(&mut self, name: &str, value: Value) {
        let set = match value {
            Value::Bool(_) => "setBoolPref",
            Value::Number(_) => "setIntPref",
            _ => "setStringPref",
        };
        let chrome = self.chrome.clone();
        self.evaluate_in(&chrome, &format!("Services.prefs.{set}({}, {value})", json!(name))).await;
    }

    async fn evaluate_in(&mut self, context: &str, expression: &str) -> Value {
        let parameters = json!({
            "expression": as_json(expression),
            "target": { "context": context },
            "awaitPromise": true,
        });
        let result = self.call("script.evaluate", parameters).await;
        assert_eq!(result["exceptionDetails"], Value::Null);
        from_json(&result["result"]["value"])
    }

    pub(crate) async fn press(&mut self, keys: &str) {
        let parameters = json!({ "context": self.context, "actions": key_actions(keys) });
        self.call("input.performActions", parameters).await;
    }

    pub(crate) async fn resize(&mut self, width: u32, height: u32) {
        let viewport = json!({ "width": width, "height": height });
        let parameters = json!({ "context": self.context, "viewport": viewport });
        self.call("browsingContext.setViewport", parameters).await;
    }

    pub(crate) async fn picture(&mut self) -> String {
        let parameters = json!({ "context": self.context });
        let picture = self.call("browsingContext.captureScreenshot", parameters).await;
        picture["data"].as_str().unwrap().to_owned()
    }

    async fn call(&mut self, method: &str, parameters: Value) -> Value {
        let id = self.send(method, parameters).await;
        let mut reply = self.wait_for(|message| message["id"] == id).await;
        assert_eq!(reply["type"], "success", "{method}: {reply}");
        reply["result"].take()
    }

    async fn send(&mut self, method: &str, parameters: Value) -> u64 {
        self.messages += 1;
        let message = json!({ "id": self.messages, "method": method, "params": parameters });
        let message = Message::text(message.to_string());
        self.blocking(move |socket| socket.send(message)).await;
        self.messages
    }

    async fn wait_for(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let Message::Text(text) = self.blocking(WebSocket::read).await else { continue };
            let message: Value = serde_json::from_str(&text).unwrap();
            if is_it(&message) {
                return message;
            }
        }
    }

    /// On another thread, for the servers are on this one.
    async fn blocking<T: Send + 'static>(
        &mut self,
        act: impl FnOnce(&mut WebSocket<TcpStream>) -> tungstenite::Result<T> + Send + 'static,
    ) -> T {
        let mut socket = self.socket.take().expect("one message at a time");
        let (socket, result) = spawn_blocking(move || {
            let result = act(&mut socket);
            (socket, result)
        })
        .await
        .unwrap();
        self.socket = Some(socket);
        result.expect("Firefox answers in time")
    }
}

/// Firefox writes the file when it listens.
async fn connect(profile: &Folder) -> WebSocket<TcpStream> {
    loop {
        sleep(Duration::from_millis(50)).await;
        let Ok(text) = fs::read_to_string(profile.0.join("WebDriverBiDiServer.json")) else {
            continue;
        };
        let Ok(Address { ws_port }) = serde_json::from_str(&text) else { continue };
        let Ok(stream) = TcpStream::connect(("127.0.0.1", ws_port)) else { continue };
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        let url = format!("ws://127.0.0.1:{ws_port}/session");
        let (socket, _) = tungstenite::client(url, stream).expect("Firefox speaks BiDi");
        return socket;
    }
}
