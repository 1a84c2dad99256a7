//! TLS in front of a server of this process: stunnel, with a certificate that nobody else has.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::LIMIT;
use super::process::{Folder, Process};

/// Listens at a free port until it is dropped.
pub(crate) struct Tls {
    pub(crate) port: u16,
    _process: Process,
    _folder: Folder,
}

impl Tls {
    /// In front of the server at this port.
    pub(crate) async fn before(server: u16) -> Tls {
        let folder = Folder::new("tls");
        let (key, certificate) = (folder.0.join("key.pem"), folder.0.join("certificate.pem"));
        let made = Process::silent("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
            .args(["-nodes", "-days", "2"])
            .args(["-subj", "/CN=localhost", "-keyout"])
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .status();
        assert!(made.unwrap().success(), "openssl makes a certificate");
        // stunnel does not tell which port it chose.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let configuration = folder.0.join("stunnel.conf");
        let text = format!(
            "foreground = yes\npid =\n[tls]\naccept = 127.0.0.1:{port}\nconnect = 127.0.0.1:{server}\ncert = {}\nkey = {}\n",
            certificate.display(),
            key.display()
        );
        fs::write(&configuration, text).unwrap();
        let process = Process::start(Process::silent("stunnel4").arg(&configuration));
        let listens = async {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(LIMIT, listens).await.expect("stunnel starts in time");
        Tls { port, _process: process, _folder: folder }
    }
}
