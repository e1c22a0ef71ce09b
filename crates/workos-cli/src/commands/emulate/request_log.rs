//! One line on stderr for each request that the emulator has answered.
//!
//! Nothing ever waits for whoever reads the lines: where they are not read, they are lost, and their number is told.

use std::io::{self, Write};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::json;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time;
use workos_emulator::Served;
use workos_kit::Timestamp;

use crate::output::{Output, Style, one_line};

/// How long lines are gathered to be written at once.
const GATHERING: Duration = Duration::from_millis(20);
/// How many bytes wait to be written at most.
const MOST: usize = 1024 * 1024;
/// How long the last lines may take.
const FAREWELL: Duration = Duration::from_millis(500);

/// Writes the lines.
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
    /// Begins to write. Needs a Tokio runtime.
    pub(super) fn start() -> Self {
        let pending = Arc::new(Pending::default());
        let (writer, texts) = sync_channel::<String>(1);
        let (done, written) = oneshot::channel();
        // A pipe that nobody reads blocks who writes into it: this thread alone, which nobody waits for in the end.
        std::thread::spawn(move || {
            for text in texts {
                // There is nowhere left to say that stderr is closed.
                let _ = io::stderr().lock().write_all(text.as_bytes());
            }
            let _ = done.send(());
        });
        let gatherer = tokio::spawn(gather(Arc::clone(&pending), writer.clone()));
        Self { pending, gatherer, writer, written }
    }

    /// What notes a request, and how: for a machine, or for a person.
    pub(super) fn observer(&self, output: Output) -> impl Fn(&Served) + Send + Sync + 'static {
        let pending = Arc::clone(&self.pending);
        move |served| {
            // The live page asks every second; what only looks is of no interest unless it fails.
            let is_look = served.method == http::Method::GET && served.path.starts_with("/_emulator/");
            if is_look && served.status.is_some_and(|status| status.is_success()) {
                return;
            }
            let line = if output.is_json() { for_machine(served) } else { for_person(served, output) };
            pending.push(&line);
        }
    }

    /// Writes what is left, unless nobody reads it.
    pub(super) async fn finish(self) {
        self.gatherer.abort();
        let _ = self.gatherer.await;
        let rest = self.pending.take();
        if !rest.is_empty() {
            // What is full now has not been read for a while.
            let _ = self.writer.try_send(rest);
        }
        drop(self.writer);
        let _ = time::timeout(FAREWELL, self.written).await;
    }
}

impl Pending {
    fn push(&self, line: &str) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.text.len() + line.len() > MOST {
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

    /// Puts back what could not be written.
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
            time::sleep(GATHERING).await;
        }
    }
}

fn for_machine(served: &Served) -> String {
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

fn for_person(served: &Served, output: Output) -> String {
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

#[expect(clippy::disallowed_methods, reason = "a log is in the time of its readers, not in the emulated one")]
fn now() -> Timestamp {
    let now = Timestamp::from(SystemTime::now());
    Timestamp::from_millis(now.as_millis()).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_is_lost_and_counted() {
        let pending = Pending::default();
        let line = "x".repeat(1000);
        for _ in 0..2000 {
            pending.push(&line);
        }
        let text = pending.take();
        let kept = text.lines().filter(|kept| **kept == line).count();
        assert!(text.len() <= MOST + 100 && kept > 1000, "{kept}");
        assert_eq!(text.lines().last(), Some(format!("{{\"lost_lines\":{}}}", 2000 - kept).as_str()));
        assert!(pending.take().is_empty());
        pending.push("b");
        pending.put_back("a\n".to_owned());
        assert_eq!(pending.take(), "a\nb\n");
    }
}
