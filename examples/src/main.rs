//! The example's program: see the library beside it for what it serves.

use std::io::{self, Write};
use std::process::ExitCode;

use cors_examples::arguments::{self, Command, HELP};
use cors_examples::servers::{Origins, Ports, Servers};

/// As shells and most tools use it for a wrong command line.
const USAGE: u8 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let result = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Command::Serve(ports)) => serve(ports).await.map_err(|error| (error, 1)),
        Ok(Command::Help) => say(HELP).map_err(|error| (error.into(), 1)),
        Err(error) => Err((error.into(), USAGE)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err((error, code)) => {
            // If standard error is closed too, the exit code has to do.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(code)
        }
    }
}

async fn serve(ports: Ports) -> Result<(), Box<dyn std::error::Error>> {
    let servers = Servers::bind(ports).await?;
    let introduction = introduction(&servers.origins);
    let mut result = Ok(());
    servers
        .serve(async {
            // In this order, so that whoever has read the addresses can already stop the servers.
            let interrupt = tokio::signal::ctrl_c();
            let introduce = async { say(&introduction) };
            result = tokio::try_join!(interrupt, introduce).map(drop);
        })
        .await;
    result?;
    say("\nStopped.\n")?;
    Ok(())
}

/// `println!` would panic if the reader of a pipe has gone.
fn say(text: &str) -> io::Result<()> {
    io::stdout().write_all(text.as_bytes())
}

fn introduction(Origins { api, allowed, other }: &Origins) -> String {
    format!(
        "\
CORS lab       {allowed}
orders         {allowed}/orders, allowed by their API
orders         {other}/orders, not allowed
APIs           {api}

Open the lab in a browser, or ask the orders API as one would:

# a response that the allowed page's script may read
curl -i -H 'Origin: {allowed}' {api}/orders

# the preflight of a PUT from the allowed page: 204 and the policy
curl -i -X OPTIONS -H 'Origin: {allowed}' -H 'Access-Control-Request-Method: PUT' {api}/orders/1

# the same from the other page: 403 and no CORS header
curl -i -X OPTIONS -H 'Origin: {other}' -H 'Access-Control-Request-Method: PUT' {api}/orders/1

Ctrl-C stops the example.
"
    )
}
