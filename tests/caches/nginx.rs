//! nginx, with one worker and `proxy_cache`.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use crate::cache::CACHE_NAME;

/// Whether the cache had the answer.
pub(crate) const CACHE_STATUS: &str = "x-cache-status";

pub(crate) fn command(
    directory: &Path,
    name: &str,
    address: SocketAddr,
    api: SocketAddr,
) -> Command {
    fs::write(directory.join("nginx.conf"), configuration(name, address, api)).unwrap();
    let mut command = Command::new("nginx");
    command.args(["-e", "stderr", "-g", "daemon off;", "-c", "nginx.conf", "-p"]).arg(directory);
    command
}

fn configuration(name: &str, address: SocketAddr, api: SocketAddr) -> String {
    format!(
        r"
# Root would start the worker as another user, who may be unable to reach this directory.
user root;
worker_processes 1;
pid nginx.pid;
events {{}}
http {{
    access_log off;
    # The packaged paths belong to root.
    client_body_temp_path client_body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;

    proxy_cache_path cache keys_zone=api:1m;
    upstream api {{
        server {api};
        keepalive 8;
    }}
    server {{
        listen {address};
        location / {{
            proxy_pass http://api;
            # These two lines keep connections to the server open.
            proxy_http_version 1.1;
            proxy_set_header Connection '';
            proxy_cache api;
            proxy_cache_revalidate on;
            add_header {CACHE_NAME} {name} always;
            add_header {CACHE_STATUS} $upstream_cache_status always;
        }}
    }}
}}
"
    )
}
