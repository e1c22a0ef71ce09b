//! Measures the memory of one call that gets a hostile body of 16 MiB.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Outcome;
use crate::cleanup::Scratch;
use crate::programs::Programs;
use crate::results::{Figures, Variants, add_round};
use shapes::SHAPES;

#[path = "../../it/hostile/shapes.rs"]
mod shapes;

/// The tables: name, status of the response, and whether the body is compressed.
const CASES: &[(&str, u16, bool)] = &[
    ("success, plain", 200, false),
    ("success, packed", 200, true),
    ("error, plain", 422, false),
    ("error, packed", 422, true),
];
const TYPED: &str = "the longest lists of the smallest objects, typed";
/// The table of the maximum over all bodies, and its row.
pub const ALL: &str = "any body";
pub const MOST: &str = "the most";

/// The default body limit of a client.
const BYTES: usize = 16 * 1024 * 1024;

/// Returns the tables of the report with their rows.
pub fn rows() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let shapes: Vec<_> = SHAPES.iter().map(|shape| (shape.name, "")).collect();
    let most = vec![(MOST, "")];
    let mut rows: Vec<_> = CASES.iter().map(|(case, ..)| (*case, shapes.clone())).collect();
    rows.extend([(TYPED, most.clone()), (ALL, most)]);
    rows
}

/// Makes one call per body, each in a process of its own, and passes the peak memory to `save`.
pub fn measure(
    programs: &Programs,
    scratch: &Scratch,
    mut save: impl FnMut(&str, Variants) -> Outcome,
) -> Outcome {
    let mut most = Figures::new();
    for (case, status, compressed) in CASES {
        println!("  {case}");
        let mut variants = Variants::new();
        for shape in SHAPES {
            let body = (shape.json)(BYTES - 64).into_bytes();
            let url = serve(*status, if *compressed { gzip(&body)? } else { body }, *compressed)?;
            let mut figures = Figures::new();
            for operation in ["any", "connections.list"] {
                keep_most(&mut figures, &call(programs, operation, &url)?)?;
            }
            println!("    {}: {:.0} MiB", shape.name, mebibytes(&figures));
            keep_most_of(&mut most, &figures);
            variants.insert(shape.name.to_owned(), figures);
        }
        save(case, variants)?;
    }
    println!("  {TYPED}");
    let figures = typed(programs, scratch)?;
    keep_most_of(&mut most, &figures);
    save(TYPED, Variants::from([(MOST.to_owned(), figures)]))?;
    save(ALL, Variants::from([(MOST.to_owned(), most)]))
}

/// Returns the largest figures over the most expensive lists of all operations.
fn typed(programs: &Programs, scratch: &Scratch) -> Outcome<Figures> {
    let mut figures = Figures::new();
    let folder = scratch.join("dense");
    for operation in programs.run("hostile", &["operations".to_owned()])?.lines() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        let file = format!("file={}", folder.join("body").display());
        programs.run("hostile", &["dense".to_owned(), format!("operation={operation}"), file])?;
        let mut own = Figures::new();
        for body in bodies(&folder)? {
            let lines = call(programs, operation, &serve(200, body, false)?)?;
            if !lines.contains("refused 0") {
                return Err(format!("{operation}: a list within the limits was refused").into());
            }
            keep_most(&mut own, &lines)?;
        }
        if mebibytes(&own) > mebibytes(&figures) {
            println!("    {operation}: {:.0} MiB", mebibytes(&own));
        }
        keep_most_of(&mut figures, &own);
    }
    Ok(figures)
}

fn bodies(folder: &Path) -> Outcome<Vec<Vec<u8>>> {
    fs::read_dir(folder)?.map(|entry| Ok(fs::read(entry?.path())?)).collect()
}

fn call(programs: &Programs, operation: &str, url: &str) -> Outcome<String> {
    let arguments = ["call".to_owned(), format!("operation={operation}"), format!("url={url}")];
    let lines = programs.run("hostile", &arguments)?;
    Ok(lines
        .lines()
        .filter(|line| !line.starts_with("calls_per_second"))
        .map(|line| format!("{line}\n"))
        .collect())
}

/// Parses the figures of a round, and keeps the maximum of each figure.
fn keep_most(figures: &mut Figures, lines: &str) -> Outcome {
    let mut new = Figures::new();
    add_round(&mut new, lines)?;
    keep_most_of(figures, &new);
    Ok(())
}

fn keep_most_of(figures: &mut Figures, new: &Figures) {
    for (name, rounds) in new {
        let old = figures.entry(name.clone()).or_default();
        let most = old.iter().chain(rounds).copied().fold(0.0, f64::max);
        *old = vec![most];
    }
}

fn mebibytes(figures: &Figures) -> f64 {
    figures.get("peak_kib").and_then(|rounds| rounds.first()).map_or(0.0, |peak| peak / 1024.0)
}

fn gzip(plain: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}

/// Starts a server that answers the first two requests with this body, and returns its URL.
fn serve(status: u16, body: Vec<u8>, compressed: bool) -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let encoding = if compressed { "content-encoding: gzip\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {status} OK\r\ncontent-type: application/json\r\n{encoding}content-length: {}\r\n\r\n",
        body.len()
    );
    let answer = Arc::new([head.into_bytes(), body].concat());
    std::thread::spawn(move || {
        // At most two programs call it. Then the thread ends and frees the body.
        for stream in listener.incoming().flatten().take(2) {
            // A client that disconnects is not a failure of the server.
            let _ = respond(stream, &answer);
        }
    });
    Ok(url)
}

fn respond(mut stream: TcpStream, answer: &[u8]) -> Outcome {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            length => head.extend_from_slice(&buffer[..length]),
        }
    }
    stream.write_all(answer)?;
    Ok(stream.flush()?)
}
