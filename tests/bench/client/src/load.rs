//! Kinds of load: calls from many tasks, a burst on a new client, one operation in a loop.

use std::future::Future;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::meter::peak_kib;
use crate::{Job, Meter, Outcome, Sample};

/// Makes `calls` calls from `concurrency` tasks, after a tenth as many calls to warm up.
pub async fn load<C, F>(job: &Job, call: C) -> Outcome<Sample>
where
    C: Fn() -> F + Clone + Send + 'static,
    F: Future<Output = Outcome> + Send,
{
    let (concurrency, calls) = (job.number("concurrency")?, job.number("calls")?);
    let share = calls.div_ceil(concurrency);
    all(concurrency, share.div_ceil(10), &call).await?;
    let meter = Meter::start(job)?;
    let mut latencies = all(concurrency, share, &call).await?;
    let sample = meter.stop(share * concurrency)?;
    if job.counter.is_some() {
        return Ok(sample);
    }
    latencies.sort_unstable();
    let percentile = |percent: usize| f64::from(latencies[(latencies.len() - 1) * percent / 100]);
    Ok(sample.with("p50_us", percentile(50)).with("p99_us", percentile(99)).with("peak_kib", peak_kib()?))
}

/// Makes `each` calls from each of `concurrency` tasks. Returns how many microseconds each call took.
async fn all<C, F>(concurrency: usize, each: usize, call: &C) -> Outcome<Vec<u32>>
where
    C: Fn() -> F + Clone + Send + 'static,
    F: Future<Output = Outcome> + Send,
{
    let mut tasks = JoinSet::new();
    for _ in 0..concurrency {
        let call = call.clone();
        tasks.spawn(async move {
            let mut latencies = Vec::with_capacity(each);
            for _ in 0..each {
                let begun = Instant::now();
                call().await?;
                latencies.push(u32::try_from(begun.elapsed().as_micros())?);
            }
            Outcome::Ok(latencies)
        });
    }
    let mut latencies = Vec::with_capacity(concurrency * each);
    while let Some(ended) = tasks.join_next().await {
        latencies.append(&mut ended??);
    }
    Ok(latencies)
}

/// Makes `concurrency` calls at once on a client that has made no call before.
pub async fn burst<C, F>(job: &Job, call: C) -> Outcome<Sample>
where
    C: Fn() -> F + Clone + Send + 'static,
    F: Future<Output = Outcome> + Send,
{
    let meter = Meter::start(job)?;
    all(job.number("concurrency")?, 1, &call).await?;
    Ok(meter.stop(1)?.with("peak_kib", peak_kib()?))
}

/// Reads all objects. After every 100 objects, simulates work by sleeping 100 times `work_us`.
pub async fn page_through(job: &Job, mut next: impl AsyncFnMut() -> Outcome<bool>) -> Outcome<Sample> {
    let work = Duration::from_micros(u64::try_from(job.number("work_us")?)?);
    let meter = Meter::start(job)?;
    let mut number = 0;
    while next().await? {
        number += 1;
        if !work.is_zero() && number % 100 == 0 {
            tokio::time::sleep(work * 100).await;
        }
    }
    if number != job.number("objects")? {
        return Err(format!("the list had {number} objects, and the job expects another number").into());
    }
    meter.stop(1)
}

/// Repeats one operation for `millis`; `cpu_us` is the CPU time of one repetition.
pub fn spin(job: &Job, mut once: impl FnMut() -> Outcome) -> Outcome<Sample> {
    const BATCH: usize = 64;
    let time = job.millis("millis")?;
    for _ in 0..BATCH {
        once()?;
    }
    let meter = Meter::start(job)?;
    let mut times = 0;
    while meter.elapsed() < time {
        for _ in 0..BATCH {
            once()?;
        }
        times += BATCH;
    }
    meter.stop(times)
}
