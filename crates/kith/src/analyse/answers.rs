//! The files that an analysis reads: answers as CSV or Parquet, a roster as CSV. They are told apart by how they begin.

use super::columns;
use crate::refusal;
use anyhow::{Context, bail};
use instrument::import::{Limits, Table, read_table_within};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How large a file may be on this machine, where nobody else waits.
const LIMITS: Limits = Limits {
    bytes_max: 8 << 30,
    rows_max: 20_000_000,
    columns_max: 1_000,
    cell_bytes_max: 32_768,
};

/// Reads a file of answers.
pub fn table(path: &Path) -> anyhow::Result<Table> {
    let name = path.display();
    let failed = || format!("{name} cannot be read");
    let mut file = File::open(path).with_context(failed)?;
    let size = file.metadata().with_context(failed)?.len();
    if size > LIMITS.bytes_max as u64 {
        bail!("{name} has {size} bytes; at most {} are read", LIMITS.bytes_max);
    }
    let mut bytes = vec![
        0;
        columns::MAGIC
            .len()
            .min(usize::try_from(size).unwrap_or_default())
    ];
    file.read_exact(&mut bytes).with_context(failed)?;
    if bytes == columns::MAGIC {
        return columns::read(file)
            .with_context(|| format!("{name} cannot be read as answers; nothing was done"));
    }
    file.read_to_end(&mut bytes).with_context(failed)?;
    read_table_within(&bytes, &LIMITS).map_err(|problems| wrong(path, problems))
}

/// Why a file is not what it should be, problem by problem.
pub fn wrong(path: &Path, problems: Vec<instrument::Problem>) -> anyhow::Error {
    let name = path.display();
    refusal::listing(
        format!("{name} cannot be read as answers; nothing was done."),
        problems,
    )
}
