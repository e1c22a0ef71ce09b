//! Logs each request of the emulator, and each attempt to deliver a webhook, as one line on stderr.
//!
//! The emulator never waits for the reader of stderr. If the reader is too slow, lines are dropped, and the log says
//! how many.

use std::io::{self, Write};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::json;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time;
use workos_emulator::{AttemptedDelivery, DeliveryState, Served};
use workos_kit::Timestamp;

use crate::ages;
use crate::output::{Output, Style, one_line};

/// The pause between two writes, during which lines are collected.
const FLUSH_INTERVAL: Duration = Duration::from_millis(20);
/// The size limit of the buffer in bytes; further lines are dropped.
const MAX_PENDING: usize = 1024 * 1024;
/// The time limit for writing the last lines.
const FINISH_TIMEOUT: Duration = Duration::from_millis(500);

/// Writes the lines of the log from a thread.
#[derive(Debug)]
pub(super) struct RequestLog {
    pending: Arc<Pending>,
    gatherer: JoinHandle<()>,
    writer: SyncSender<String>,
    written: oneshot::Receiver<()>,
}

#[derive(Debug, Default)]
struct Pending {
    lines: Mutex<Lines>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct Lines {
    text: String,
    lost: u64,
}

impl RequestLog {
    /// Starts the log. Requires a Tokio runtime.
    pub(super) fn start() -> Self {
        let pending = Arc::new(Pending::default());
        let (writer, texts) = sync_channel::<String>(1);
        let (done, written) = oneshot::channel();
        // A full pipe blocks its writer. Only this thread may block, and `finish` waits for it for a limited time.
        std::thread::spawn(move || {
            for text in texts {
                // If stderr is closed, the error cannot be reported anywhere.
                let _ = io::stderr().lock().write_all(text.as_bytes());
            }
            let _ = done.send(());
        });
        let gatherer = tokio::spawn(gather(Arc::clone(&pending), writer.clone()));
        Self { pending, gatherer, writer, written }
    }

    /// Returns the observer that logs each request, as JSON or as text.
    pub(super) fn observer(&self, output: Output) -> impl Fn(&Served) + Send + Sync + 'static {
        let pending = Arc::clone(&self.pending);
        move |served| {
            // The live page polls every second, so successful reads of the control API are not logged.
            let is_control_read =
                served.method == http::Method::GET && served.path.starts_with("/_emulator/");
            if is_control_read && served.status.is_some_and(|status| status.is_success()) {
                return;
            }
            let line = if output.is_json() { as_json(served) } else { as_text(served, output) };
            pending.push(&line);
        }
    }

    /// Returns the observer that logs each attempt to deliver a webhook, as JSON or as text.
    pub(super) fn attempt_observer(
        &self,
        output: Output,
    ) -> impl Fn(&AttemptedDelivery) + Send + Sync + 'static {
        let pending = Arc::clone(&self.pending);
        move |attempted| {
            let line = if output.is_json() {
                attempt_json(attempted)
            } else {
                attempt_text(attempted, output, now())
            };
            pending.push(&line);
        }
    }

    /// Writes the remaining lines, unless stderr is blocked.
    pub(super) async fn finish(self) {
        self.gatherer.abort();
        let _ = self.gatherer.await;
        let rest = self.pending.take();
        if !rest.is_empty() {
            // If the channel is full, the reader is too slow and the rest is dropped.
            let _ = self.writer.try_send(rest);
        }
        drop(self.writer);
        let _ = time::timeout(FINISH_TIMEOUT, self.written).await;
    }
}

impl Pending {
    fn push(&self, line: &str) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.text.len() + line.len() > MAX_PENDING {
            lines.lost += 1;
            return;
        }
        let is_first = lines.text.is_empty();
        lines.text.push_str(line);
        lines.text.push('\n');
        drop(lines);
        if is_first {
            self.wake.notify_one();
        }
    }

    fn take(&self) -> String {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let lost = std::mem::take(&mut lines.lost);
        let mut text = std::mem::take(&mut lines.text);
        if lost > 0 {
            text.push_str(&format!("{}\n", json!({"lost_lines": lost})));
        }
        text
    }

    /// Puts back text that could not be written.
    fn put_back(&self, text: String) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = std::mem::replace(&mut lines.text, text);
        lines.text.push_str(&newer);
    }
}

