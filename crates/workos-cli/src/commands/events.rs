//! `workos events`.

use serde_json::Value;
use workos_kit::{Items, WorkOs};

use super::listing::{Listing, gather};
use super::to_json;
use crate::args::{Events, Follow, Global, ListEvents};
use crate::failure::Failure;
use crate::feed::{self, Feed, RawEvent};
use crate::interrupts::Interrupts;
use crate::output::{Output, Style, one_line, or_dash};

/// The width of the column for event names, which fits nearly all of them.
const NAME: usize = 40;

pub(crate) async fn run(command: Events, global: &Global, output: &Output) -> Result<(), Failure> {
    let workos = global.workos()?;
    match command {
        Events::List(command) => list(&workos, command, output).await,
        Events::Tail(command) => tail(&workos, &command, output).await,
    }
}

async fn list(workos: &WorkOs, command: ListEvents, output: &Output) -> Result<(), Failure> {
    let mut call = feed::list(workos.client(), &command.filter);
    if let Some(since) = command.since {
        call.query("range_start", since);
    }
    if let Some(until) = command.until {
        call.query("range_end", until);
    }
    if let Some(limit) = command.limit {
        call.query("limit", limit);
    }
    if let Some(cursor) = command.after {
        call.query("after", cursor);
    }
    if let Some(order) = command.order {
        call.query("order", order);
    }
    let page = if command.all { gather(Items::new(call)).await? } else { call.send().await? };
    let data = page.data.iter().map(to_json).collect::<Result<Value, _>>()?;
    let row = |event: RawEvent| {
        let about = match &event.undecodable {
            Some(reason) => {
                Some(format!("{} ({})", event.about.as_deref().unwrap_or("-"), undecodable(reason)))
            }
            None => event.about,
        };
        [event.id, event.name, event.created_at, or_dash(about)]
    };
    Listing {
        noun: "events",
        data,
        rows: page.data.into_iter().map(RawEvent::from).map(row).collect(),
        cursors: page.list_metadata,
        backwards: false,
        header: ["ID", "EVENT", "CREATED", "ABOUT"],
    }
    .print(output)
}

async fn tail(workos: &WorkOs, follow: &Follow, output: &Output) -> Result<(), Failure> {
    let mut feed = Feed::start(workos.client(), follow).await?;
    let mut interrupts = Interrupts::watch()?;
    output.note("Waiting for events; press Ctrl-C to stop.")?;
    tokio::select! {
        failed = print_each(&mut feed, output) => failed?,
        ended = interrupts.next() => ended?,
    }
    print_cursor(&feed, output)
}

async fn print_each(feed: &mut Feed, output: &Output) -> Result<(), Failure> {
    loop {
        for event in feed.next(output).await? {
            if output.is_json() {
                output.json_line(event.raw.get())?;
            } else {
                output.text(&format!("{}\n", line(&event, output)))?;
            }
            feed.handled(&event);
        }
    }
}

/// Formats an event as one line.
pub(crate) fn line(event: &RawEvent, output: &Output) -> String {
    let name = output.paint(Style::Bold, &format!("{:<NAME$}", one_line(&event.name)));
    let about = event.about.as_deref().map(|about| format!("  {}", one_line(about))).unwrap_or_default();
    let problem = event
        .undecodable
        .as_deref()
        .map(|reason| format!("  {}", output.paint(Style::Bad, &one_line(&undecodable(reason)))));
    let problem = problem.unwrap_or_default();
    format!("{}  {name}  {}{about}{problem}", one_line(&event.created_at), one_line(&event.id))
}

/// Describes an event that the SDK cannot decode.
pub(crate) fn undecodable(reason: &str) -> String {
    format!("does not decode: {reason}")
}

/// Prints the option with which a later run continues after the last handled event.
pub(crate) fn print_cursor(feed: &Feed, output: &Output) -> Result<(), Failure> {
    match feed.cursor() {
        Some(cursor) => output.note(&format!("Continue later with `--after {}`.", one_line(cursor))),
        None => Ok(()),
    }
}
