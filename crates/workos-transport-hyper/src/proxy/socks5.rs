//! A connection through a SOCKS5 proxy (RFC 1928), with user name and password (RFC 1929) or without.
//!
//! hyper-util has SOCKS5 too, but only as a part of its pooled client. If a password is set, it offers no other
//! authentication, and its errors do not distinguish a wrong password from an unreachable server.

use std::net::IpAddr;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::refusal::Refusal;
use super::url::Credentials;

const VERSION: u8 = 5;
const NO_AUTHENTICATION: u8 = 0;
const USER_AND_PASSWORD: u8 = 2;
const NONE_ACCEPTABLE: u8 = 0xff;
const CONNECT: u8 = 1;
const IPV4: u8 = 1;
const NAME: u8 = 3;
const IPV6: u8 = 4;

/// The server that a proxy is asked to connect to.
#[derive(Clone, Copy)]
pub(crate) enum Target<'a> {
    Address(IpAddr),
    /// A name that the proxy resolves.
    Name(&'a str),
}

/// Asks the proxy at the other end of a stream for a connection to a server. On success, the stream is that connection.
pub(crate) async fn connect<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    credentials: Option<&Credentials>,
    target: Target<'_>,
    port: u16,
) -> Result<(), Refusal> {
    authenticate(stream, credentials).await?;
    stream.write_all(&request(target, port)?).await?;
    stream.flush().await?;
    let [version, reply, _, kind] = read(stream).await?;
    if version != VERSION {
        return Err(not_socks());
    }
    // The bytes after an error reply are not needed, and do not always follow the standard.
    if reply != 0 {
        return Err(refusal(reply));
    }
    let rest = match kind {
        IPV4 => 4,
        IPV6 => 16,
        NAME => read::<1, _>(stream).await?[0].into(),
        _ => return Err(not_socks()),
    };
    // Skips the address and port from which the proxy connects.
    let mut bound = [0; 255 + 2];
    stream.read_exact(&mut bound[..rest + 2]).await?;
    Ok(())
}

async fn authenticate<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    credentials: Option<&Credentials>,
) -> Result<(), Refusal> {
    let greeting: &[u8] = match credentials {
        Some(_) => &[VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD],
        None => &[VERSION, 1, NO_AUTHENTICATION],
    };
    stream.write_all(greeting).await?;
    stream.flush().await?;
    match (read(stream).await?, credentials) {
        ([VERSION, NO_AUTHENTICATION], _) => Ok(()),
        ([VERSION, USER_AND_PASSWORD], Some(credentials)) => {
            let message = [&[1][..], &field(&credentials.user)?, &field(&credentials.password)?].concat();
            stream.write_all(&message).await?;
            stream.flush().await?;
            let [_, status] = read(stream).await?;
            if status != 0 {
                let reason = "it refused the user name and password: check them in the URL of the proxy";
                return Err(Refusal::permanent(reason));
            }
            Ok(())
        }
        ([VERSION, NONE_ACCEPTABLE], None) => Err(Refusal::permanent(
            "it asks for authentication: put a user name and password into the URL of the proxy",
        )),
        ([VERSION, NONE_ACCEPTABLE], Some(_)) => {
            Err(Refusal::permanent("it supports no authentication by user name and password"))
        }
        _ => Err(not_socks()),
    }
}

fn request(target: Target<'_>, port: u16) -> Result<Vec<u8>, Refusal> {
    let mut request = vec![VERSION, CONNECT, 0];
    match target {
        Target::Address(IpAddr::V4(address)) => {
            request.push(IPV4);
            request.extend(address.octets());
        }
        Target::Address(IpAddr::V6(address)) => {
            request.push(IPV6);
            request.extend(address.octets());
        }
        Target::Name(name) => {
            request.push(NAME);
            request.extend(field(name.as_bytes())?);
        }
    }
    request.extend(port.to_be_bytes());
    Ok(request)
}

/// Encodes bytes with their length in front.
fn field(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let length = u8::try_from(bytes.len()).map_err(|_| {
        Refusal::permanent("a name or password is longer than the 255 bytes that SOCKS5 allows")
    })?;
    Ok([&[length], bytes].concat())
}

async fn read<const N: usize, S: AsyncRead + Unpin>(stream: &mut S) -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

fn not_socks() -> Refusal {
    Refusal::permanent("it does not speak SOCKS5: check the scheme and port in the URL of the proxy")
}

