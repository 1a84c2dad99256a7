//! Origins that browsers can send, and that are hardly ever meant.

use crate::fault::Fault;
use crate::nearest::nearest;
use crate::origin::entry::{Entry, Host, Parts, Port};
use crate::origin::{mended, punycode};
use crate::rule::Rule;

/// The ports on which browsers refuse to open a page, by the standard's list without 0.
/// <https://fetch.spec.whatwg.org/#port-blocking>
const BLOCKED_PORTS: [u16; 82] = [
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
    103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
    512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
    995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
    6669, 6679, 6697, 10080,
];

/// Extensions and webviews whose host is another one in every installation.
const IDS_OF_INSTALLATIONS: [&str; 3] = ["moz-extension", "safari-web-extension", "vscode-webview"];

/// The schemes that pages have.
const WEB: [&str; 2] = ["http", "https"];

pub(super) fn check(entry: &Entry) -> Vec<Fault> {
    let Parts { scheme, host, port } = entry.parts();
    let whole = host.text();
    let name = match &host {
        Host::Every => return Vec::new(),
        Host::Below(domain) => domain,
        Host::Exactly(_) | Host::Label { .. } => &whole,
    };
    let name_at = entry.host_at().saturating_add(whole.len().saturating_sub(name.len()));
    let text = entry.text();
    let at =
        |rule, from: usize, len: usize| Fault::within(rule, text, from..from.saturating_add(len));
    if !WEB.contains(&&*scheme) {
        if IDS_OF_INSTALLATIONS.contains(&&*scheme) {
            // That it may be everybody's is for whoever writes the policy to decide.
            return vec![at(Rule::InstallationId, name_at, name.len())];
        }
        if scheme == "chrome-extension" && !is_extension_id(name) {
            let lower = name.to_ascii_lowercase();
            let mended = is_extension_id(&lower).then(|| format!("\"{scheme}://{lower}\""));
            return vec![at(Rule::ExtensionId, name_at, name.len()).replaced_by(mended)];
        }
        let is_slip = nearest(&scheme, WEB).is_some();
        return if is_slip { vec![at(Rule::SchemeSlip, 0, scheme.len())] } else { Vec::new() };
    }
    let mut faults = Vec::new();
    if let Host::Label { before, after, domain } = &host
        && before.is_empty()
        && after.starts_with(|first: char| first.is_ascii_alphanumeric())
    {
        let meant = Entry::new(&scheme, Host::Below(format!("{after}.{domain}")), port);
        let fault = at(Rule::MissingDot, entry.host_at(), 1);
        let replacement = is_possible(&meant).then(|| format!("\"{}\"", meant.text()));
        faults.push(fault.replaced_by(replacement));
    }
    let mut from = name_at;
    for label in name.trim_end_matches('.').split('.') {
        if is_undecodable(label) {
            faults.push(at(Rule::UndecodablePunycode, from, label.len()));
        }
        if label.starts_with('-') || label.ends_with('-') {
            faults.push(at(Rule::EdgeHyphen, from, label.len()));
        }
        from = from.saturating_add(label.len()).saturating_add(1);
    }
    if name.ends_with('.') {
        let without = |name: &str| name.trim_end_matches('.').to_owned();
        let host = match &host {
            Host::Below(domain) => Host::Below(without(domain)),
            Host::Label { before, after, domain } => {
                let (before, after) = (before.clone(), after.clone());
                Host::Label { before, after, domain: without(domain) }
            }
            Host::Exactly(_) | Host::Every => Host::Exactly(without(name)),
        };
        let without = Entry::new(&scheme, host, port);
        let fault = at(Rule::TrailingDot, name_at, name.len());
        faults.push(fault.replaced_by(mended(&without)));
    }
    let colon = name_at.saturating_add(name.len());
    let port_len = text.len().saturating_sub(colon);
    match port {
        Port::Any if !entry.is_loopback() => faults.push(at(Rule::AnyPort, colon, port_len)),
        Port::None | Port::Any => {}
        Port::Exactly(port) => {
            if matches!((&*scheme, port), ("https", 80) | ("http", 443)) {
                faults.push(at(Rule::SwappedPort, colon, port_len));
            }
            if BLOCKED_PORTS.contains(&port) {
                faults.push(at(Rule::BlockedPort, colon, port_len));
            }
        }
    }
    faults
}

/// Whether the rules accept the entry, such as one whose domain is not too long for a label before it.
fn is_possible(entry: &Entry) -> bool {
    super::read(entry.text()).is_ok()
}

/// The beginning of a hash of the extension's public key, in letters for digits of base 16.
/// <https://developer.chrome.com/docs/extensions/reference/manifest/key>
fn is_extension_id(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'a'..=b'p'))
}

/// `xn--` and something that no label is encoded as. Browsers accept it since 2026.
fn is_undecodable(label: &str) -> bool {
    let Some(encoded) = label.strip_prefix("xn--") else { return false };
    let decoded = punycode::decode(encoded).filter(|decoded| !decoded.contains(char::is_control));
    decoded.is_none_or(|decoded| punycode::encode(&decoded).as_deref() != Some(encoded))
}
