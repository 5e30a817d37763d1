//! Content lines of RFC 5545, section 3.1: escaped, folded at 75 octets, ended by CR LF.

const OCTETS_MAX: usize = 75;

/// Collects content lines.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A value that has a form of its own (a date, an address, a number): nothing is escaped, control characters are dropped.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", value.replace(char::is_control, "")));
    }

    /// A value of type TEXT (section 3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escape(value)));
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Never splits a character: programs that unfold after decoding would show two broken ones.
    fn fold(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > OCTETS_MAX {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            control if control.is_control() => {}
            plain => escaped.push(plain),
        }
    }
    escaped
}
