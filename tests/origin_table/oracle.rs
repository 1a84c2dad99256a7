//! Which origins an entry stands for, once more and as plainly as the documentation says it. It
//! shares no code with what it judges, and takes all the time it likes.

/// Whether one of `entries` stands for `origin`.
pub(crate) fn allows(entries: &[&str], origin: &[u8]) -> bool {
    entries.iter().any(|entry| stands_for(entry, origin))
}

/// - `https://app.example.com`: compared byte for byte.
/// - `https://*.example.com`: one or more labels below; not the apex.
/// - `https://pr-*.example.com`: one label directly below, with one or more of `a-z 0-9 -` for the star.
/// - `http://localhost:*`: any port, also none.
fn stands_for(entry: &str, origin: &[u8]) -> bool {
    if !entry.contains('*') {
        return entry.as_bytes() == origin;
    }
    // What browsers send is ASCII.
    let Ok(origin) = std::str::from_utf8(origin) else { return false };
    let (entry_scheme, entry_host, entry_port) = parts(entry);
    let (scheme, host, port) = parts(origin);
    scheme == entry_scheme && host_fits(entry_host, host) && port_fits(entry_port, port, scheme)
}

/// Everything before `://`, the host, and what follows the colon after it, if there is one.
fn parts(text: &str) -> (&str, &str, Option<&str>) {
    let Some(at) = text.find("://") else { return ("", "", None) };
    let (scheme, rest) = (&text[..at], &text[at + 3..]);
    match rest.find(':') {
        Some(colon) => (scheme, &rest[..colon], Some(&rest[colon + 1..])),
        None => (scheme, rest, None),
    }
}

fn host_fits(entry: &str, host: &str) -> bool {
    let Some(domain) = entry.strip_prefix("*.") else {
        return if entry.contains('*') { label_fits(entry, host) } else { entry == host };
    };
    let ends = format!(".{domain}");
    if !host.ends_with(&ends) {
        return false;
    }
    // DNS: a label has at most 63 octets, a name 253.
    let labels = &host[..host.len() - ends.len()];
    host.len() <= 253
        && labels.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && label
                    .chars()
                    .all(|character| "abcdefghijklmnopqrstuvwxyz0123456789_-".contains(character))
        })
}

/// Tries everything that the star could stand for: every part of the host.
fn label_fits(entry: &str, host: &str) -> bool {
    let label = host.split('.').next().unwrap_or_default();
    let is_one = |part: &str| entry.replacen('*', part, 1) == host;
    host.is_ascii()
        && label.len() <= 63
        && host.len() <= 253
        && (0..host.len()).any(|from| {
            (from + 1..=host.len()).map(|to| &host[from..to]).any(|part| {
                let is_usual =
                    |character| "abcdefghijklmnopqrstuvwxyz0123456789-".contains(character);
                part.chars().all(is_usual) && is_one(part)
            })
        })
}

/// Browsers print a port in its shortest form, and not at all where it is the scheme's own.
fn port_fits(entry: Option<&str>, port: Option<&str>, scheme: &str) -> bool {
    match (entry, port) {
        (None | Some("*"), None) => true,
        (Some("*"), Some(port)) => {
            let default = if scheme == "https" { 443 } else { 80 };
            (1..=65_535_u32).any(|number| number != default && number.to_string() == port)
        }
        (Some(entry), Some(port)) => entry == port,
        (None, Some(_)) | (Some(_), None) => false,
    }
}
