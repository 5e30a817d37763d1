//! The program as somebody types it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A command that came to its end.
pub struct Ended {
    /// What it gave back; nothing when it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub out: String,
    /// What it complained about.
    pub err: String,
}

/// The program with none of this machine's settings.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_kith"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("KITH_")) {
        program.env_remove(name);
    }
    program.env("RUST_LOG", "error");
    program
}

/// Runs a command on a folder to its end.
pub fn kith(words: &[&str], folder: &Path) -> Ended {
    ended(program().args(words).arg("--folder").arg(folder))
}

/// Runs a command to its end.
pub fn ended(command: &mut Command) -> Ended {
    let output = command.output().expect("the program starts");
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

impl Ended {
    /// Whether it failed, with these words and without those of a programmer.
    pub fn refused(&self, words: &str) {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        assert!(self.err.contains(words), "{}", self.err);
        for internal in ["Problem {", "Key(", "Answer(", "panicked"] {
            assert!(!self.err.contains(internal), "{}", self.err);
        }
    }
}

/// A program that serves.
pub struct Serving {
    child: Child,
    /// What it printed until it said the awaited words.
    pub said: Vec<String>,
}

impl Serving {
    /// Starts it and waits until it says these words.
    pub fn until(command: &mut Command, words: &str) -> Self {
        let child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut serving = Self {
            child,
            said: Vec::new(),
        };
        let output = serving.child.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(output).lines();
        for line in lines.by_ref() {
            let line = line.expect("text");
            let is_awaited = line.contains(words);
            serving.said.push(line);
            if is_awaited {
                // Whatever else it says is read, so that it never waits for a reader.
                std::thread::spawn(move || lines.for_each(drop));
                return serving;
            }
        }
        panic!("it ended before it said {words}: {:?}", serving.said)
    }

    /// The first address that it printed, with its path.
    pub fn link(&self, part: &str) -> &str {
        let words = self.said.iter().flat_map(|line| line.split_whitespace());
        let mut links = words.filter(|word| word.starts_with("http://") && word.contains(part));
        links.next().expect("it prints a link")
    }

    /// SIGTERM, and the exit code.
    #[cfg(unix)]
    pub fn terminate(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(told.expect("kill is a command").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status of a page.
pub fn status(url: &str) -> u16 {
    let rest = url.strip_prefix("http://").expect("an address");
    let (place, path) = rest.split_once('/').expect("a path");
    let address: SocketAddr = place.parse().expect("where it listens");
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!("GET /{path} HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("it listens");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("a page is text");
    let status = answer.split(' ').nth(1).expect("a status");
    status.parse().expect("a number")
}
