//! Kills `workos emulate --state` at random moments under load. Afterwards, every acknowledged change must be stored, and
//! no change may be stored in part.
//!
//! `cargo xtask kills` kills the process 200 times, `cargo test` only a few times.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::hint::spin_loop;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

use crate::support::{Emulator, temporary};

const WRITERS: usize = 6;
/// The number of organizations at which a writer starts to delete.
const MAX_ORGANIZATIONS: usize = 25;
const CALLBACK: &str = "https%3A%2F%2Fyourapp.com%2Fcallback";

#[test]
fn nothing_that_was_acknowledged_is_lost_when_the_process_is_killed() {
    let number = |name: &str, usual: u64| {
        std::env::var(name).map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name}={text}")))
    };
    let (kills, seed) = (number("WORKOS_KILLS", 8), number("WORKOS_KILLS_SEED", 1));
    let dir = temporary("killed");
    let start = || Emulator::start(&format!("--state {}", dir.display()));
    let mut random = Random(seed);
    let mut writers: Vec<_> = (0..WRITERS).map(|number| Writer::new(number, seed)).collect();
    let ids: Ids = Arc::default();
    let mut seen = Seen::default();

    for _ in 0..kills {
        let emulator = start();
        check(&emulator, &mut writers, &ids, &mut seen);
        let (acknowledged, acknowledgements) = channel();
        let running: Vec<_> = writers
            .drain(..)
            .map(|mut writer| {
                let (url, acknowledged, ids) = (emulator.url.clone(), acknowledged.clone(), ids.clone());
                thread::spawn(move || {
                    writer.write(&url, &acknowledged, &ids);
                    writer
                })
            })
            .collect();
        drop(acknowledged);
        kill_at_some_moment(emulator, &acknowledgements, &mut random, &mut seen);
        writers = running.into_iter().map(|writer| writer.join().unwrap()).collect();
    }
    check(&start(), &mut writers, &ids, &mut seen);
    fs::remove_dir_all(&dir).unwrap();
    let Seen { acknowledged, applied, not_applied } = seen;
    print(&format!(
        "{kills} kills: {acknowledged} changes were acknowledged, and none was lost; of those in flight, {applied} \
         were applied and {not_applied} were not\n"
    ));
    assert!(acknowledged > kills, "there was no load: {acknowledged} changes");
}

#[expect(clippy::print_stdout, reason = "`cargo xtask kills` prints the result")]
fn print(text: &str) {
    print!("{text}");
}

/// Waits for some acknowledged changes, and kills the process during the next ones.
fn kill_at_some_moment(
    mut emulator: Emulator,
    acknowledgements: &Receiver<()>,
    random: &mut Random,
    seen: &mut Seen,
) {
    let enough = 1 + random.below(150);
    seen.acknowledged += acknowledgements.iter().take(usize::try_from(enough).unwrap()).count() as u64;
    for _ in 0..random.below(200_000) {
        spin_loop();
    }
    emulator.process.0.kill().unwrap();
    emulator.process.0.wait().unwrap();
    seen.acknowledged += acknowledgements.iter().count() as u64;
}

type Ids = Arc<Mutex<HashSet<String>>>;

/// The counts of the whole run.
#[derive(Default)]
struct Seen {
    acknowledged: u64,
    /// Changes that were in flight at a kill, and were applied.
    applied: u64,
    /// Changes that were in flight at a kill, and were not applied.
    not_applied: u64,
}

/// A client that changes its own organizations, and sometimes signs a person in.
struct Writer {
    number: usize,
    random: Random,
    next: u64,
    /// Id and name by external id, as acknowledged.
    organizations: BTreeMap<String, (String, String)>,
    /// The in-flight change.
    begun: Option<Begun>,
    open_code: Option<String>,
    used_code: Option<String>,
}

/// An in-flight change, which may have been applied or not.
#[derive(Clone, Debug)]
enum Begun {
    Create { external_id: String },
    Rename { external_id: String, name: String },
    Delete { external_id: String },
    Exchange,
    Authorize,
}

impl Writer {
    fn new(number: usize, seed: u64) -> Self {
        let random = Random(seed ^ ((number as u64 + 1) << 32));
        let (organizations, begun) = (BTreeMap::new(), None);
        Self { number, random, next: 0, organizations, begun, open_code: None, used_code: None }
    }

    /// Makes one change after the other until the connection breaks.
    fn write(&mut self, url: &str, acknowledged: &Sender<()>, ids: &Ids) {
        let Ok(mut http) = Http::connect(url) else { return };
        while let Ok(()) = self.change(&mut http, ids) {
            self.begun = None;
            // The receiver is dropped once the process is killed.
            let _ = acknowledged.send(());
        }
    }

