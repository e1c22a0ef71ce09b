//! The jobs, written with the crates of this project as their documentation shows.

use std::future::Future;
use std::hint::black_box;

use bench_client::{Job, Meter, Outcome, Sample, bodies, burst, load, page_through, resident_kib, spin};
use workos_sso::{Client, CodeVerifier, Connections, ListConnections, Sso};
use workos_transport_hyper::{Compression, HyperTransport, Roots};
use workos_webhooks::{Clock, StdClock, WebhookVerifier, sign};

pub fn work(job: &Job) -> Outcome<Sample> {
    match job.work.as_str() {
        "list" => {
            let limit = u32::try_from(job.number_or("limit", 0)?)?;
            with_client(job, |client| {
                let connections = Connections::new(&client);
                load(job, move || {
                    let list = connections.list();
                    send(if limit > 0 { list.limit(limit) } else { list })
                })
            })
        }
        "burst" => with_client(job, |client| {
            let connections = Connections::new(&client);
            burst(job, move || send(connections.list()))
        }),
        "token" => with_client(job, |client| {
            let sso = Sso::new(&client);
            let token = move || {
                let exchange = sso.profile_and_token("01E2RJ4C05B52KKZ8FSRDAP23J");
                async move {
                    black_box(exchange.send().await?);
                    Ok(())
                }
            };
            load(job, token)
        }),
        "pages" => with_client(job, |client| pages(job, client)),
        "memory" => with_client(job, |client| async move {
            send(Connections::new(&client).list()).await?;
            Ok(Sample::new().with("idle_kib", resident_kib()?))
        }),
        "first-call" => job.block_on(async {
            let meter = Meter::start(job)?;
            send(Connections::new(&client(job)?).list()).await?;
            meter.stop(1)
        })?,
        "pkce" => {
            let meter = Meter::start(job)?;
            let verifier = CodeVerifier::new()?;
            black_box(verifier.challenge());
            meter.stop(1)
        }
        "verify" => {
            let body = bodies::padded(job.number("bytes")?);
            let header = sign(bodies::SECRET, StdClock::new().now(), body.as_bytes());
            let verifier = WebhookVerifier::new(bodies::SECRET)?;
            spin(job, || {
                black_box(verifier.verify_now(black_box(body.as_bytes()), header.as_str())?);
                Ok(())
            })
        }
        "event" => {
            let body = bodies::EVENT.as_bytes();
            let header = sign(bodies::SECRET, StdClock::new().now(), body);
            let verifier = WebhookVerifier::new(bodies::SECRET)?;
            spin(job, || {
                let verified = verifier.verify_now(black_box(body), header.as_str())?;
                black_box(verified.event()?);
                Ok(())
            })
        }
        other => Err(format!("unknown work `{other}`").into()),
    }
}

fn with_client<F: Future<Output = Outcome<Sample>>>(
    job: &Job,
    work: impl FnOnce(Client) -> F,
) -> Outcome<Sample> {
    job.block_on(async { work(client(job)?).await })?
}

fn client(job: &Job) -> Outcome<Client> {
    let mut builder = Client::builder()
        .api_key(job.text("key").unwrap_or("sk_test_bench"))
        .client_id("client_bench")
        .base_url(job.text("url")?);
    let compression = match () {
        () if job.is("compression", "always") => Compression::Always,
        () if job.is("compression", "never") => Compression::Never,
        () => Compression::Auto,
    };
    let mut transport = HyperTransport::builder().compression(compression);
    if let Some(certificate) = job.certificate()? {
        transport = transport.add_root_certificate_pem(&certificate);
    }
    if job.is("roots", "bundled") {
        transport = transport.roots(Roots::Bundled);
    }
    // HTTP/1.1 is the default of the crate. HTTP/2 is compiled in for the rows that name it.
    if !job.is("http", "2") {
        transport = transport.http1_only();
    }
    builder = builder.transport(transport.build()?);
    Ok(builder.build()?)
}

async fn send(list: ListConnections) -> Outcome {
    black_box(list.send().await?);
    Ok(())
}

/// Reads all objects, with the limit of the job or the default limit of the crate.
async fn pages(job: &Job, client: Client) -> Outcome<Sample> {
    let mut list = Connections::new(&client).list();
    if let limit @ 1.. = job.number("limit")? {
        list = list.limit(u32::try_from(limit)?);
    }
    let mut connections = list.items();
    page_through(job, async || Ok(connections.try_next().await?.map(black_box).is_some())).await
}
