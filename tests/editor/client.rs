//! A client of rust-analyzer: one file, and the requests that an editor makes about it.

use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The longest that rust-analyzer may take for anything, such as building the macro.
const PATIENCE: Duration = Duration::from_secs(600);

/// The server tells a client to ask again when the text has changed meanwhile.
const ASK_AGAIN: [i64; 2] = [-32801, -32802];

pub(crate) struct Client {
    server: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    last_id: i64,
    root: PathBuf,
    settings: Value,
    is_ready: bool,
    /// The server's own errors.
    pub(crate) complaints: Vec<String>,
    text: String,
    version: i64,
}

/// A diagnostic of the open file.
pub(crate) struct Diagnostic {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) underlined: String,
}

impl Client {
    /// Starts rust-analyzer in the package `root` and waits until it has read everything.
    pub(crate) fn start(server: &Path, root: &Path, library: &Path) -> Self {
        let mut server = Command::new(server)
            .current_dir(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // How long its own turns took.
            .stderr(Stdio::null())
            .spawn()
            .expect("rust-analyzer starts");
        let input = server.stdin.take().expect("a pipe");
        let output = BufReader::new(server.stdout.take().expect("a pipe"));
        let (send, messages) = mpsc::channel();
        thread::spawn(move || read(output, |message| send.send(message).is_ok()));
        let settings = json!({
            "cargo": {"sysrootSrc": library, "targetDir": root.join("target/rust-analyzer")},
            "checkOnSave": false,
            "numThreads": 2,
        });
        let mut client = Client {
            server,
            input,
            messages,
            last_id: 0,
            root: root.to_owned(),
            settings: settings.clone(),
            is_ready: false,
            complaints: Vec::new(),
            text: String::new(),
            version: 1,
        };
        client.request(
            "initialize",
            &json!({
                "processId": std::process::id(),
                "rootUri": client.uri(""),
                "capabilities": {
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": true}},
                        "definition": {"linkSupport": false},
                        "diagnostic": {},
                        "hover": {"contentFormat": ["markdown"]},
                        "rename": {},
                    },
                    "workspace": {"configuration": true, "workspaceEdit": {"documentChanges": true}},
                    "experimental": {"serverStatusNotification": true},
                },
                "initializationOptions": settings,
            }),
        );
        client.notify("initialized", &json!({}));
        let since = Instant::now();
        while !client.is_ready {
            let message = client.next(since);
            client.take(&message);
        }
        let text = std::fs::read_to_string(root.join("src/main.rs")).expect("a source file");
        let document = json!({
            "uri": client.uri("src/main.rs"), "languageId": "rust", "version": 1, "text": text,
        });
        client.notify("textDocument/didOpen", &json!({"textDocument": document}));
        client.text = text;
        client
    }

    pub(crate) fn uri(&self, file: &str) -> String {
        format!("file://{}", self.root.join(file).display())
    }

