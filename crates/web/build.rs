//! Lists the assets and the sentences, so that they are built into the program and a new file needs no code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("assets.rs"), assets(&root.join("assets"))?)?;
    std::fs::write(out.join("sentences.rs"), sentences(&root.join("../../locales"))?)
}

/// `FILES`: path and bytes of each asset; `STAMP`: a hash of them all, which makes their addresses immutable.
fn assets(folder: &Path) -> std::io::Result<String> {
    let mut code = String::from("static FILES: &[(&str, &[u8])] = &[\n");
    let mut stamp = Stamp(0xcbf2_9ce4_8422_2325);
    for file in files_under(folder)? {
        let name = relative(folder, &file);
        stamp.add(name.as_bytes());
        stamp.add(&std::fs::read(&file)?);
        let path = std::fs::canonicalize(&file)?.to_string_lossy().into_owned();
        writeln!(code, "    ({name:?}, include_bytes!({path:?})),").expect("a string takes text");
    }
    writeln!(
        code,
        "];\n/// Changes with any asset.\npub const STAMP: &str = \"{:016x}\";",
        stamp.0
    )
    .expect("a string takes text");
    Ok(code)
}

/// `SENTENCES`: language, file name and text of each Fluent file.
fn sentences(folder: &Path) -> std::io::Result<String> {
    let mut code = String::from("static SENTENCES: &[(&str, &str, &str)] = &[\n");
    for file in files_under(folder)? {
        let name = relative(folder, &file);
        let (Some((language, rest)), true) = (
            name.split_once('/'),
            file.extension().is_some_and(|ending| ending == "ftl"),
        ) else {
            continue;
        };
        let path = std::fs::canonicalize(&file)?.to_string_lossy().into_owned();
        writeln!(code, "    ({language:?}, {rest:?}, include_str!({path:?})),").expect("a string takes text");
    }
    code.push_str("];\n");
    Ok(code)
}

/// Every file below a folder, sorted; Cargo is told to look again when the folder changes.
fn files_under(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        if !next.exists() {
            continue;
        }
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn relative(folder: &Path, file: &Path) -> String {
    let path = file
        .strip_prefix(folder)
        .expect("the file was found below the folder");
    path.to_string_lossy().replace('\\', "/")
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991): it only has to change when a file does.
struct Stamp(u64);

impl Stamp {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
