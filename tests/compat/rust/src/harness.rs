//! What the steps share: the crate's client, a browser that follows redirects, a listener, the report.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use reqwest::Url;
use reqwest::redirect::Policy;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::timeout;
use workos::Client;
use workos::models::{EventSchema, Organization, OrganizationList, SSOTokenResponse, WebhookEndpoint};

const STEP: Duration = Duration::from_secs(30);
const DELIVERY: Duration = Duration::from_secs(15);
const REQUEST: Duration = Duration::from_secs(10);

/// Where sign-ins come back to. Nothing listens there: the browser stops at the redirect.
pub const REDIRECT_URI: &str = "http://localhost:4180/callback";

pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A step: its name, and what it does.
pub type Step = (&'static str, for<'a> fn(&'a mut World) -> Pin<Box<dyn Future<Output = Outcome> + 'a>>);

/// Makes a step of an `async fn(&mut World) -> Outcome`.
macro_rules! step {
    ($name:literal, $work:path) => {
        ($name, |world| Box::pin($work(world)))
    };
}
pub(crate) use step;

/// The client, and what earlier steps left for later ones.
pub struct World {
    pub url: String,
    pub api_key: String,
    pub client_id: String,
    pub workos: Client,
    pub code: Option<String>,
    pub session: Option<SSOTokenResponse>,
    /// The 25 organizations, newest first.
    pub organizations: Option<Vec<Organization>>,
    /// The ids of these and of those that were there before.
    pub everything: Option<Vec<String>>,
    pub last_page: Option<OrganizationList>,
    pub receiver: Option<Receiver>,
    pub endpoint: Option<WebhookEndpoint>,
    pub delivery: Option<Delivery>,
    /// The event of that delivery.
    pub event: Option<EventSchema>,
    /// The id of the organization that was created last.
    pub newest: Option<String>,
    pub portal_link: Option<String>,
}

impl World {
    pub fn from_env() -> Outcome<Self> {
        let required = |name: &str| {
            std::env::var(name)
                .map_err(|_| format!("{name} is not set; run this with `cargo xtask compat rust`"))
        };
        let (url, api_key) = (required("COMPAT_URL")?, required("COMPAT_API_KEY")?);
        let client_id = required("COMPAT_CLIENT_ID")?;
        let workos = client(&url, &api_key, &client_id)?;
        Ok(Self {
            url,
            api_key,
            client_id,
            workos,
            code: None,
            session: None,
            organizations: None,
            everything: None,
            last_page: None,
            receiver: None,
            endpoint: None,
            delivery: None,
            event: None,
            newest: None,
            portal_link: None,
        })
    }
}

/// A client of the emulator. It never retries: these steps look for first answers that are wrong.
pub fn client(url: &str, api_key: &str, client_id: &str) -> Outcome<Client> {
    let builder = Client::builder().base_url(url).api_key(api_key).client_id(client_id);
    Ok(builder.timeout(REQUEST).max_retries(0).try_build()?)
}

/// What an earlier step left in a field of the world, if it came so far.
macro_rules! left {
    ($world:ident.$field:ident) => {
        $world.$field.as_ref().ok_or_else(|| {
            format!("blocked: no earlier step left the {}", stringify!($field).replace('_', " "))
        })
    };
}
pub(crate) use left;

/// Follows redirects as a browser would, and returns the query that the application is sent.
pub async fn browse(url: &str) -> Outcome<HashMap<String, String>> {
    let browser = reqwest::Client::builder().redirect(Policy::none()).timeout(REQUEST).build()?;
    let mut next = Url::parse(url)?;
    for _ in 0..10 {
        if next.as_str().starts_with(REDIRECT_URI) {
            return Ok(next.query_pairs().into_owned().collect());
        }
        let answer = browser.get(next.clone()).header("accept", "text/html").send().await?;
        let Some(location) = answer.headers().get("location") else {
            let status = answer.status();
            return Err(format!(
                "{} answered {status} and no redirect: {}",
                next.path(),
                answer.text().await?
            )
            .into());
        };
        next = next.join(location.to_str()?)?;
    }
    Err("the redirects do not end".into())
}

/// A webhook: its body as it came, and its signature header.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub body: String,
    pub signature: String,
}

/// An application's webhook endpoint on a free loopback port. It listens until the process ends.
pub struct Receiver {
    pub url: String,
    deliveries: mpsc::UnboundedReceiver<Delivery>,
}

impl Receiver {
    pub async fn open() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/webhooks", listener.local_addr()?);
        let (sender, deliveries) = mpsc::unbounded_channel();
        let router = Router::new().route("/webhooks", post(accept)).with_state(sender);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, deliveries })
    }

    pub async fn next(&mut self) -> Outcome<Delivery> {
        match timeout(DELIVERY, self.deliveries.recv()).await {
            Ok(delivery) => delivery.ok_or_else(|| "the listener has stopped".into()),
            Err(_) => Err(format!("nothing was delivered within {DELIVERY:?}").into()),
        }
    }
}

async fn accept(State(sender): State<mpsc::UnboundedSender<Delivery>>, headers: HeaderMap, body: Bytes) {
    let signature = headers.get("workos-signature").map(|value| String::from_utf8_lossy(value.as_bytes()));
    // It fails only if nobody waits for deliveries any more.
    let _ = sender.send(Delivery {
        body: String::from_utf8_lossy(&body).into_owned(),
        signature: signature.unwrap_or_default().into_owned(),
    });
}

/// Says both sides where they differ.
pub fn equal<A: PartialEq<B> + Debug, B: Debug>(actual: A, expected: B) -> Outcome {
    if actual == expected { Ok(()) } else { Err(format!("{actual:?} is not {expected:?}").into()) }
}

/// The call was refused by the API with this status and, if one is given, this code.
pub fn refused<T: Debug>(result: Result<T, workos::Error>, status: u16, code: Option<&str>) -> Outcome {
    match result {
        Err(workos::Error::Api(error)) => {
            equal(error.status, status)?;
            if code.is_some() { equal(error.code.as_deref(), code) } else { Ok(()) }
        }
        other => Err(format!("a refusal with {status} was due, not {other:?}").into()),
    }
}

/// Runs every step, says how each went, and returns whether all passed.
pub async fn run(steps: &[Step], world: &mut World) -> bool {
    let mut passed = true;
    for (name, work) in steps {
        let result = match timeout(STEP, work(world)).await {
            Ok(result) => result.map_err(|error| error.to_string()),
            Err(_) => Err(format!("it took more than {STEP:?}")),
        };
        match result {
            Ok(()) => println!("PASS  {name}"),
            Err(reason) => {
                passed = false;
                let reason: Vec<_> = reason.split_whitespace().collect();
                println!("FAIL  {name}: {}", reason.join(" ").chars().take(400).collect::<String>());
            }
        }
    }
    passed
}
