//! Varnish, with its built-in rules.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use crate::cache::CACHE_NAME;

/// Whether the cache had the answer.
pub(crate) const CACHE_STATUS: &str = "x-cache";

pub(crate) fn command(
    directory: &Path,
    name: &str,
    address: SocketAddr,
    api: SocketAddr,
) -> Command {
    let rules = directory.join("api.vcl");
    fs::write(&rules, configuration(name, api)).unwrap();
    let mut command = Command::new("varnishd");
    command
        .args(["-F", "-T", "none", "-s", "malloc,16m", "-p", "vsl_space=1m"])
        // Root would start Varnish as another user, who may be unable to reach this directory.
        .args(["-j", "none"])
        .arg("-n")
        .arg(directory.join("varnish"))
        .arg("-f")
        .arg(rules)
        .arg("-a")
        .arg(address.to_string());
    command
}

fn configuration(name: &str, api: SocketAddr) -> String {
    format!(
        r#"
vcl 4.1;

backend api {{
    .host = "{}";
    .port = "{}";
}}

sub vcl_deliver {{
    set resp.http.{CACHE_NAME} = "{name}";
    if (obj.hits > 0) {{
        set resp.http.{CACHE_STATUS} = "HIT";
    }} else {{
        set resp.http.{CACHE_STATUS} = "MISS";
    }}
}}
"#,
        api.ip(),
        api.port()
    )
}
