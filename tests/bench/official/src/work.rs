//! The jobs, written with the official crate as its documentation shows.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bench_client::{Job, Meter, Outcome, Sample, bodies, burst, load, page_through, resident_kib, spin};
use futures_util::TryStreamExt;
use workos::Client;
use workos::enums::TokenQueryGrantType;
use workos::helpers::{WebhookVerifier, compute_webhook_signature, generate_pkce_pair};
use workos::models::TokenQuery;
use workos::resources::sso::{GetProfileAndTokenParams, ListConnectionsParams};
use workos::transport::ReqwestTransport;

pub fn work(job: &Job) -> Outcome<Sample> {
    match job.work.as_str() {
        "list" => {
            let limit = job.number_or("limit", 0)?;
            with_client(job, |client| load(job, move || list(client.clone(), limit)))
        }
        "token" => with_client(job, |client| load(job, move || token(client.clone()))),
        "burst" => with_client(job, |client| burst(job, move || list(client.clone(), 0))),
        "pages" => with_client(job, |client| pages(job, client)),
        "memory" => with_client(job, |client| async move {
            list(client, 0).await?;
            Ok(Sample::new().with("idle_kib", resident_kib()?))
        }),
        "first-call" => job.block_on(async {
            let meter = Meter::start(job)?;
            list(client(job)?, 0).await?;
            meter.stop(1)
        })?,
        "pkce" => {
            let meter = Meter::start(job)?;
            black_box(generate_pkce_pair()?);
            meter.stop(1)
        }
        "verify" => {
            let body = bodies::padded(job.number("bytes")?);
            let header = signed(&body)?;
            let verifier = WebhookVerifier::new(bodies::SECRET);
            spin(job, || {
                black_box(verifier.verify_payload(&header, black_box(&body))?);
                Ok(())
            })
        }
        "event" => {
            let header = signed(bodies::EVENT)?;
            let verifier = WebhookVerifier::new(bodies::SECRET);
            spin(job, || {
                black_box(verifier.construct_event(&header, black_box(bodies::EVENT))?);
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
    let mut builder =
        Client::builder().api_key("sk_test_bench").client_id("client_bench").base_url(job.text("url")?);
    if let Some(certificate) = job.certificate()? {
        // The same client that the crate builds by default, plus the certificate.
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .add_root_certificate(reqwest::Certificate::from_pem(&certificate)?)
            .build()?;
        builder = builder.transport(Arc::new(ReqwestTransport::from_client(client)));
    }
    Ok(builder.try_build()?)
}

/// Reads a page, with this limit or the default limit of the API (0).
async fn list(client: Client, limit: usize) -> Outcome {
    let limit = (limit > 0).then_some(limit as i64);
    let page = client.sso().list_connections(ListConnectionsParams { limit, ..Default::default() }).await?;
    black_box(page);
    Ok(())
}

async fn token(client: Client) -> Outcome {
    let query = TokenQuery {
        client_id: "client_bench".to_owned(),
        client_secret: "sk_test_bench".into(),
        code: Some("01E2RJ4C05B52KKZ8FSRDAP23J".into()),
        grant_type: TokenQueryGrantType::AuthorizationCode,
        code_verifier: None,
        subject_token: None,
        subject_token_type: None,
        organization_id: None,
    };
    black_box(client.sso().get_profile_and_token(GetProfileAndTokenParams::new(query)).await?);
    Ok(())
}

/// Reads all objects, with the limit of the job or the default limit of the crate.
async fn pages(job: &Job, client: Client) -> Outcome<Sample> {
    let limit = job.number("limit")?;
    let params = ListConnectionsParams { limit: (limit > 0).then_some(limit as i64), ..Default::default() };
    let sso = client.sso();
    let mut connections = pin!(sso.list_connections_auto_paging(params));
    page_through(job, async || Ok(connections.try_next().await?.map(black_box).is_some())).await
}

fn signed(body: &str) -> Outcome<String> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_millis().to_string();
    let signature = compute_webhook_signature(bodies::SECRET, &now, body);
    Ok(format!("t={now}, v1={signature}"))
}