    /// Types the text in place of what is there.
    pub(crate) fn set(&mut self, text: &str) {
        self.version += 1;
        text.clone_into(&mut self.text);
        let document = json!({"uri": self.uri("src/main.rs"), "version": self.version});
        let changes = json!([{"text": text}]);
        self.notify(
            "textDocument/didChange",
            &json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// The diagnostics of rust-analyzer itself, which it shows while one types.
    pub(crate) fn diagnostics(&mut self) -> Vec<Diagnostic> {
        let document = json!({"textDocument": {"uri": self.uri("src/main.rs")}});
        let report = self.request("textDocument/diagnostic", &document);
        let items = report["items"].as_array().expect("a report");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        items
            .iter()
            .map(|item| Diagnostic {
                code: text(&item["code"]),
                message: text(&item["message"]),
                underlined: self.slice(&item["range"]),
            })
            .collect()
    }

    /// The labels that are offered at an offset.
    pub(crate) fn complete(&mut self, at: usize) -> Vec<String> {
        let found = self.at("textDocument/completion", at, &json!({}));
        let items = found["items"].as_array().or(found.as_array());
        let items = items.map(Vec::as_slice).unwrap_or_default();
        items.iter().filter_map(|item| Some(item["label"].as_str()?.to_owned())).collect()
    }

    /// The documentation at an offset.
    pub(crate) fn hover(&mut self, at: usize) -> String {
        let hover = self.at("textDocument/hover", at, &json!({}));
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// The files and lines of the definition of the word at an offset.
    pub(crate) fn definition(&mut self, at: usize) -> Vec<(String, u64)> {
        places(&self.at("textDocument/definition", at, &json!({})))
    }

    /// The files and lines of the references to the word at an offset, and of its definition.
    pub(crate) fn references(&mut self, at: usize) -> Vec<(String, u64)> {
        let context = json!({"context": {"includeDeclaration": true}});
        places(&self.at("textDocument/references", at, &context))
    }

    /// The names of the files that a rename would edit, once for each edit.
    pub(crate) fn rename(&mut self, at: usize, name: &str) -> Vec<String> {
        let edit = self.at("textDocument/rename", at, &json!({"newName": name}));
        let mut files = Vec::new();
        for change in edit["documentChanges"].as_array().expect("edits") {
            let uri = change["textDocument"]["uri"].as_str().unwrap_or_default();
            let count = change["edits"].as_array().map_or(0, Vec::len);
            files.extend(vec![name_of(uri); count]);
        }
        files.sort();
        files
    }

    /// The offset of the last `word`.
    pub(crate) fn last(&self, word: &str) -> usize {
        self.text.rfind(word).unwrap_or_else(|| panic!("no `{word}` in the text"))
    }

    /// A request about an offset of the text, which is ASCII.
    fn at(&mut self, method: &str, at: usize, more: &Value) -> Value {
        let before = &self.text[..at];
        let line = before.matches('\n').count();
        let character = at - before.rfind('\n').map_or(0, |end| end + 1);
        let mut params = json!({
            "textDocument": {"uri": self.uri("src/main.rs")},
            "position": {"line": line, "character": character},
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            params[name] = value.clone();
        }
        self.request(method, &params)
    }

    fn slice(&self, range: &Value) -> String {
        let offset = |position: &Value| {
            let [line, character] = ["line", "character"]
                .map(|name| usize::try_from(position[name].as_u64().unwrap_or(0)).unwrap_or(0));
            let lines = self.text.split_inclusive('\n').take(line);
            lines.map(str::len).sum::<usize>() + character
        };
        self.text[offset(&range["start"])..offset(&range["end"])].to_owned()
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        let since = Instant::now();
        loop {
            self.last_id += 1;
            let id = self.last_id;
            self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
            let answer = loop {
                let message = self.next(since);
                if message["id"] == id && message.get("method").is_none() {
                    break message;
                }
                self.take(&message);
            };
            let Some(error) = answer.get("error") else { return answer["result"].clone() };
            let code = error["code"].as_i64().unwrap_or_default();
            assert!(ASK_AGAIN.contains(&code), "{method}: {error}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())
            .and_then(|()| self.input.flush())
            .expect("rust-analyzer reads");
    }

    fn next(&mut self, since: Instant) -> Value {
        let left = PATIENCE.saturating_sub(since.elapsed());
        self.messages.recv_timeout(left).expect("rust-analyzer answers")
    }

    /// A message that is not an answer.
    fn take(&mut self, message: &Value) {
        let params = &message["params"];
        match message["method"].as_str() {
            Some("experimental/serverStatus") => {
                self.is_ready = params["quiescent"] == true;
                if params["health"] == "error" {
                    self.complaints.push(params.to_string());
                }
            }
            // It also shows how long its own turns take.
            Some("window/showMessage") if params.to_string().contains("panic") => {
                self.complaints.push(params.to_string());
            }
            _ => {}
        }
        if let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) {
            let result = match method {
                "workspace/configuration" => {
                    let count = params["items"].as_array().map_or(0, Vec::len);
                    json!(vec![self.settings.clone(); count])
                }
                _ => Value::Null,
            };
            self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

/// The names of files, and lines counted from one.
fn places(found: &Value) -> Vec<(String, u64)> {
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    let place = |place: &Value| {
        let uri = place["uri"].as_str().unwrap_or_default();
        (name_of(uri), place["range"]["start"]["line"].as_u64().unwrap_or_default() + 1)
    };
    let mut places: Vec<_> = found.iter().map(place).collect();
    places.sort();
    places
}

fn name_of(uri: &str) -> String {
    uri.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Reads messages until there are no more.
fn read(mut output: impl BufRead, mut send: impl FnMut(Value) -> bool) {
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).is_ok_and(|read| read > 0) {
                match line.trim().split_once(": ") {
                    Some(("Content-Length", bytes)) => length = bytes.parse().unwrap_or(0),
                    Some(_) => {}
                    None => break,
                }
            } else {
                return;
            }
        }
        let mut text = vec![0; length];
        let message = output.read_exact(&mut text).ok();
        let message = message.and_then(|()| serde_json::from_slice(&text).ok());
        if !message.is_some_and(&mut send) {
            return;
        }
    }
}
