//! Dates, times, time zones and numbers as each language writes them, from the Unicode CLDR.

use std::cell::OnceCell;

use icu::calendar::{Date, Iso};
use icu::datetime::fieldsets::{T, YM, YMD, YMDE, zone::GenericLong};
use icu::datetime::{DateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::decimal::options::DecimalFormatterOptions;
use icu::locale::{Locale, locale};
use icu::time::zone::IanaParser;
use icu::time::{DateTime, Time};

use crate::language::Language;

struct Formats {
    decimal: DecimalFormatter,
    month: DateTimeFormatter<YM>,
    date: DateTimeFormatter<YMD>,
    weekday_date: DateTimeFormatter<YMDE>,
    time: NoCalendarFormatter<T>,
    zone: NoCalendarFormatter<GenericLong>,
}

thread_local! {
    /// ICU's formatters stay on the thread that made them, so each thread keeps its own.
    static FORMATS: [OnceCell<Formats>; Language::ALL.len()] = const { [OnceCell::new(), OnceCell::new()] };
}

fn with_formats<R>(language: Language, format: impl FnOnce(&Formats) -> R) -> R {
    FORMATS.with(|formats| format(formats[language as usize].get_or_init(|| Formats::new(language))))
}

impl Formats {
    fn new(language: Language) -> Self {
        const WHY: &str = "the locale data are built in";
        let locale: Locale = match language {
            Language::English => locale!("en-US"),
            Language::Spanish => locale!("es-US"),
        };
        Self {
            decimal: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .expect(WHY),
            month: DateTimeFormatter::try_new((&locale).into(), YM::long()).expect(WHY),
            date: DateTimeFormatter::try_new((&locale).into(), YMD::long()).expect(WHY),
            weekday_date: DateTimeFormatter::try_new((&locale).into(), YMDE::long()).expect(WHY),
            time: NoCalendarFormatter::try_new((&locale).into(), T::hm()).expect(WHY),
            zone: NoCalendarFormatter::try_new((&locale).into(), GenericLong).expect(WHY),
        }
    }
}

/// A whole number.
pub(crate) fn number(language: Language, number: i64) -> String {
    with_formats(language, |formats| {
        formats.decimal.format(&Decimal::from(number)).to_string()
    })
}

/// A number rounded to so many decimals.
pub(crate) fn decimal(language: Language, number: f64, decimals: u8) -> String {
    let text = format!("{number:.*}", usize::from(decimals));
    match Decimal::try_from_str(&text) {
        Ok(decimal) => with_formats(language, |formats| formats.decimal.format(&decimal).to_string()),
        // Not a number, or infinite: shown as it is rather than as a figure.
        Err(_) => text,
    }
}

/// A month with its year.
pub(crate) fn month(language: Language, day: jiff::civil::Date) -> String {
    with_formats(language, |formats| formats.month.format(&iso(day)).to_string())
}

/// A day with its year.
pub(crate) fn date(language: Language, day: jiff::civil::Date) -> String {
    with_formats(language, |formats| formats.date.format(&iso(day)).to_string())
}

/// A day with its weekday and year.
pub(crate) fn weekday_date(language: Language, day: jiff::civil::Date) -> String {
    with_formats(language, |formats| {
        formats.weekday_date.format(&iso(day)).to_string()
    })
}

/// A time of day, in hours and minutes.
pub(crate) fn time(language: Language, time: jiff::civil::Time) -> String {
    // The Unicode data put narrow no-break spaces before AM and PM, which screen fonts may lack.
    with_formats(language, |formats| formats.time.format(&clock(time)).to_string())
        .replace('\u{202f}', "\u{a0}")
}

/// The name of the time zone that an instant is shown in.
pub(crate) fn zone(language: Language, zoned: &jiff::Zoned) -> String {
    let Some(name) = zoned.time_zone().iana_name() else {
        return zoned.strftime("%:z").to_string();
    };
    let at = DateTime {
        date: iso(zoned.date()),
        time: clock(zoned.time()),
    };
    let info = IanaParser::new().parse(name).without_offset().at_date_time(at);
    with_formats(language, |formats| formats.zone.format(&info).to_string())
}

fn iso(day: jiff::civil::Date) -> Date<Iso> {
    let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    Date::try_new_iso(i32::from(day.year()), month, day_of_month).expect("a civil date is a real day")
}

fn clock(time: jiff::civil::Time) -> Time {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(i8::unsigned_abs);
    Time::try_new(hour, minute, second, 0).expect("a civil time is a real time")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn month_in_both_languages_has_its_year() {
        let day = civil::date(2009, 4, 1);
        assert_eq!(month(Language::English, day), "April 2009");
        assert_eq!(month(Language::Spanish, day), "abril de 2009");
    }

    #[test]
    fn weekday_date_in_both_languages_is_long() {
        let day = civil::date(2025, 11, 7);
        assert_eq!(weekday_date(Language::English, day), "Friday, November 7, 2025");
        assert_eq!(
            weekday_date(Language::Spanish, day),
            "viernes, 7 de noviembre de 2025"
        );
    }

    #[test]
    fn time_at_five_is_twelve_hour() {
        assert_eq!(time(Language::English, civil::time(17, 0, 0, 0)), "5:00\u{a0}PM");
    }

    #[test]
    fn zone_of_california_is_named() {
        let zoned = civil::date(2025, 11, 7)
            .at(17, 0, 0, 0)
            .in_tz("America/Los_Angeles")
            .unwrap();
        assert_eq!(zone(Language::English, &zoned), "Pacific Time");
    }

    #[test]
    fn decimal_rounds_and_groups() {
        assert_eq!(decimal(Language::English, 1234.567, 1), "1,234.6");
        assert_eq!(number(Language::English, 66_690), "66,690");
        assert_eq!(decimal(Language::English, f64::NAN, 1), "NaN");
    }
}
