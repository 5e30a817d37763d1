//! The folder of a report: filled beside its place and put there whole, so that nobody ever finds half a report.

use crate::serve::Signals;
use anyhow::{Context, bail};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The file by which an earlier report is known.
pub const ACCOUNT: &str = "account.json";

/// A folder that is being filled.
pub struct Folder {
    target: PathBuf,
    staging: Arc<Mutex<Option<PathBuf>>>,
    path: PathBuf,
    files: Vec<String>,
}

/// A file of a report or of its making, by its contents.
#[derive(Clone, Debug, Serialize)]
pub struct Sum {
    /// Its name, below the folder.
    pub file: String,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Folder {
    /// Begins to fill a folder; refuses to touch one that holds anything, unless it is an earlier report and `replace` is set.
    pub fn begin(target: &Path, replace: bool) -> anyhow::Result<Self> {
        let name = target.display();
        match std::fs::read_dir(target) {
            Ok(mut entries) => {
                let is_empty = entries.next().is_none();
                if !is_empty && !target.join(ACCOUNT).is_file() {
                    bail!("-o {name} holds something that is no report; name a new folder");
                }
                if !is_empty && !replace {
                    bail!("-o {name} holds a report already; name a new folder, or replace it with --force");
                }
            }
            Err(why) if why.kind() == ErrorKind::NotFound => {}
            Err(why) if why.kind() == ErrorKind::NotADirectory => bail!("-o {name} is a file; name a folder"),
            Err(why) => return Err(why).with_context(|| format!("-o {name} cannot be looked into")),
        }
        let path = beside(target, "partial")?;
        if replace && path.is_dir() {
            std::fs::remove_dir_all(&path)
                .with_context(|| format!("{} cannot be removed", path.display()))?;
        }
        std::fs::create_dir(&path).with_context(|| {
            format!(
                "{} cannot be made. If it is there, another run is filling it or was broken off: remove it, or use --force",
                path.display()
            )
        })?;
        let staging = Arc::new(Mutex::new(Some(path.clone())));
        remove_when_interrupted(Arc::clone(&staging)).context("signals cannot be listened to")?;
        Ok(Self {
            target: target.to_owned(),
            staging,
            path,
            files: Vec::new(),
        })
    }

    /// A new file of the report; `name` has slashes between folders.
    pub fn create(&mut self, name: &str) -> anyhow::Result<BufWriter<File>> {
        let path = self.path.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        let file =
            File::create_new(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        self.files.push(name.to_owned());
        Ok(BufWriter::new(file))
    }

    /// Writes a whole file.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let mut file = self.create(name)?;
        file.write_all(bytes)
            .and_then(|()| file.flush())
            .with_context(|| format!("{name} cannot be written"))
    }

    /// Every file so far, by name.
    pub fn sums(&self) -> anyhow::Result<Vec<Sum>> {
        let mut names = self.files.clone();
        names.sort_unstable();
        let sums = names.iter().map(|name| sum(&self.path.join(name), name));
        sums.collect()
    }

    /// Puts the folder where it was asked for.
    pub fn finish(self) -> anyhow::Result<()> {
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        let target = &self.target;
        let failed = || format!("-o {} cannot be put in place", target.display());
        let old = beside(target, "old")?;
        let is_there = target.is_dir();
        if is_there {
            std::fs::rename(target, &old).with_context(failed)?;
        }
        if let Err(why) = std::fs::rename(&self.path, target) {
            if is_there {
                std::fs::rename(&old, target).with_context(failed)?;
            }
            return Err(why).with_context(failed);
        }
        *staging = None;
        drop(staging);
        if is_there {
            std::fs::remove_dir_all(&old).with_context(|| format!("{} cannot be removed", old.display()))?;
        }
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove(&self.staging);
    }
}

/// A hidden neighbor of the folder: on the same disk, so that it can take its place at once.
fn beside(target: &Path, what: &str) -> anyhow::Result<PathBuf> {
    let name = target
        .file_name()
        .with_context(|| format!("-o {} is no name for a folder", target.display()))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{what}"));
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    if !parent.is_dir() {
        bail!("-o {}: there is no folder {}", target.display(), parent.display());
    }
    Ok(parent.join(hidden))
}

fn remove(staging: &Mutex<Option<PathBuf>>) {
    let mut staging = staging.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(path) = staging.take() else { return };
    // Whoever still writes may add a file while it is being removed.
    for _ in 0..100 {
        match std::fs::remove_dir_all(&path) {
            Ok(()) => return,
            Err(why) if why.kind() == ErrorKind::NotFound => return,
            Err(_) => std::thread::yield_now(),
        }
    }
}

/// Ctrl-C and SIGTERM end the program, and leave nothing behind.
fn remove_when_interrupted(staging: Arc<Mutex<Option<PathBuf>>>) -> std::io::Result<()> {
    let mut signals = Signals::listen()?;
    tokio::spawn(async move {
        if signals.told().await.is_ok() {
            remove(&staging);
            eprintln!("kith: broken off; nothing was written");
            std::process::exit(130);
        }
    });
    Ok(())
}

/// A file by its contents.
pub fn sum(path: &Path, name: &str) -> anyhow::Result<Sum> {
    let failed = || format!("{} cannot be read", path.display());
    let mut file = File::open(path).with_context(failed)?;
    let mut sum = Sha256::new();
    let mut bytes = 0;
    let mut part = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut part).with_context(failed)?;
        if read == 0 {
            break;
        }
        sum.update(&part[..read]);
        bytes += read as u64;
    }
    Ok(Sum {
        file: name.to_owned(),
        bytes,
        sha256: hex(&sum.finalize()),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
