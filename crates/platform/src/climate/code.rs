//! The code in a survey's public address: short, without look-alike letters, with a check letter.

use crate::secret::random_bytes;

/// Letters and digits that cannot be mistaken for one another. There are 31, a prime, so that a weighted sum
/// finds every single wrong letter and every swap of neighbours.
const ALPHABET: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
const LENGTH: usize = 8;

/// A fresh code: seven random letters and a check letter.
pub fn fresh() -> String {
    let mut code = String::with_capacity(LENGTH);
    while code.len() < LENGTH - 1 {
        let letter = usize::from(random_bytes::<1>()[0] & 31);
        // 31 is drawn again, since a remainder would favour some letters.
        if let Some(letter) = ALPHABET.get(letter) {
            code.push(char::from(*letter));
        }
    }
    code.extend(weighted(&code).map(|check| char::from(ALPHABET[check])));
    code
}

/// The code as it is stored, from what a person typed: upper case, spaces and hyphens are fine. `None` when it
/// cannot be one.
pub fn read(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-'))
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    if code.len() != LENGTH || !code.is_ascii() {
        return None;
    }
    let (letters, check) = code.split_at(LENGTH - 1);
    (weighted(letters)? == position(check.as_bytes()[0])?).then_some(code)
}

fn position(letter: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == letter)
}

fn weighted(letters: &str) -> Option<usize> {
    let mut sum = 0;
    for (at, letter) in letters.bytes().enumerate() {
        sum += (at + 2) * position(letter)?;
    }
    Some(sum % ALPHABET.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_fresh_code_gives_it_back_however_it_is_typed() {
        for _ in 0..100 {
            let code = fresh();
            assert_eq!(read(&code), Some(code.clone()));
            let typed = format!(" {}-{} ", code[..4].to_uppercase(), &code[4..]);
            assert_eq!(read(&typed), Some(code));
        }
    }

    #[test]
    fn read_one_wrong_letter_or_swapped_neighbours_refuses() {
        let code = fresh();
        for at in 0..LENGTH {
            for letter in ALPHABET {
                let mut wrong = code.clone().into_bytes();
                wrong[at] = *letter;
                let wrong = String::from_utf8(wrong).unwrap();
                assert_eq!(read(&wrong).is_some(), wrong == code);
            }
        }
        for at in 0..LENGTH - 2 {
            let mut wrong = code.clone().into_bytes();
            wrong.swap(at, at + 1);
            let wrong = String::from_utf8(wrong).unwrap();
            assert_eq!(read(&wrong).is_some(), wrong == code);
        }
    }

    #[test]
    fn read_garbage_refuses() {
        for typed in [
            "",
            "0",
            "oooooooo",
            "ééééé",
            "22222222222",
            "' OR 1=1",
            "2222222\0",
        ] {
            assert_eq!(read(typed), None, "{typed:?}");
        }
    }
}
