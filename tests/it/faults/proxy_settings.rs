//! X18, X20, X25: environment variables for proxies and root certificates, each tested in a child process.

use std::process::Command;

use workos_client::{Client, ClientBuilder, Error};
use workos_transport_hyper::{HyperTransport, Proxies};

use super::server::Setup;
use super::tls::Ca;
use super::{API_KEY, Wire, read, run};

/// All variables that configure proxies or root certificates.
const VARIABLES: &[&str] = &[
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "NO_PROXY",
    "no_proxy",
    "REQUEST_METHOD",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];

/// Runs an ignored test of this file in a child process with these variables, and returns its output.
fn printed(test: &str, variables: &[(&str, &str)]) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    for name in VARIABLES {
        child.env_remove(name);
    }
    child.args(["--ignored", "--exact", "--nocapture", &format!("faults::proxy_settings::{test}")]);
    let output = child.envs(variables.iter().copied()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "the test below runs this in a child process with proxy variables"]
fn child_with_a_proxy_in_its_environment() {
    run(async {
        for host in ["api.example", "left.out.example"] {
            let client =
                Client::builder().base_url(format!("https://{host}")).api_key(API_KEY).build().unwrap();
            println!("{}", read(&client).await.unwrap_err());
        }
    });
}

#[test]
fn x18_environment_variables_choose_the_proxy_and_its_exceptions() {
    for (set, named) in
        [("HTTPS_PROXY", true), ("https_proxy", true), ("ALL_PROXY", true), ("HTTP_PROXY", false)]
    {
        let variables = [(set, "http://127.0.0.1:9"), ("NO_PROXY", "out.example")];
        let printed = printed("child_with_a_proxy_in_its_environment", &variables);
        assert_eq!(printed.contains("api.example through the proxy 127.0.0.1:9"), named, "{set}: {printed}");
        assert!(!printed.contains("left.out.example through"), "{set}: {printed}");
        assert!(printed.contains("left.out.example"), "{set}: {printed}");
    }
}

#[test]
#[ignore = "the test below runs this in a child process with an invalid variable"]
fn child_with_a_variable_that_cannot_be_understood() {
    let from_env = ClientBuilder::from_env().unwrap();
    for result in [Client::new("sk_test"), Client::builder().build(), from_env.build()] {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{error}");
        println!("error {error}\n{error:?}\n{error:#?}\nhint {}", error.hint().unwrap());
    }
    println!("built {}", HyperTransport::builder().proxies(Proxies::none()).build().is_ok());
}

#[test]
fn x20_a_variable_that_cannot_be_understood_is_a_configuration_error_that_names_it() {
    for (name, value) in [
        ("HTTPS_PROXY", r"CORP\svc:canary"),
        ("https_proxy", "ftp://svc:canary@proxy"),
        ("HTTP_PROXY", "http://svc:canary@proxy:port"),
        ("all_proxy", "socks4://svc:canary@proxy"),
        ("ALL_PROXY", "http://canary@"),
        ("NO_PROXY", "a.corp, http://canary.corp"),
    ] {
        let variables = [(name, value), ("WORKOS_API_KEY", "sk_test")];
        let printed = printed("child_with_a_variable_that_cannot_be_understood", &variables);
        assert_eq!(printed.matches(&format!("error {name} ")).count(), 3, "{printed}");
        assert!(printed.matches("hint ").count() >= 3 && printed.contains("built true"), "{printed}");
        assert!(!printed.contains("canary") && !printed.contains("svc"), "{printed}");
    }
}

#[test]
#[ignore = "the test below runs this in a child process with blank variables"]
fn child_with_blank_variables() {
    run(async {
        let tls = Some(Ca::new().acceptor("localhost", &["h2"], |_| ()));
        let server = Setup { tls, ..Setup::new(Wire::Http1) }.start([]).await;
        let client = Client::builder().base_url(server.url()).api_key(API_KEY).build().unwrap();
        println!("{}", read(&client).await.unwrap_err());
    });
}

#[test]
fn x25_a_blank_variable_counts_as_not_set() {
    for blank in ["", " "] {
        let variables: Vec<_> = VARIABLES.iter().map(|name| (*name, blank)).collect();
        let printed = printed("child_with_blank_variables", &variables);
        // The client uses the default root certificates and no proxy.
        assert!(printed.contains("unknown issuer") && !printed.contains("proxy "), "{printed}");
        assert!(!printed.contains("SSL_CERT"), "{printed}");
    }
}
