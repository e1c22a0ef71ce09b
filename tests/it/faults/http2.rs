//! The HTTP/2 side of the fault server.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use h2::RecvStream;
use h2::server::SendResponse;
use http::Response;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::script::{Action, Answer, Ending};
use super::server::{Seen, Shared};

const EMPTY_SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
const HEADERS: u8 = 1;

/// Serves a connection, and returns how to close it.
pub(crate) async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    number: usize,
    shared: &Arc<Shared>,
) -> io::Result<Ending> {
    if let Some(frames) = shared.next_frames() {
        return send_frames(&mut stream, number, &frames, shared).await;
    }
    let mut builder = h2::server::Builder::new();
    if let Some(max) = shared.max_streams {
        builder.max_concurrent_streams(max);
    }
    let mut connection = builder.handshake(stream).await.map_err(io::Error::other)?;
    let (end, mut ended) = mpsc::unbounded_channel();
    let mut streams = JoinSet::new();
    loop {
        tokio::select! {
            next = connection.accept() => match next {
                Some(Ok((request, respond))) => {
                    let (shared, end) = (Arc::clone(shared), end.clone());
                    streams.spawn(async move {
                        // An error only means that the client ended the stream.
                        let _ = Stream { number, shared, end }.answer(request, respond).await;
                    });
                }
                _ => return Ok(Ending::Fin),
            },
            Some(ending) = ended.recv() => return Ok(ending),
        }
    }
}

/// Waits for the first request, then writes these frames and closes the connection.
///
/// Without frames, the connection stays open and silent.
async fn send_frames(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    number: usize,
    frames: &[u8],
    shared: &Shared,
) -> io::Result<Ending> {
    stream.read_exact(&mut [0; 24]).await?;
    stream.write_all(EMPTY_SETTINGS).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        stream.read_exact(&mut vec![0; length as usize]).await?;
        if head[3] == HEADERS {
            break;
        }
    }
    shared.record(Seen {
        connection: number,
        method: String::new(),
        target: String::new(),
        headers: http::HeaderMap::new(),
        body: Bytes::new(),
    });
    stream.write_all(frames).await?;
    if !frames.is_empty() {
        stream.shutdown().await?;
    }
    // Reads what the client sent. Otherwise the system would reset the connection, and the frames would be lost.
    stream.read_to_end(&mut Vec::new()).await?;
    Ok(Ending::Fin)
}

struct Stream {
    number: usize,
    shared: Arc<Shared>,
    end: mpsc::UnboundedSender<Ending>,
}

impl Stream {
    async fn answer(
        self,
        request: http::Request<RecvStream>,
        mut respond: SendResponse<Bytes>,
    ) -> Result<(), h2::Error> {
        let (head, mut incoming) = request.into_parts();
        let mut body = Vec::new();
        while let Some(data) = incoming.data().await {
            let data = data?;
            incoming.flow_control().release_capacity(data.len())?;
            body.extend_from_slice(&data);
        }
        let action = self.shared.next(self.number);
        self.shared.record(Seen {
            connection: self.number,
            method: head.method.to_string(),
            target: head.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
            headers: head.headers,
            body: body.into(),
        });
        match action {
            Action::Gather(requests) => {
                self.shared.gather(requests).await;
                respond.send_response(Response::new(()), false)?.send_data("{}".into(), true)?;
            }
            Action::Answer(answer) => {
                tokio::time::sleep(answer.after).await;
                let mut stream = respond.send_response(response(&answer), answer.body.is_empty())?;
                if !answer.body.is_empty() {
                    stream.send_data(answer.body, true)?;
                }
            }
            Action::Cut(answer, at, ending) => {
                let mut stream = respond.send_response(response(&answer), false)?;
                stream.send_data(answer.body.slice(..at), at == answer.body.len())?;
                // Gives the connection time to write the queued data before it is closed.
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                let _ = self.end.send(ending);
            }
            Action::End(ending) => {
                let _ = self.end.send(ending);
            }
            Action::Reset(reason) => respond.send_reset(reason),
            Action::Drip(pause) => {
                let mut stream = respond.send_response(Response::new(()), false)?;
                loop {
                    stream.send_data(Bytes::from_static(b" "), false)?;
                    tokio::time::sleep(pause).await;
                }
            }
            Action::Flood { bytes, announced } => {
                let mut head = Response::new(());
                if announced {
                    head.headers_mut().insert("content-length", bytes.into());
                }
                flood(respond.send_response(head, false)?, bytes).await?;
            }
            Action::Silence | Action::Raw(..) | Action::Frames(_) => std::future::pending().await,
        }
        Ok(())
    }
}

async fn flood(mut stream: h2::SendStream<Bytes>, bytes: u64) -> Result<(), h2::Error> {
    const CHUNK: usize = 64 * 1024;
    let chunk = Bytes::from(vec![b' '; CHUNK]);
    let mut left = bytes;
    while left > 0 {
        stream.reserve_capacity(CHUNK);
        let Some(capacity) = std::future::poll_fn(|context| stream.poll_capacity(context)).await else {
            return Ok(());
        };
        let size = capacity?.min(CHUNK).min(usize::try_from(left).unwrap_or(CHUNK));
        stream.send_data(chunk.slice(..size), false)?;
        left -= size as u64;
    }
    stream.send_data(Bytes::new(), true)
}

fn response(answer: &Answer) -> Response<()> {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    if !answer.chunked {
        response = response.header("content-length", answer.body.len());
    }
    response.body(()).unwrap()
}