    fn change(&mut self, http: &mut Http, ids: &Ids) -> io::Result<()> {
        let some = self.some_organization();
        match (self.random.below(10), some) {
            (0, _) => self.sign_in(http, ids),
            (1..=3, Some(external_id)) => self.delete(http, &external_id),
            (4..=6, Some(external_id)) => self.rename(http, &external_id),
            (_, Some(external_id)) if self.organizations.len() >= MAX_ORGANIZATIONS => {
                self.delete(http, &external_id)
            }
            _ => self.create(http, ids),
        }
    }

    fn create(&mut self, http: &mut Http, ids: &Ids) -> io::Result<()> {
        let external_id = format!("w{}-{}", self.number, self.next);
        self.next += 1;
        self.begun = Some(Begun::Create { external_id: external_id.clone() });
        let domain = json!({"domain": format!("{external_id}.test"), "state": "verified"});
        let body = json!({"name": "First", "external_id": external_id, "domain_data": [domain]});
        let created = http.ask("POST", "/organizations", Some(&body))?;
        assert_eq!(created.status, 201, "{created:?}");
        let id = created.json()["id"].as_str().unwrap().to_owned();
        assert!(ids.lock().unwrap().insert(id.clone()), "{id} came twice");
        self.organizations.insert(external_id, (id, "First".to_owned()));
        Ok(())
    }

    fn rename(&mut self, http: &mut Http, external_id: &str) -> io::Result<()> {
        let name = format!("Name {}", self.random.next());
        self.begun = Some(Begun::Rename { external_id: external_id.to_owned(), name: name.clone() });
        let known = self.organizations.get_mut(external_id).unwrap();
        let renamed =
            http.ask("PUT", &format!("/organizations/{}", known.0), Some(&json!({"name": name})))?;
        assert_eq!(renamed.status, 200, "{renamed:?}");
        known.1 = name;
        Ok(())
    }

    fn delete(&mut self, http: &mut Http, external_id: &str) -> io::Result<()> {
        let path = format!("/organizations/{}", self.organizations[external_id].0);
        self.begun = Some(Begun::Delete { external_id: external_id.to_owned() });
        let deleted = http.ask("DELETE", &path, None)?;
        assert_eq!(deleted.status, 202, "{deleted:?}");
        self.organizations.remove(external_id);
        Ok(())
    }

    /// Requests a code, or exchanges the unused code of an earlier call.
    fn sign_in(&mut self, http: &mut Http, ids: &Ids) -> io::Result<()> {
        if let Some(code) = self.open_code.take() {
            self.begun = Some(Begun::Exchange);
            let exchanged = http.ask("POST", &exchange(&code), None)?;
            assert_eq!(exchanged.status, 200, "{exchanged:?}");
            self.used_code = Some(code);
            return Ok(());
        }
        self.begun = Some(Begun::Authorize);
        let path = format!(
            "/sso/authorize?client_id=client_test&redirect_uri={CALLBACK}&response_type=code&provider=GoogleOAuth"
        );
        let sent_back = http.ask_as("GET", &path, "Accept: text/html\r\n", None)?;
        let code = sent_back.head.split("code=").nth(1).unwrap_or_else(|| panic!("{sent_back:?}"));
        let code: String = code.chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(ids.lock().unwrap().insert(code.clone()), "{code} came twice");
        self.open_code = Some(code);
        Ok(())
    }

    fn some_organization(&mut self) -> Option<String> {
        let length = u64::try_from(self.organizations.len()).unwrap().max(1);
        let place = usize::try_from(self.random.below(length)).unwrap();
        self.organizations.keys().nth(place).cloned()
    }

    /// Compares the stored organizations with the acknowledged ones. The in-flight change may have been applied, as a
    /// whole.
    fn check(&mut self, found: &BTreeMap<String, Found>, seen: &mut Seen) {
        let name_of = |external_id: &str| found.get(external_id).map(|found| found.name.as_str());
        let happened = match self.begun.take() {
            None | Some(Begun::Exchange | Begun::Authorize) => None,
            Some(Begun::Create { external_id }) => {
                let created = found.get(&external_id);
                if let Some(created) = created {
                    assert_eq!(created.name, "First");
                    self.organizations.insert(external_id, (created.id.clone(), created.name.clone()));
                }
                Some(created.is_some())
            }
            Some(Begun::Rename { external_id, name }) => {
                let renamed = name_of(&external_id) == Some(&name);
                if renamed && let Some(known) = self.organizations.get_mut(&external_id) {
                    known.1 = name;
                }
                Some(renamed)
            }
            Some(Begun::Delete { external_id }) => {
                let deleted = !found.contains_key(&external_id);
                if deleted {
                    self.organizations.remove(&external_id);
                }
                Some(deleted)
            }
        };
        match happened {
            Some(true) => seen.applied += 1,
            Some(false) => seen.not_applied += 1,
            None => {}
        }
        let prefix = format!("w{}-", self.number);
        let own: BTreeMap<_, _> = found
            .iter()
            .filter(|(external_id, _)| external_id.starts_with(&prefix))
            .map(|(external_id, found)| (external_id.clone(), (found.id.clone(), found.name.clone())))
            .collect();
        assert_eq!(own, self.organizations, "writer {}", self.number);
    }
}

