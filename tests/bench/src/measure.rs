//! Runs a case: its programs in turns, against a server of its own.

use std::time::Duration;

use crate::Outcome;
use crate::cases::{Case, ServerKind, Variant};
use crate::cleanup::Scratch;
use crate::machine::Cpus;
use crate::programs::Programs;
use crate::results::{Figures, Variants, add_round};
use crate::server::{Server, Setting};

/// State shared by all cases.
pub struct Bench<'a> {
    pub programs: Programs,
    pub cpus: Cpus,
    pub scratch: &'a Scratch,
}

impl Bench<'_> {
    /// Runs the programs in turns, and reverses their order after each round.
    pub fn measure(&self, case: &Case) -> Outcome<Variants> {
        let mut variants = Variants::new();
        let server = self.server(case)?;
        let certificate = self.scratch.join("certificate.pem");
        if let Some(server) = &server {
            std::fs::write(&certificate, &server.certificate)?;
        }
        for round in 0..case.rounds {
            let mut order: Vec<_> = case.variants.iter().collect();
            if round % 2 == 1 {
                order.reverse();
            }
            for variant in order {
                let figures = variants.entry(variant.name.to_owned()).or_default();
                let mut arguments = self.arguments(case, variant);
                match &server {
                    None if case.server == ServerKind::Emulator => {
                        self.with_emulator(variant.program, arguments, figures)?;
                    }
                    None => add_round(figures, &self.programs.run(variant.program, &arguments)?)?,
                    Some(server) => {
                        arguments.push(format!("url={}", server.url));
                        if server.url.starts_with("https") {
                            arguments.push(format!("certificate={}", certificate.display()));
                        }
                        let before = server.accepted();
                        let lines = self.programs.run(variant.program, &arguments)?;
                        add_round(figures, &format!("{lines}connections {}", server.accepted() - before))?;
                    }
                }
            }
        }
        Ok(variants)
    }

    fn arguments(&self, case: &Case, variant: &Variant) -> Vec<String> {
        let settings = case.settings.iter().chain(variant.settings).map(|setting| (*setting).to_owned());
        let cpu = case.pinned.then(|| format!("cpu={}", self.cpus.client));
        std::iter::once(case.work.to_owned()).chain(settings).chain(cpu).collect()
    }

    fn server(&self, case: &Case) -> Outcome<Option<Server>> {
        let cpu = case.pinned.then_some(self.cpus.server);
        let fast = Setting { tls: false, delay: Duration::ZERO, objects: 0, gzip: false, cpu };
        let delay = Duration::from_millis(20);
        let setting = match case.server {
            ServerKind::None | ServerKind::Emulator => return Ok(None),
            ServerKind::Http => fast,
            ServerKind::GzipHttp => Setting { gzip: true, ..fast },
            ServerKind::Https => Setting { tls: true, ..fast },
            ServerKind::SlowHttp => Setting { delay, ..fast },
            ServerKind::SlowHttps => Setting { tls: true, delay, ..fast },
            ServerKind::SlowPages => Setting { delay, objects: 10_000, ..fast },
        };
        Server::start(setting).map(Some)
    }

    /// Runs a round against a new emulator, and adds the CPU time and memory of the emulator to the figures.
    fn with_emulator(&self, program: &str, mut arguments: Vec<String>, figures: &mut Figures) -> Outcome {
        let emulator = self.programs.emulator(self.cpus.server)?;
        arguments.extend([format!("url={}", emulator.url), format!("key={}", emulator.key)]);
        let client = self.programs.run(program, &arguments)?;
        let server = emulator.end()?;
        let server: String = server.lines().map(|line| format!("server_{line}\n")).collect();
        add_round(figures, &format!("{client}{server}"))
    }
}
