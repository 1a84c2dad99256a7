//! Origins that browsers can send, and that are hardly ever meant.

use crate::fault::Fault;
use crate::origin::entry::{Entry, Host, Port};
use crate::origin::punycode;
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

/// Extensions whose host is another one in every installation.
const IDS_OF_INSTALLATIONS: [&str; 2] = ["moz-extension", "safari-web-extension"];

pub(super) fn check(entry: &Entry) -> Vec<Fault> {
    let parts = entry.parts();
    let (Host::Exactly(host) | Host::Below(host)) = &parts.host else { return Vec::new() };
    let text = entry.text();
    let mut faults = Vec::new();
    if IDS_OF_INSTALLATIONS.contains(&&*parts.scheme) {
        let replacement = format!("\"{}://*\"", parts.scheme);
        faults.push(at(Rule::InstallationId, text, host).replaced_by(replacement));
    }
    if !matches!(&*parts.scheme, "http" | "https") {
        return faults;
    }
    let labels = || host.trim_end_matches('.').split('.');
    if let Some(label) = labels().find(|label| is_undecodable(label)) {
        faults.push(at(Rule::UndecodablePunycode, text, label));
    }
    if let Some(label) = labels().find(|label| label.starts_with('-') || label.ends_with('-')) {
        faults.push(at(Rule::EdgeHyphen, text, label));
    }
    if host.ends_with('.') {
        let without = Entry::new(
            &parts.scheme,
            match &parts.host {
                Host::Below(_) => Host::Below(host.trim_end_matches('.').to_owned()),
                _ => Host::Exactly(host.trim_end_matches('.').to_owned()),
            },
            parts.port,
        );
        faults
            .push(at(Rule::TrailingDot, text, host).replaced_by(format!("\"{}\"", without.text())));
    }
    match parts.port {
        Port::Any if !entry.is_loopback() => faults.push(at(Rule::AnyPort, text, ":*")),
        Port::None | Port::Any => {}
        Port::Exactly(port) => {
            let swapped = matches!((&*parts.scheme, port), ("https", 80) | ("http", 443));
            let digits = format!(":{port}");
            if swapped {
                faults.push(at(Rule::SwappedPort, text, &digits));
            }
            if BLOCKED_PORTS.contains(&port) {
                faults.push(at(Rule::BlockedPort, text, &digits));
            }
        }
    }
    faults
}

/// `xn--` and something that no label is encoded as. Browsers accept it since 2026.
fn is_undecodable(label: &str) -> bool {
    let Some(encoded) = label.strip_prefix("xn--") else { return false };
    let decoded = punycode::decode(encoded).filter(|decoded| !decoded.contains(char::is_control));
    decoded.is_none_or(|decoded| punycode::encode(&decoded).as_deref() != Some(encoded))
}

fn at(rule: Rule, text: &str, part: &str) -> Fault {
    // The last place: a port stands at the end, and a label that is found earlier as well is as bad there.
    let from = text.rfind(part).unwrap_or_default();
    Fault::within(rule, text, from..from.saturating_add(part.len()))
}
