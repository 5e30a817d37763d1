//! Codes are read back from the picture by a reader that is not ours.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use publish::qr::{QrError, QrWords, draw};
use scraper::{Html, Selector};

const PIXELS: usize = 8;

fn words() -> QrWords {
    QrWords {
        id: "qr".into(),
        title: "QR code of the survey".into(),
        description: "https://kith.example/s/ab".into(),
    }
}

/// Paints the runs of the path and reads them.
fn read(svg: &str) -> String {
    let page = Html::parse_fragment(svg);
    let of = |selector: &str, attribute: &str| {
        page.select(&Selector::parse(selector).unwrap())
            .next()
            .unwrap()
            .attr(attribute)
            .unwrap()
            .to_owned()
    };
    let side: usize = of("svg", "viewBox").split(' ').nth(2).unwrap().parse().unwrap();
    let mut dark = vec![false; side * side];
    for run in of("path", "d").split_terminator('z') {
        let numbers: Vec<usize> = run
            .split(['M', ' ', 'h', 'v', '-'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap())
            .collect();
        let start = numbers[1] * side + numbers[0];
        dark[start..start + numbers[2]].fill(true);
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * PIXELS, side * PIXELS, |x, y| {
        if dark[y / PIXELS * side + x / PIXELS] {
            0
        } else {
            255
        }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn code_of_an_address_is_read_back() {
    let address = "https://climate.rivervalley.example/s/K7PQ-93WD-4TXM?lang=es";
    assert_eq!(read(draw(address, &words()).unwrap().as_str()), address);
}

#[test]
fn code_of_words_beyond_ascii_is_read_back() {
    assert_eq!(
        read(draw("¿Cómo te sientes? 学校", &words()).unwrap().as_str()),
        "¿Cómo te sientes? 学校"
    );
}

#[test]
fn code_is_named_and_carries_no_style() {
    let svg = draw("https://kith.example/s/ab", &words()).unwrap();
    assert!(
        svg.as_str()
            .contains("role=\"img\" aria-labelledby=\"qr-title qr-description\"")
    );
    assert!(
        svg.as_str()
            .contains("<title id=\"qr-title\">QR code of the survey</title>")
    );
    assert!(!svg.as_str().contains("style"));
}

#[test]
fn text_too_long_for_a_code_is_refused() {
    assert_eq!(
        draw(&"x".repeat(2332), &words()),
        Err(QrError::TooLong { bytes: 2332 })
    );
}