/// An organization from the list of the API.
struct Found {
    id: String,
    name: String,
}

/// Compares the state of an emulator with the acknowledged changes of the writers.
fn check(emulator: &Emulator, writers: &mut [Writer], ids: &Ids, seen: &mut Seen) {
    let mut http = Http::connect(&emulator.url).unwrap();
    let found = organizations(&mut http);
    for writer in writers.iter_mut() {
        if let Some(code) = writer.used_code.take() {
            let again = http.ask("POST", &exchange(&code), None).unwrap();
            assert_eq!((again.status, &again.json()["error"]), (400, &json!("invalid_grant")), "{again:?}");
        }
        if let Some(code) = writer.open_code.take() {
            assert_eq!(http.ask("POST", &exchange(&code), None).unwrap().status, 200, "{code} is lost");
        }
        writer.check(&found, seen);
        ids.lock().unwrap().extend(writer.organizations.values().map(|(id, _)| id.clone()));
    }
    let known: usize = writers.iter().map(|writer| writer.organizations.len()).sum();
    assert_eq!(found.len(), known, "there is an organization that no writer created");

    // An organization is stored together with its domain and its event.
    let path = "/events?events=organization.created&limit=100&order=desc";
    let events = http.ask("GET", path, None).unwrap().json();
    let with_event: HashSet<_> =
        events["data"].as_array().unwrap().iter().map(|event| &event["data"]["id"]).collect();
    let latest = |writer: &Writer| {
        let number = |external_id: &str| external_id.split('-').nth(1).unwrap().parse::<u64>().unwrap();
        writer
            .organizations
            .iter()
            .max_by_key(|(external_id, _)| number(external_id))
            .map(|(_, (id, _))| id.clone())
    };
    let newest = writers.iter().filter_map(latest).max();
    assert!(newest.is_none_or(|id| with_event.contains(&json!(id))), "the newest organization has no event");
}

/// Lists the writers' organizations by external id. Checks that each has its domain and a unique external id.
fn organizations(http: &mut Http) -> BTreeMap<String, Found> {
    let mut found = BTreeMap::new();
    let mut after = String::new();
    loop {
        let page = http.ask("GET", &format!("/organizations?limit=100{after}"), None).unwrap().json();
        for organization in page["data"].as_array().unwrap() {
            let text = |name: &str| organization[name].as_str().map(str::to_owned);
            let Some(external_id) = text("external_id") else { continue };
            assert_eq!(organization["domains"].as_array().map(Vec::len), Some(1), "{organization}");
            assert_eq!(organization["domains"][0]["domain"], format!("{external_id}.test"));
            let one = Found { id: text("id").unwrap(), name: text("name").unwrap() };
            assert!(found.insert(external_id, one).is_none(), "{organization} is listed twice");
        }
        match page["list_metadata"]["after"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return found,
        }
    }
}

fn exchange(code: &str) -> String {
    format!(
        "/sso/token?grant_type=authorization_code&client_id=client_test&client_secret=sk_test_default&code={code}"
    )
}

/// A keep-alive connection to the emulator.
struct Http(BufReader<TcpStream>);

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Http {
    fn connect(url: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(url.strip_prefix("http://").unwrap())?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> io::Result<Answer> {
        self.ask_as(method, path, "Authorization: Bearer sk_test_default\r\n", body)
    }

    /// Sends a request and reads the whole response. Only a complete response is an acknowledgement.
    fn ask_as(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: Option<&Value>,
    ) -> io::Result<Answer> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        );
        self.0.get_mut().write_all(request.as_bytes())?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let length = field("content-length:").map_or(0, |text| text.parse().unwrap());
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Answer { status, head, body })
    }
}

/// SplitMix64. The same seed gives about the same moments of kills; their exact timing depends on the system.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}
