//! A running program, and requests to it over a plain connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A demonstration that is being served.
pub struct Running {
    child: Child,
    /// Where.
    pub address: SocketAddr,
}

impl Running {
    /// Starts `kith demo` on any free port and waits until it says where it is.
    pub fn demo(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kith"))
            .args(["demo", "--port", "0", "--folder"])
            .arg(folder)
            .env("RUST_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
        let address = lines
            .by_ref()
            .map(|line| line.expect("text"))
            .find_map(|line| {
                line.split("http://")
                    .nth(1)
                    .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
            })
            .expect("it says where it is");
        // Whatever else it says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// SIGKILL: nothing can be finished.
    pub fn kill(mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("it ends");
    }
}

#[cfg(unix)]
impl Running {
    /// SIGTERM: what was begun is finished. Gives the exit code.
    pub fn terminate(mut self) -> Option<i32> {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill is a command").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Posts a form and gives the status, or nothing when the connection broke.
pub fn post(address: SocketAddr, path: &str, form: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer.split(' ').nth(1)?.parse().ok()
}
