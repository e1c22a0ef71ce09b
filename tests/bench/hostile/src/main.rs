//! Makes one call that gets a hostile body, and writes the list bodies that decode to the most memory.

#[allow(dead_code, reason = "only the tests use all of it")]
#[path = "../../../it/hostile/decoder.rs"]
mod decoder;
#[path = "../../../it/hostile/decoders.rs"]
mod decoders;
mod dense;

use std::error::Error as StdError;
use std::process::ExitCode;

use bench_client::{Job, Meter, Outcome, Sample, peak_kib};
use serde_json::Value;
use workos_client::Client;

use decoder::Decoder;
use decoders::{BY_HAND, DECODERS};

/// The maximum length of an error text, in bytes.
const LONGEST: usize = 4096;

fn main() -> ExitCode {
    bench_client::run(None, work)
}

fn work(job: &Job) -> Outcome<Sample> {
    match job.work.as_str() {
        "call" => call(job),
        "operations" => {
            for decoder in DECODERS.iter().filter(|decoder| !decoder.example.is_empty()) {
                println!("{}", decoder.operation);
            }
            Ok(Sample::new())
        }
        "dense" => {
            dense::write(job, decoder(job.text("operation")?)?)?;
            Ok(Sample::new())
        }
        other => Err(format!("unknown work `{other}`").into()),
    }
}

/// Returns the decoder of an operation. The name `any` stands for a decoder that accepts any JSON.
fn decoder(operation: &str) -> Outcome<Decoder> {
    if operation == "any" {
        return Ok(Decoder::of::<Value>("any", "{}"));
    }
    let found = DECODERS.iter().find(|decoder| decoder.operation == operation);
    Ok(found
        .copied()
        .ok_or_else(|| format!("`{operation}` is neither in the table of decoders nor in {BY_HAND:?}"))?)
}

/// Makes one call with the default limits, and reports the peak memory of this process.
fn call(job: &Job) -> Outcome<Sample> {
    let decoder = decoder(job.text("operation")?)?;
    let client = Client::builder().api_key("sk_test_bench").base_url(job.text("url")?).build()?;
    let meter = Meter::start(job)?;
    let result = job.block_on(decoder.send(&client))?;
    let peak = peak_kib()?;
    if let Err(error) = &result {
        let chain = std::iter::successors(Some(error as &dyn StdError), |error| (*error).source());
        for text in chain.flat_map(|error| [error.to_string(), format!("{error:?}"), format!("{error:#?}")]) {
            if text.len() > LONGEST {
                return Err(format!("an error text has {} bytes: {text}", text.len()).into());
            }
        }
    }
    Ok(meter.stop(1)?.with("peak_kib", peak).with("refused", f64::from(u8::from(result.is_err()))))
}
