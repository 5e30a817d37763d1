//! Every word and every way of writing a number that charts and tables need, given by the caller in its language.

use disclosure::coding::Coded;
use disclosure::{Group, Rule};

/// The words of one language for one instrument. Numbers are written as in en-US unless the methods are overridden.
pub trait Wording {
    /// The question of an item.
    fn item(&self, item: &str) -> String;
    /// The name of a scale.
    fn scale(&self, scale: &str) -> String;
    /// The label of an option of an item.
    fn option(&self, item: &str, option: &str) -> String;
    /// The name of a dimension, such as "Grade".
    fn dimension(&self, dimension: &str) -> String;
    /// The name of a group, such as "Everyone" or "Grade 7"; it stands alone.
    fn group(&self, group: &Group) -> String;
    /// What a scoring rule counts.
    fn rule(&self, rule: Rule) -> String;
    /// "not shown, to protect people".
    fn not_shown(&self) -> String;
    /// Head of the column that says how many answered.
    fn answered(&self) -> String;
    /// Head of the column with the favourable share.
    fn favourable(&self) -> String;
    /// Head of the column with the interval.
    fn interval(&self) -> String;

    /// A count: `1,234`.
    fn count(&self, count: u64) -> String {
        let digits = count.to_string();
        let mut written = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(',');
            }
            written.push(digit);
        }
        written
    }

    /// A share in whole percent without a sign, for a label inside a bar: `78`.
    fn percent_bare(&self, share: f64) -> String {
        format!("{:.0}", share * 100.0)
    }

    /// A share in whole percent: `78%`.
    fn percent(&self, share: f64) -> String {
        format!("{}%", self.percent_bare(share))
    }

    /// From one share to another: `73–82%`.
    fn percent_range(&self, low: f64, high: f64) -> String {
        format!("{}–{}%", self.percent_bare(low), self.percent_bare(high))
    }

    /// What a rule pack lets be said of a share: `78%`, `70–79%`, `<5%`, `≥90%`.
    fn said(&self, coded: Coded) -> String {
        let percent = |percent: u8| self.percent(f64::from(percent) / 100.0);
        match coded {
            Coded::Exact { part, of } => self.percent(f64::from(part) / f64::from(of.max(1))),
            Coded::Percent(share) => percent(share),
            Coded::Band { low, high } => self.percent_range(f64::from(low) / 100.0, f64::from(high) / 100.0),
            Coded::Below(share) => format!("<{}", percent(share)),
            Coded::AtMost(share) => format!("≤{}", percent(share)),
            Coded::Above(share) => format!(">{}", percent(share)),
            Coded::AtLeast(share) => format!("≥{}", percent(share)),
            Coded::Hidden => self.not_shown(),
        }
    }
}
