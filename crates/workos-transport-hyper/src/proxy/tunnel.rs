//! Opens a tunnel through an HTTP proxy.

use std::pin::pin;

use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;

use super::refusal::Refusal;
use super::url::Credentials;
use crate::stream::Stream;

/// Authentication schemes that a proxy may ask for and that are not supported.
const UNSUPPORTED: &[&str] = &["Digest", "NTLM", "Negotiate", "Bearer"];

/// Asks the proxy at the other end of a stream for a connection to a server (RFC 9110 §9.3.6). An IPv6 address as the
/// host must have brackets.
pub(crate) async fn tunnel(
    stream: Stream,
    credentials: Option<&Credentials>,
    host: &str,
    port: u16,
) -> Result<Stream, Refusal> {
    let failed =
        |error: hyper::Error| Refusal::temporary(format!("the connection to the proxy failed ({error})"));
    let request = connect_request(credentials, &format!("{host}:{port}"))
        .map_err(|_| Refusal::permanent("the name of the server does not fit in a request"))?;
    let (mut sender, connection) = http1::Builder::new()
        .title_case_headers(true) // old proxies understand no other case
        .handshake(TokioIo::new(stream))
        .await
        .map_err(failed)?;
    let mut answer = pin!(sender.send_request(request));
    let mut connection = pin!(connection.without_shutdown());
    let (answer, freed) = tokio::select! {
        biased;
        answer = &mut answer => (answer, None),
        freed = &mut connection => (answer.await, Some(freed)),
    };
    let answer = answer.map_err(failed)?;
    if !answer.status().is_success() {
        return Err(refusal(answer.status(), answer.headers(), credentials.is_some()));
    }
    let freed = match freed {
        Some(freed) => freed,
        None => connection.await,
    };
    let freed = freed.map_err(failed)?;
    // Data after the answer cannot come from the server: in TLS and in HTTP the client sends first.
    if !freed.read_buf.is_empty() {
        return Err(Refusal::temporary("it sent data after its answer"));
    }
    Ok(freed.io.into_inner())
}

fn connect_request(credentials: Option<&Credentials>, server: &str) -> http::Result<Request<Full<Bytes>>> {
    let mut request = Request::connect(server).header(header::HOST, server);
    if let Some(credentials) = credentials.and_then(Credentials::basic) {
        request = request.header(header::PROXY_AUTHORIZATION, credentials);
    }
    request.body(Full::default())
}

/// Describes the answer of a proxy that opens no tunnel, without repeating its texts.
fn refusal(status: StatusCode, headers: &HeaderMap, had_credentials: bool) -> Refusal {
    if status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
        let offers = headers.get_all(header::PROXY_AUTHENTICATE).iter();
        let offers: Vec<_> = offers.filter_map(|value| value.to_str().ok()).collect();
        let offered = |scheme: &str| {
            offers.iter().any(|offer| {
                offer.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                    || offer.to_ascii_lowercase().contains(&format!(", {}", scheme.to_ascii_lowercase()))
            })
        };
        let others: Vec<_> = UNSUPPORTED.iter().copied().filter(|scheme| offered(scheme)).collect();
        return Refusal::permanent(if !offered("Basic") && !others.is_empty() {
            format!("it answered {status}: it asks for {}, and only Basic is supported", others.join(" or "))
        } else if had_credentials {
            format!("it answered {status}: check the user name and password in the URL of the proxy")
        } else {
            format!("it answered {status}: put a user name and password into the URL of the proxy")
        });
    }
    let reason = format!("it answered {status} when asked for a tunnel");
    let is_temporary = status.is_server_error()
        || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS);
    if is_temporary { Refusal::temporary(reason) } else { Refusal::permanent(reason) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_proxy_that_asks_for_credentials_says_what_to_do() {
        for (offers, had, expected) in [
            (&["Basic realm=\"canary\""][..], false, "put a user name and password"),
            (&["basic realm=\"canary\""], true, "check the user name and password"),
            (&["Negotiate", "NTLM"], true, "it asks for NTLM or Negotiate, and only Basic is supported"),
            (&["Negotiate, Basic realm=\"canary\""], true, "check the user name"),
            (&["canary"], false, "put a user name"),
            (&[], true, "check the user name"),
        ] {
            let mut headers = HeaderMap::new();
            for offer in offers {
                headers.append(header::PROXY_AUTHENTICATE, offer.parse().unwrap());
            }
            let refused = refusal(StatusCode::PROXY_AUTHENTICATION_REQUIRED, &headers, had);
            assert!(refused.is_permanent && refused.reason.contains("407"), "{refused:?}");
            assert!(refused.reason.contains(expected), "{offers:?}: {refused:?}");
            assert!(!refused.reason.contains("canary"), "{refused:?}");
        }
    }

    #[test]
    fn only_server_errors_timeouts_and_429_are_temporary_refusals() {
        for (status, is_permanent) in
            [(403, true), (404, true), (405, true), (302, true), (408, false), (429, false)]
                .into_iter()
                .chain([(500, false), (502, false), (503, false), (504, false)])
        {
            let status = StatusCode::from_u16(status).unwrap();
            let refused = refusal(status, &HeaderMap::new(), false);
            assert_eq!(refused.is_permanent, is_permanent, "{status}");
            assert!(refused.reason.contains(status.as_str()), "{refused:?}");
        }
    }
}