async fn gather(pending: Arc<Pending>, writer: SyncSender<String>) {
    loop {
        pending.wake.notified().await;
        loop {
            let text = pending.take();
            if text.is_empty() {
                break;
            }
            match writer.try_send(text) {
                Ok(()) => {}
                Err(TrySendError::Full(text)) => pending.put_back(text),
                Err(TrySendError::Disconnected(_)) => return,
            }
            time::sleep(FLUSH_INTERVAL).await;
        }
    }
}

fn as_json(served: &Served) -> String {
    json!({
        "at": now(),
        "peer": served.peer,
        "method": served.method.as_str(),
        "path": served.path,
        "operation": served.operation,
        "status": served.status.map(|status| status.as_u16()),
        "duration_us": u64::try_from(served.duration.as_micros()).unwrap_or(u64::MAX),
        "request_id": served.request_id,
        "faults": served.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
    .to_string()
}

fn as_text(served: &Served, output: Output) -> String {
    let style = match served.status.map(|status| status.as_u16()) {
        None | Some(500..) => Style::Bad,
        Some(400..) => Style::Bold,
        Some(_) => Style::Good,
    };
    let status = served.status.as_ref().map_or("---", |status| status.as_str());
    let now = now().to_string();
    let time = now.get(11..23).unwrap_or_default();
    let millis = served.duration.as_secs_f64() * 1000.0;
    let mut line = format!(
        "{} {} {:<6} {}  {}",
        output.paint_error(Style::Dim, time),
        output.paint_error(style, status),
        served.method.as_str(),
        one_line(&served.path),
        output.paint_error(
            Style::Dim,
            &format!("{millis:.1} ms {}", served.request_id.as_deref().unwrap_or("-"))
        ),
    );
    if let Some(operation) = served.operation {
        line.push_str(&format!("  {operation}"));
    }
    for fault in &served.faults {
        line.push_str(&format!("  {}", output.paint_error(Style::Bad, &fault.to_string())));
    }
    line
}

fn attempt_json(attempted: &AttemptedDelivery) -> String {
    json!({
        "at": now(),
        "webhook": attempted.event,
        "url": attempted.url,
        "delivery_id": attempted.delivery_id,
        "attempt": attempted.attempt,
        "status": attempted.status.map(|status| status.as_u16()),
        "error": attempted.status.is_none().then_some(&attempted.answer),
        "next_attempt": due(attempted),
    })
    .to_string()
}

fn attempt_text(attempted: &AttemptedDelivery, output: Output, now: Timestamp) -> String {
    let status = attempted.status.as_ref().map_or("---", |status| status.as_str());
    let is_delivered = attempted.state == DeliveryState::Delivered;
    let style = if is_delivered { Style::Good } else { Style::Bad };
    let outcome = match due(attempted) {
        // Both are in the emulated time, which can be ahead.
        Some(due) => format!("next try {}", ages::relative(due, attempted.at)),
        None if is_delivered => "delivered".to_owned(),
        None => "given up".to_owned(),
    };
    let reason = match attempted.status {
        None => format!(": {}", one_line(&attempted.answer)),
        Some(_) => String::new(),
    };
    let details = format!("attempt {}, {outcome}{reason}", attempted.attempt);
    format!(
        "{} {} webhook {}  {}  {}",
        output.paint_error(Style::Dim, now.to_string().get(11..23).unwrap_or_default()),
        output.paint_error(style, status),
        one_line(&attempted.url),
        attempted.event,
        output.paint_error(Style::Dim, &details),
    )
}

/// Returns when the next attempt is due, if there is one.
fn due(attempted: &AttemptedDelivery) -> Option<Timestamp> {
    match attempted.state {
        DeliveryState::Pending { due } => Some(due),
        _ => None,
    }
}

#[expect(clippy::disallowed_methods, reason = "a log uses the real time, not the emulated one")]
fn now() -> Timestamp {
    let now = Timestamp::from(SystemTime::now());
    Timestamp::from_millis(now.as_millis()).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_over_the_limit_are_dropped_and_counted() {
        let pending = Pending::default();
        let line = "x".repeat(1000);
        for _ in 0..2000 {
            pending.push(&line);
        }
        let text = pending.take();
        let written = text.lines().filter(|written| **written == line).count();
        assert!(text.len() <= MAX_PENDING + 100 && written > 1000, "{written}");
        assert_eq!(text.lines().last(), Some(format!("{{\"lost_lines\":{}}}", 2000 - written).as_str()));
        assert!(pending.take().is_empty());
        pending.push("b");
        pending.put_back("a\n".to_owned());
        assert_eq!(pending.take(), "a\nb\n");
    }
}
