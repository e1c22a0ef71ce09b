//! The hosts that are reached without a proxy, in the syntax of `NO_PROXY`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::url::port_number;

/// A list of hosts that are reached without a proxy.
#[derive(Default)]
pub(crate) struct Exceptions(Vec<Entry>);

struct Entry {
    hosts: Hosts,
    /// The only port that the entry applies to. `None` for all ports.
    port: Option<u16>,
}

enum Hosts {
    /// A domain and everything below it.
    Domain(String),
    /// Names that match a pattern, in which `*` stands for any characters.
    Pattern(String),
    /// The addresses that share this number of leading bits with this address.
    Network(IpAddr, u8),
}

impl Exceptions {
    /// Reads entries that are separated by commas or white space.
    ///
    /// # Errors
    /// The position of the first invalid entry, counted from 1, and the reason.
    pub(crate) fn parse(text: &str) -> Result<Self, (usize, &'static str)> {
        let entries = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|entry| !entry.is_empty());
        let entries = entries.enumerate().map(|(index, entry)| {
            let position = index + 1;
            Entry::parse(entry).map_err(|reason| (position, reason))
        });
        entries.collect::<Result<_, _>>().map(Self)
    }

    /// Whether every host is listed.
    pub(crate) fn is_everything(&self) -> bool {
        self.0.iter().any(|entry| {
            entry.port.is_none() && matches!(&entry.hosts, Hosts::Pattern(pattern) if pattern == "*")
        })
    }

    /// Whether this host is listed for this port. An IPv6 address must have no brackets.
    pub(crate) fn contain(&self, host: &str, port: u16) -> bool {
        let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        let address = host.parse::<IpAddr>().ok().map(|address| address.to_canonical());
        self.0.iter().any(|entry| {
            entry.port.is_none_or(|only| only == port)
                && match (&entry.hosts, address) {
                    (Hosts::Network(network, bits), Some(address)) => is_in_network(*network, address, *bits),
                    (Hosts::Domain(domain), None) => is_within(&host, domain),
                    (Hosts::Pattern(pattern), _) => matches_pattern(&host, pattern),
                    _ => false,
                }
        })
    }
}

impl Entry {
    fn parse(text: &str) -> Result<Self, &'static str> {
        if let Some((address, bits)) = text.split_once('/') {
            let address = address.parse::<IpAddr>().map_err(|_| "it is neither a host nor a network")?;
            let longest = if address.is_ipv4() { 32 } else { 128 };
            let is_number = bits.bytes().all(|byte| byte.is_ascii_digit());
            let bits = bits.parse().ok().filter(|bits| is_number && *bits <= longest);
            let bits = bits.ok_or("the length of its network prefix is out of range")?;
            return Ok(Self { hosts: Hosts::Network(address, bits), port: None });
        }
        if let Ok(address) = text.parse() {
            return Ok(Self { hosts: Hosts::address(address), port: None });
        }
        if let Some(rest) = text.strip_prefix('[') {
            let (address, after) = rest.split_once(']').ok_or("its bracket is not closed")?;
            let address =
                address.parse::<Ipv6Addr>().map_err(|_| "it has no IPv6 address in its brackets")?;
            let port = match after.strip_prefix(':') {
                None if after.is_empty() => None,
                Some(port) => Some(port_number(port).ok_or(BAD_PORT)?),
                None => return Err("it has text between its address and its port"),
            };
            return Ok(Self { hosts: Hosts::address(address.into()), port });
        }
        let (host, port) = match text.split_once(':') {
            Some((host, port)) => (host, Some(port_number(port).ok_or(BAD_PORT)?)),
            None => (text, None),
        };
        Ok(Self { hosts: Hosts::named(host)?, port })
    }
}

const BAD_PORT: &str = "its port is not a number from 1 to 65535";

impl Hosts {
    fn address(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self::Network(address, if address.is_ipv4() { 32 } else { 128 })
    }

    fn named(text: &str) -> Result<Self, &'static str> {
        if let Ok(address) = text.parse::<Ipv4Addr>() {
            return Ok(Self::address(address.into()));
        }
        let name = text.strip_suffix('.').unwrap_or(text);
        let name = name.strip_prefix('.').unwrap_or(name).to_ascii_lowercase();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'*');
        if name.is_empty() || !name.bytes().all(is_name) {
            return Err("it is not a host name or an address");
        }
        Ok(if name.contains('*') { Self::Pattern(name) } else { Self::Domain(name) })
    }
}

/// Whether an address is in the network that has the first `bits` bits of `network`.
fn is_in_network(network: IpAddr, address: IpAddr, bits: u8) -> bool {
    match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            (network.to_bits() ^ address.to_bits()).leading_zeros() >= u32::from(bits)
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => {
            (network.to_bits() ^ address.to_bits()).leading_zeros() >= u32::from(bits)
        }
        // `::ffff:10.0.0.0/104` is a network of IPv4 addresses.
        (IpAddr::V6(network), IpAddr::V4(address)) if bits >= 96 => {
            is_in_network(network.into(), address.to_ipv6_mapped().into(), bits)
        }
        _ => false,
    }
}

fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

/// Whether a host matches a pattern in which `*` stands for any characters.
fn matches_pattern(host: &str, pattern: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|start| host.strip_prefix(start)) else { return false };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_listed_by_name_pattern_address_network_and_port() {
        for (list, listed, not_listed) in [
            ("*", &["a.corp", "10.0.0.1", "2001:db8::1"][..], &[][..]),
            (
                "corp.example",
                &["corp.example", "a.corp.example", "A.B.CORP.example."],
                &["acorp.example", "example"],
            ),
            (".corp.example", &["corp.example", "a.corp.example"], &["acorp.example"]),
            ("corp.example.", &["corp.example", "a.corp.example."], &["corp.example.net"]),
            ("*.corp.example", &["a.corp.example", "a.b.corp.example"], &["corp.example", "acorp.example"]),
            ("api-*.corp", &["api-1.corp", "API-1.a.corp"], &["api.corp", "api-1.corp.net"]),
            ("a*b*c", &["abc", "axbxbxc"], &["acb", "ab", "abcd"]),
            ("*a*", &["xay", "a"], &["b"]),
            ("10.*", &["10.1.2.3", "10.corp"], &["110.1.2.3"]),
            ("*:8443", &["a.corp:8443"], &["a.corp:443"]),
            ("corp.example:8443", &["a.corp.example:8443"], &["corp.example:443"]),
            ("10.1.2.3", &["10.1.2.3", "::ffff:10.1.2.3"], &["10.1.2.4", "a.10.1.2.3"]),
            ("10.1.2.3:80", &["10.1.2.3:80"], &["10.1.2.3:443"]),
            ("2.3", &["a.2.3"], &["10.1.2.3"]),
            ("2001:db8::1", &["2001:db8::1", "2001:DB8:0::1"], &["2001:db8::2"]),
            ("[2001:db8::1]", &["2001:db8::1"], &["2001:db8::2"]),
            ("[2001:db8::1]:8443", &["2001:db8::1:8443"], &["2001:db8::1:443"]),
            ("::ffff:10.1.2.3", &["10.1.2.3"], &["10.1.2.4"]),
            ("10.0.0.0/8", &["10.1.2.3", "::ffff:10.1.2.3"], &["11.0.0.0", "a.corp", "2001:db8::1"]),
            ("10.9.9.9/8", &["10.1.2.3"], &["11.0.0.0"]),
            ("192.168.128.0/17", &["192.168.128.0", "192.168.255.255"], &["192.168.127.255"]),
            ("0.0.0.0/0", &["192.0.2.1"], &["2001:db8::1", "a.corp"]),
            ("10.1.2.3/32", &["10.1.2.3"], &["10.1.2.2"]),
            ("2001:db8::/32", &["2001:db8:ffff::1"], &["2001:db9::1", "10.0.0.1"]),
            ("::/0", &["2001:db8::1"], &["10.0.0.1"]),
            ("::ffff:10.0.0.0/104", &["10.1.2.3"], &["11.1.2.3"]),
            ("a.corp,b.corp", &["a.corp", "b.corp"], &["c.corp"]),
            (" a.corp ,\tb.corp\nc.corp,, ,", &["a.corp", "b.corp", "c.corp"], &["d.corp"]),
            ("under_score.corp", &["under_score.corp"], &[]),
            ("", &[], &["a.corp", "10.0.0.1"]),
            (" , ", &[], &["a.corp"]),
        ] {
            let exceptions = Exceptions::parse(list).unwrap_or_else(|bad| panic!("{list}: {bad:?}"));
            let contain = |host: &str| match host.rsplit_once(':') {
                Some((host, port @ ("80" | "443" | "8443"))) => {
                    exceptions.contain(host, port.parse().unwrap())
                }
                _ => exceptions.contain(host, 443),
            };
            for host in listed {
                assert!(contain(host), "{list:?} must list {host}");
            }
            for host in not_listed {
                assert!(!contain(host), "{list:?} must not list {host}");
            }
            assert_eq!(exceptions.is_everything(), list == "*", "{list:?}");
        }
    }

    #[test]
    fn an_entry_that_cannot_be_understood_is_named_by_its_position() {
        for (list, position) in [
            ("http://a.corp", 1),
            ("a.corp, <local>", 2),
            ("a.corp b.corp c corp:port", 4),
            ("10.0.0.0/33", 1),
            ("10.0.0.0/", 1),
            ("10.0.0.0/+8", 1),
            ("10.0.0.0/255.0.0.0", 1),
            ("10/8", 1),
            ("2001:db8::/129", 1),
            ("a.corp:0", 1),
            ("a.corp:65536", 1),
            ("a.corp:*", 1),
            ("[::1", 1),
            ("[::1]8443", 1),
            ("[a.corp]", 1),
            (".", 1),
            ("corp\u{e9}", 1),
            ("user@a.corp", 1),
        ] {
            assert_eq!(Exceptions::parse(list).err().map(|(at, _)| at), Some(position), "{list}");
        }
    }
}
