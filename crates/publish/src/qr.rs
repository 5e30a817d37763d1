//! QR codes (ISO/IEC 18004) as SVG, for survey links on paper and on a projector.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::svg::{Block, Canvas, Direction, Naming, Svg};

/// Light modules around the code, without which readers do not find it (ISO/IEC 18004, section 6.3.8).
const QUIET_ZONE: u16 = 4;

/// Why a text has no QR code.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum QrError {
    /// Medium error correction holds 2,331 bytes at most.
    #[error("{bytes} bytes are too many for a QR code; 2331 is the most")]
    TooLong {
        /// How many there were.
        bytes: usize,
    },
}

/// What the code is called, for people who do not see it.
#[derive(Clone, Debug)]
pub struct QrWords {
    /// Unique in its page.
    pub id: String,
    /// Such as "QR code of the survey".
    pub title: String,
    /// Such as the address that it holds.
    pub description: String,
}

/// Draws `text` with medium error correction: a quarter-page poster survives a crease or a coffee stain.
///
/// # Errors
/// [`QrError::TooLong`] when the text does not fit.
pub fn draw(text: &str, words: &QrWords) -> Result<Svg, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|_| QrError::TooLong { bytes: text.len() })?;
    let modules = u16::try_from(code.width()).map_err(|_| QrError::TooLong { bytes: text.len() })?;
    let side = f64::from(modules + 2 * QUIET_ZONE);
    // A code is never mirrored, whatever the language.
    let mut canvas = Canvas::new(side, Direction::LeftToRight);
    canvas.block(
        Block {
            x: 0.0,
            y: 0.0,
            width: side,
            height: side,
            class: "qr-paper",
            fill: "#fff",
        },
        "",
    );
    canvas.markup(&format!(
        "<path class=\"qr-ink\" fill=\"#000\" d=\"{}\"/>",
        dark_runs(&code)
    ));
    let naming = Naming {
        id: &words.id,
        title: &words.title,
        description: &words.description,
    };
    Ok(canvas.finish(&naming, "qr-code", side, 1.0))
}

/// One sub-path for each run of dark modules in a row, which leaves no hairlines between neighbours.
fn dark_runs(code: &QrCode) -> String {
    let colors = code.to_colors();
    let mut path = String::new();
    for (row, modules) in colors.chunks(code.width()).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|left, right| left == right) {
            let length = run.len();
            if run[0] == Color::Dark {
                let (x, y) = (column + usize::from(QUIET_ZONE), row + usize::from(QUIET_ZONE));
                write!(path, "M{x} {y}h{length}v1h-{length}z").expect("writing to a string does not fail");
            }
            column += length;
        }
    }
    path
}
