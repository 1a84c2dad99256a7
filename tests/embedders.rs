//! The recipes for apps and extensions, tried with what each embedder sends. They stand on the page
//! `cors-runtime/docs/embedders.md` as they stand here.

use cors_runtime::{CorsPolicy, cors_policy};

static TAURI: CorsPolicy = cors_policy! {
    allow_origins: [
        // macOS, iOS, Linux
        "tauri://localhost",
        // Windows, Android
        "http://tauri.localhost",
        // the same with `useHttpsScheme`
        "https://tauri.localhost",
        // `tauri dev`
        #[cfg(debug_assertions)]
        "http://localhost:1420",
    ],
    allow_headers: ["authorization", "content-type"],
};

static CAPACITOR: CorsPolicy = cors_policy! {
    allow_origins: [
        // iOS
        "capacitor://localhost",
        // Android
        "https://localhost",
        // Android before Capacitor 6
        "http://localhost",
        // Android with `androidScheme: "app"`
        raw("app://"),
    ],
    allow_headers: ["authorization", "content-type"],
};

static IONIC: CorsPolicy = cors_policy! {
    allow_origins: [
        // iOS
        "ionic://localhost",
        // Android
        "http://localhost",
    ],
    allow_headers: ["authorization", "content-type"],
};

static ELECTRON: CorsPolicy = cors_policy! {
    allow_origins: [
        // `protocol.registerSchemesAsPrivileged`, with `standard: true`
        "app://notes.example.com",
        // `BrowserWindow.loadFile`
        raw("file://"),
    ],
    allow_headers: ["authorization", "content-type"],
};

static EXTENSION: CorsPolicy = cors_policy! {
    allow_origins: [
        // Chrome and Edge: the identifier that their stores show, one each
        "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh",
        // Firefox and Safari: every extension
        "moz-extension://*",
        "safari-web-extension://*",
    ],
    allow_headers: ["authorization", "content-type"],
};

static VS_CODE: CorsPolicy = cors_policy! {
    allow_origins: ["vscode-webview://*", "vscode-file://vscode-app"],
    allow_headers: ["authorization", "content-type"],
};

static WEBVIEW: CorsPolicy = cors_policy! {
    allow_origins: [raw("file://"), raw("content://")],
    allow_headers: ["authorization", "content-type"],
};

/// A recipe, what its embedder sends, and what others send that it is near to.
const TABLE: [(&CorsPolicy, &[&str], &[&str]); 7] = [
    (
        &TAURI,
        &["tauri://localhost", "http://tauri.localhost", "https://tauri.localhost"],
        &[
            "tauri://",
            "tauri://localhost/",
            "tauri://localhost:1420",
            "tauri://tauri.localhost",
            "http://localhost",
            "http://tauri.localhost:1420",
            "http://app.tauri.localhost",
            "http://tauri.localhost.evil.example",
            "https://eviltauri.localhost",
        ],
    ),
    (
        &CAPACITOR,
        &["capacitor://localhost", "https://localhost", "http://localhost", "app://"],
        &[
            "capacitor://",
            "capacitor://evil",
            "capacitor-electron://localhost",
            "https://localhost:8100",
            "http://localhost:8100",
            "https://localhost.evil.example",
            "https://127.0.0.1",
            "app:",
            "app:///",
            "app://localhost",
            "xapp://",
        ],
    ),
    (
        &IONIC,
        &["ionic://localhost", "http://localhost"],
        &["ionic://", "ionic://evil", "https://localhost", "http://localhost:8080", "ionic"],
    ),
    (
        &ELECTRON,
        &["app://notes.example.com", "file://"],
        &[
            "app://",
            "app://evil.example.com",
            "app://notes.example.com.evil.example",
            "app://notes.example.com:1",
            "apps://notes.example.com",
            "file:",
            "file:///",
            "file:///home/user/page.html",
            "null",
        ],
    ),
    (
        &EXTENSION,
        &[
            "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh",
            "moz-extension://6b5a1a9c-0d4e-4b5c-9f0e-1f2d3c4b5a69",
            "safari-web-extension://6b5a1a9c-0d4e-4b5c-9f0e-1f2d3c4b5a69",
            // Which case Safari uses, nobody has verified.
            "safari-web-extension://6B5A1A9C-0D4E-4B5C-9F0E-1F2D3C4B5A69",
        ],
        &[
            "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhi",
            "chrome-extension://aaaabbbbccccddddeeeeffffgggghhh",
            "chrome-extension://AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH",
            "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh/popup.html",
            "moz-extension://",
            "moz-extension://6b5a1a9c-0d4e-4b5c-9f0e-1f2d3c4b5a69/",
            "moz-extensions://6b5a1a9c-0d4e-4b5c-9f0e-1f2d3c4b5a69",
            "safari-extension://6b5a1a9c-0d4e-4b5c-9f0e-1f2d3c4b5a69",
            "https://moz-extension",
        ],
    ),
    (
        &VS_CODE,
        &["vscode-webview://1k2j3h4g5f6d7s8a9p0oq1w2e3r4t5y6u7i8", "vscode-file://vscode-app"],
        &[
            "vscode-webview://",
            "vscode-webview-x://a",
            "vscode-file://",
            "vscode-file://vscode-apps",
            "vscode-resource://vscode-app",
        ],
    ),
    (
        &WEBVIEW,
        &["file://", "content://"],
        &["null", "file:///", "content://com.example", "contents://", "http://localhost"],
    ),
];

#[test]
fn each_recipe_allows_what_the_embedder_sends_and_nothing_near_it() {
    for (recipe, sent, near) in TABLE {
        for origin in sent {
            assert!(recipe.allows_origin(origin), "{origin} by {recipe:?}");
        }
        for origin in near {
            assert!(!recipe.allows_origin(origin), "{origin} by {recipe:?}");
        }
    }
}

/// Which is what Android sends for files, content providers and schemes of one's own.
#[test]
fn no_recipe_allows_null() {
    for (recipe, ..) in TABLE {
        assert!(!recipe.allows_origin("null"), "{recipe:?}");
    }
}

#[test]
fn the_page_has_each_recipe_as_it_is_tried_here() {
    let page = include_str!("../cors-runtime/docs/embedders.md");
    for (recipe, ..) in TABLE {
        let (_, line) = recipe.location();
        let from = usize::try_from(line).unwrap() - 1;
        let lines = include_str!("embedders.rs").lines().skip(from);
        let text: Vec<_> = lines.take_while(|line| *line != "};").chain(["};"]).collect();
        let text = text.join("\n");
        assert!(text.starts_with("static ") && page.contains(&text), "{text}");
    }
}
