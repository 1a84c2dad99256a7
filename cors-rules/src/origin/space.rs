//! Hosts that are not the same machine for everybody: the user's own one, and those of a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where a host is that is another one for other users.
/// <https://wicg.github.io/local-network-access/#ip-address-space-section>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// The machine itself: the target differs for every device.
    Loopback,
    /// The network that it is in: the target differs by the position in the network.
    Local,
}

/// Names that public DNS never resolves, by the registry of special-use domain names.
/// <https://www.iana.org/assignments/special-use-domain-names>
///
/// `localhost` and `test` are reserved by RFC 6761, `local` by RFC 6762, `home.arpa` by RFC 8375, and `internal`
/// by a resolution of ICANN of 2024. A name without a dot is no case of it: public DNS has resolved some.
const NAMES: [(&str, Space); 5] = [
    ("localhost", Space::Loopback),
    ("test", Space::Local),
    ("local", Space::Local),
    ("home.arpa", Space::Local),
    ("internal", Space::Local),
];

/// The space of a host of http(s), as an entry spells it; `None` if it is the same machine for everybody.
pub(super) fn of(host: &str) -> Option<Space> {
    if let Some(inside) = host.strip_prefix('[') {
        return of_address(inside.strip_suffix(']')?.parse::<Ipv6Addr>().ok()?.to_canonical());
    }
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return of_address(address.into());
    }
    let name = host.trim_end_matches('.');
    let is_in = |domain: &str| {
        name.strip_suffix(domain).is_some_and(|below| below.is_empty() || below.ends_with('.'))
    };
    NAMES.iter().find(|(domain, _)| is_in(domain)).map(|(_, space)| *space)
}

/// By the table of non-public address blocks, without those that are for documentation.
fn of_address(address: IpAddr) -> Option<Space> {
    match address {
        IpAddr::V4(address) => match address.octets() {
            [127, ..] | [0, 0, 0, 0] | [198, 18 | 19, ..] => Some(Space::Loopback),
            [0 | 10, ..]
            | [100, 64..=127, ..]
            | [172, 16..=31, ..]
            | [192, 168, ..]
            | [169, 254, ..] => Some(Space::Local),
            _ => None,
        },
        IpAddr::V6(Ipv6Addr::LOCALHOST | Ipv6Addr::UNSPECIFIED) => Some(Space::Loopback),
        IpAddr::V6(address) => match address.segments() {
            // Unique local, link-local and, of old, site-local.
            [0xfc00..=0xfdff | 0xfe80..=0xfebf | 0xfec0..=0xfeff, ..] => Some(Space::Local),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Space, of};

    #[test]
    fn hosts_that_are_another_machine_for_other_users() {
        for (space, hosts) in [
            (
                Some(Space::Loopback),
                &[
                    "localhost",
                    "localhost.",
                    "app.localhost",
                    "a.b.localhost",
                    "127.0.0.1",
                    "127.255.255.254",
                    "[::1]",
                    "[::ffff:7f00:1]",
                    "0.0.0.0",
                    "[::]",
                    "198.18.0.1",
                    "198.19.255.255",
                ][..],
            ),
            (
                Some(Space::Local),
                &[
                    "10.0.0.1",
                    "10.255.255.255",
                    "172.16.0.1",
                    "172.31.255.255",
                    "192.168.0.1",
                    "192.168.255.255",
                    "169.254.0.1",
                    "100.64.0.1",
                    "100.127.255.255",
                    "0.0.0.1",
                    "[fc00::1]",
                    "[fdff:ffff::1]",
                    "[fe80::1]",
                    "[febf::1]",
                    "[fec0::1]",
                    "[::ffff:c0a8:1]",
                    "local",
                    "printer.local",
                    "printer.local.",
                    "app.test",
                    "nas.home.arpa",
                    "admin.corp.internal",
                ],
            ),
            (
                None,
                &[
                    "app.example.com",
                    "localhost.example.com",
                    "notlocalhost",
                    "mylocal",
                    "local.example",
                    "test.example",
                    "home.example",
                    "arpa",
                    "intranet",
                    "11.0.0.1",
                    "9.255.255.255",
                    "126.0.0.1",
                    "128.0.0.1",
                    "172.15.0.1",
                    "172.32.0.1",
                    "192.167.0.1",
                    "192.169.0.1",
                    "169.253.0.1",
                    "100.63.0.1",
                    "100.128.0.1",
                    "198.17.0.1",
                    "198.20.0.1",
                    "1.0.0.0",
                    "[2001:db8::1]",
                    "[fbff::1]",
                    "[fe00::1]",
                    "[fe7f::1]",
                    "[ff02::1]",
                    "[::2]",
                    "[::ffff:808:808]",
                ],
            ),
        ] {
            for host in hosts {
                assert_eq!(of(host), space, "{host}");
            }
        }
    }
}