/// The reply codes of RFC 1928 §6.
fn refusal(reply: u8) -> Refusal {
    match reply {
        1 => Refusal::temporary("it failed to connect to the server (general SOCKS failure)"),
        2 => Refusal::permanent("its rules do not allow a connection to the server"),
        3 => Refusal::temporary("it cannot reach the network of the server"),
        4 => Refusal::temporary("it cannot reach the server, or cannot resolve its name"),
        5 => Refusal::temporary("the server refused the connection of the proxy"),
        6 => Refusal::temporary("its connection to the server timed out (TTL expired)"),
        7 => Refusal::permanent("it does not support connections (SOCKS command CONNECT)"),
        8 => Refusal::permanent("it does not support addresses of this kind"),
        code => Refusal::permanent(format!("it answered with the unknown SOCKS reply {code}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proxy::url::Proxy;

    /// Connects through a proxy that sends these answers. Returns the bytes that the client sent, and the result.
    async fn play(url: &str, target: Target<'_>, answers: &[u8]) -> (Vec<u8>, Result<(), Refusal>) {
        let (mut client, mut server) = tokio::io::duplex(4096);
        server.write_all(answers).await.unwrap();
        let proxy = Proxy::parse(url).unwrap();
        server.shutdown().await.unwrap();
        let result = connect(&mut client, proxy.credentials.as_ref(), target, 443).await;
        drop(client);
        let mut sent = Vec::new();
        server.read_to_end(&mut sent).await.unwrap();
        (sent, result)
    }

    #[tokio::test]
    async fn requests_for_names_and_addresses_follow_the_standard() {
        let success = [5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        let (sent, result) = play("socks5h://proxy", Target::Name("api.example"), &success).await;
        assert_eq!(sent, [&[5, 1, 0, 5, 1, 0, 3, 11][..], b"api.example", &[1, 187]].concat());
        result.unwrap();
        let (sent, _) = play("socks5://proxy", Target::Address([192, 0, 2, 1].into()), &success).await;
        assert_eq!(sent, [5, 1, 0, 5, 1, 0, 1, 192, 0, 2, 1, 1, 187]);
        let address: IpAddr = "2001:db8::1".parse().unwrap();
        let (sent, _) = play("socks5://proxy", Target::Address(address), &success).await;
        assert_eq!(sent[6..10], [4, 0x20, 0x01, 0x0d]);
        assert_eq!(sent.len(), 3 + 4 + 16 + 2);
        for bound in [&[4; 19][..], &[3, 2, b'a', b'b', 0, 0]] {
            let answers = [&[5, 0, 5, 0, 0], bound].concat();
            play("socks5://proxy", Target::Name("api.example"), &answers).await.1.unwrap();
        }
    }

    #[tokio::test]
    async fn a_password_is_sent_to_a_proxy_that_asks_for_it() {
        let url = "socks5h://us%65r:p@ss@proxy";
        let success = [5, 2, 1, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        let (sent, result) = play(url, Target::Name("a"), &success).await;
        result.unwrap();
        assert_eq!(sent[..4], [5, 2, 0, 2]);
        assert_eq!(sent[4..16], *b"\x01\x04user\x04p@ss\x05");
        let (sent, result) = play(url, Target::Name("a"), &[5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await;
        result.unwrap();
        assert!(!sent.windows(4).any(|window| window == b"p@ss"), "the proxy did not ask for it");
    }

    #[tokio::test]
    async fn each_refusal_has_a_reason_and_is_permanent_if_a_retry_cannot_help() {
        let url = "socks5h://user:canary@proxy";
        for (url, answers, word, is_permanent) in [
            (url, &[5, 0xff][..], "supports no authentication by user name", true),
            ("socks5h://proxy", &[5, 0xff], "asks for authentication", true),
            (url, &[5, 2, 1, 1], "refused the user name and password", true),
            ("socks5h://proxy", &[5, 2], "does not speak SOCKS5", true),
            (url, &[5, 7], "does not speak SOCKS5", true),
            (url, b"HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak SOCKS5", true),
            (url, &[5, 0, b'H', b'T', b'T', b'P'], "does not speak SOCKS5", true),
            (url, &[5, 0, 5, 0, 0, 9], "does not speak SOCKS5", true),
            (url, &[], "closed the connection", false),
            (url, &[5, 0, 5, 0, 0, 1, 0], "closed the connection", false),
            (url, &[5, 0, 5, 1, 0, 1], "general", false),
            (url, &[5, 0, 5, 2, 0, 1], "rules", true),
            (url, &[5, 0, 5, 3, 0, 1], "network", false),
            (url, &[5, 0, 5, 4, 0, 1], "cannot reach the server", false),
            (url, &[5, 0, 5, 5, 0, 1], "refused the connection", false),
            (url, &[5, 0, 5, 6, 0, 1], "timed out", false),
            (url, &[5, 0, 5, 7, 0, 1], "CONNECT", true),
            (url, &[5, 0, 5, 8, 0, 1], "of this kind", true),
            (url, &[5, 0, 5, 99, 0, 1], "reply 99", true),
        ] {
            let refused = play(url, Target::Name("a"), answers).await.1.unwrap_err();
            assert!(refused.reason.contains(word), "{answers:?}: {refused:?}");
            assert_eq!(refused.is_permanent, is_permanent, "{refused:?}");
            assert!(!refused.reason.contains("canary"), "{refused:?}");
        }
        let long = "x".repeat(256);
        assert!(play(url, Target::Name(&long), &[5, 0]).await.1.unwrap_err().is_permanent);
    }
}
