//! Measures the emulator: creating one, calling it in process, serving a client in another process, or the time for which
//! it holds the lock of its state.

mod lock;

use std::hint::black_box;
use std::io::Read;
use std::process::ExitCode;

use bench_client::{Job, Meter, Outcome, Sample, load, resident_kib, spin};
use workos_emulator::{DEFAULT_BASE_URL, Emulator, NewConnection, NewOrganization};
use workos_sso::{Client, Connections, ListConnections};

fn main() -> ExitCode {
    bench_client::run(None, work)
}

fn work(job: &Job) -> Outcome<Sample> {
    match job.work.as_str() {
        "start" => spin(job, || {
            black_box(Emulator::new());
            Ok(())
        }),
        "in-process" => job.block_on(async {
            let emulator = with_ten_connections()?;
            let client = Client::builder()
                .api_key(emulator.api_key())
                .client_id(emulator.client_id())
                .base_url(DEFAULT_BASE_URL)
                .transport(emulator.transport())
                .build()?;
            let connections = Connections::new(&client);
            load(job, move || send(connections.list())).await
        })?,
        "serve" => job.block_on(async {
            let emulator = with_ten_connections()?;
            let server = emulator.serve("127.0.0.1:0").await?;
            // The parent process reads the URL and the key, and ends this process by closing its standard input.
            println!("url {} {}", server.url(), emulator.api_key());
            let meter = Meter::start(job)?;
            tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
            Ok(meter.stop(1)?.with("idle_kib", resident_kib()?))
        })?,
        "lock" => lock::measure(job),
        other => Err(format!("unknown work `{other}`").into()),
    }
}

fn with_ten_connections() -> Outcome<Emulator> {
    let emulator = Emulator::new();
    for number in 0..10 {
        let name = format!("Customer {number}");
        emulator.add_organization(NewOrganization::new(&name))?;
        emulator.add_connection(NewConnection::new("OktaSAML").organization(&name).name(&name))?;
    }
    Ok(emulator)
}

async fn send(list: ListConnections) -> Outcome {
    black_box(list.send().await?);
    Ok(())
}
