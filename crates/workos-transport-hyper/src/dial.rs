//! Opens one TCP connection to a host with several addresses (RFC 8305, Happy Eyeballs).

use std::future::{Future, pending, poll_fn};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::net::TcpStream;

/// How long an address is tried alone before the next one is tried at the same time (RFC 8305 §5).
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to the first of these addresses that answers.
///
/// Each address has a head start before the next one is tried at the same time. So a dead address costs a quarter of a
/// second and not the whole connect timeout.
pub(crate) async fn dial(addresses: Vec<IpAddr>, port: u16) -> io::Result<TcpStream> {
    if let [address] = addresses[..] {
        return open(SocketAddr::new(address, port)).await;
    }
    let mut waiting = interleaved(addresses).into_iter();
    let mut running: Vec<Opening> = Vec::new();
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    loop {
        if let Some(address) = waiting.next() {
            running.push(Box::pin(open(SocketAddr::new(address, port))));
        } else if running.is_empty() {
            return Err(failure);
        }
        let others_wait = waiting.len() > 0;
        let head_start =
            async { if others_wait { tokio::time::sleep(HEAD_START).await } else { pending().await } };
        tokio::select! {
            biased;
            ended = first_to_end(&mut running) => match ended {
                Ok(stream) => return Ok(stream),
                Err(error) => failure = error,
            },
            () = head_start => {}
        }
    }
}

type Opening = Pin<Box<dyn Future<Output = io::Result<TcpStream>> + Send>>;

/// Waits for the first of these attempts that ends, and removes it.
async fn first_to_end(running: &mut Vec<Opening>) -> io::Result<TcpStream> {
    poll_fn(|context| {
        for index in 0..running.len() {
            if let Poll::Ready(ended) = running[index].as_mut().poll(context) {
                drop(running.swap_remove(index));
                return Poll::Ready(ended);
            }
        }
        Poll::Pending
    })
    .await
}

async fn open(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Sorts addresses so that IPv6 and IPv4 alternate. Starts with the family of the first address (RFC 8305 §4).
fn interleaved(addresses: Vec<IpAddr>) -> Vec<IpAddr> {
    let first_is_v6 = addresses.first().is_some_and(IpAddr::is_ipv6);
    let (first, second): (Vec<_>, Vec<_>) =
        addresses.into_iter().partition(|address| address.is_ipv6() == first_is_v6);
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    std::iter::from_fn(|| {
        let next = first.next().or_else(|| second.next())?;
        std::mem::swap(&mut first, &mut second);
        Some(next)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;
    use tokio::net::TcpListener;

    #[test]
    fn ipv6_and_ipv4_addresses_alternate() {
        let parse = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<IpAddr>>();
        let given = parse(&["2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1"]);
        assert_eq!(interleaved(given), parse(&["2001:db8::1", "192.0.2.1", "2001:db8::2", "2001:db8::3"]));
        let given = parse(&["192.0.2.1", "2001:db8::1", "2001:db8::2"]);
        assert_eq!(interleaved(given), parse(&["192.0.2.1", "2001:db8::1", "2001:db8::2"]));
    }

    #[tokio::test]
    async fn no_address_is_an_error() {
        assert_eq!(dial(Vec::new(), 80).await.unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[tokio::test]
    async fn if_an_address_refuses_the_next_one_is_tried() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let refusing = [127, 0, 0, 3].into();
        dial(vec![refusing, refusing, Ipv4Addr::LOCALHOST.into()], port).await.unwrap();
        drop(listener);
        let error = dial(vec![refusing, Ipv4Addr::LOCALHOST.into()], port).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    }
}
