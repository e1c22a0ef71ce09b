//! Running a case: its programs by turns, against a server of its own.

use std::time::Duration;

use crate::Outcome;
use crate::cases::{Against, Case, Lane};
use crate::cleanup::Scratch;
use crate::machine::Cpus;
use crate::programs::Programs;
use crate::results::{Figures, Lanes, add_round};
use crate::server::{Server, Setting};

/// What every case needs.
pub struct Bench<'a> {
    pub programs: Programs,
    pub cpus: Cpus,
    pub scratch: &'a Scratch,
}

impl Bench<'_> {
    /// Runs the programs by turns, each round in the other order.
    pub fn measure(&self, case: &Case) -> Outcome<Lanes> {
        let mut lanes = Lanes::new();
        let server = self.server(case)?;
        let certificate = self.scratch.join("certificate.pem");
        if let Some(server) = &server {
            std::fs::write(&certificate, &server.certificate)?;
        }
        for round in 0..case.rounds {
            let mut order: Vec<_> = case.lanes.iter().collect();
            if round % 2 == 1 {
                order.reverse();
            }
            for lane in order {
                let figures = lanes.entry(lane.name.to_owned()).or_default();
                let mut arguments = self.arguments(case, lane);
                match &server {
                    None if case.against == Against::Emulator => {
                        self.with_emulator(lane.program, arguments, figures)?;
                    }
                    None => add_round(figures, &self.programs.run(lane.program, &arguments)?)?,
                    Some(server) => {
                        arguments.push(format!("url={}", server.url));
                        if server.url.starts_with("https") {
                            arguments.push(format!("certificate={}", certificate.display()));
                        }
                        let before = server.accepted();
                        let lines = self.programs.run(lane.program, &arguments)?;
                        add_round(figures, &format!("{lines}connections {}", server.accepted() - before))?;
                    }
                }
            }
        }
        Ok(lanes)
    }

    fn arguments(&self, case: &Case, lane: &Lane) -> Vec<String> {
        let settings = case.settings.iter().chain(lane.settings).map(|setting| (*setting).to_owned());
        let cpu = case.pinned.then(|| format!("cpu={}", self.cpus.client));
        std::iter::once(case.work.to_owned()).chain(settings).chain(cpu).collect()
    }

    fn server(&self, case: &Case) -> Outcome<Option<Server>> {
        let cpu = case.pinned.then_some(self.cpus.server);
        let fast = Setting { tls: false, delay: Duration::ZERO, objects: 0, gzip: false, cpu };
        let delay = Duration::from_millis(20);
        let setting = match case.against {
            Against::Nobody | Against::Emulator => return Ok(None),
            Against::Http => fast,
            Against::PackedHttp => Setting { gzip: true, ..fast },
            Against::Https => Setting { tls: true, ..fast },
            Against::SlowHttp => Setting { delay, ..fast },
            Against::SlowHttps => Setting { tls: true, delay, ..fast },
            Against::SlowPages => Setting { delay, objects: 10_000, ..fast },
        };
        Server::start(setting).map(Some)
    }

    /// A round against an emulator of its own, whose CPU time and memory are figures too.
    fn with_emulator(&self, program: &str, mut arguments: Vec<String>, figures: &mut Figures) -> Outcome {
        let emulator = self.programs.emulator(self.cpus.server)?;
        arguments.extend([format!("url={}", emulator.url), format!("key={}", emulator.key)]);
        let client = self.programs.run(program, &arguments)?;
        let server = emulator.end()?;
        let server: String = server.lines().map(|line| format!("server_{line}\n")).collect();
        add_round(figures, &format!("{client}{server}"))
    }
}
