//! The audit: from the published values of a release alone, it computes what rows, dimensions, pairs and places give away by
//! subtraction, and refuses the release when that is dangerous or when values do not fit together.

mod table;

use std::collections::BTreeSet;

use self::table::{Shown, Table, breach, item_shape};
use crate::ask::Protection;
use crate::frame::Frame;
use crate::grid::at_place;
use crate::publication::{Place, Plain, made_of};
use crate::release::recipe::sum_in_words;
use crate::release::{distinct, scale_shape};
use crate::report::{Cell, Group, Report};
use crate::shape::{Shape, subtract};
use crate::{Breach, Error};

/// Checks a release.
///
/// # Errors
/// [`Error::Unsafe`] with the first breach; [`Error::Least`], [`Error::Repeated`], [`Error::Measure`] for a release that
/// cannot have come from here.
pub(crate) fn audit(plain: &Plain) -> Result<(), Error> {
    // A release does not say under which rules it was made: the floor of all of them holds.
    Protection::of_pack(plain.least)?;
    geography(plain)?;
    let frame = frame_of(plain)?;
    let Some(first) = plain.reports.first() else {
        return Err(unfit("the release", "the release", "it has no report"));
    };
    for report in &plain.reports {
        alike(first, report, plain)?;
        if let Cell::Shown(people) = report.people
            && people < plain.least
        {
            return Err(Error::Unsafe(Breach::Few {
                table: "the report".to_owned(),
                group: "everyone".to_owned(),
                people,
                least: plain.least,
            }));
        }
    }
    distinct("item", first.items.iter().map(|table| &table.item))?;
    distinct("scale", first.scales.iter().map(|table| &table.scale))?;
    distinct("scale item", first.scales.iter().flat_map(|table| &table.items))?;
    if !first.groups.is_empty() {
        check(plain, &frame, "people", &Shape::people(), |table, report| {
            table.people(&report.groups)
        })?;
    }
    for (at, item) in first.items.iter().enumerate() {
        check(plain, &frame, &item.item, &item_shape(item), |table, report| {
            table.item(&report.items[at])
        })?;
    }
    for (at, scale) in first.scales.iter().enumerate() {
        check(plain, &frame, &scale.scale, &scale_shape(), |table, report| {
            table.scale(&report.scales[at], &report.items)
        })?;
    }
    Ok(())
}

/// The rows of a release, as its first report has them.
pub(crate) fn frame_of(plain: &Plain) -> Result<Frame, Error> {
    let (dimensions, pairs) = plain.reports.first().map_or((&[][..], &[][..]), |report| {
        (&report.dimensions[..], &report.pairs[..])
    });
    distinct("dimension", dimensions.iter().map(|dimension| &dimension.id))?;
    for dimension in dimensions {
        distinct("level", dimension.levels.iter())?;
    }
    let frame = Frame::new(dimensions.to_vec(), pairs)?;
    if frame.pair_ids() != pairs {
        return Err(unfit(
            "the release",
            "the pairs",
            "they are not in the order of the dimensions",
        ));
    }
    Ok(frame)
}

/// Places that lie in each other, one report each.
fn geography(plain: &Plain) -> Result<(), Error> {
    let places = &plain.places;
    let wrong = |reason| Err(unfit("the release", "the places", reason));
    if places.len() != plain.reports.len() {
        return wrong("there is not one report for each");
    }
    let ids: BTreeSet<(&str, &str)> = places
        .iter()
        .map(|place| (place.kind.as_str(), place.id.as_str()))
        .collect();
    if ids.len() != places.len() {
        return wrong("one is there twice");
    }
    let ends = |place: &Place| {
        let mut above = place.parent;
        for _ in places {
            match above {
                None => return true,
                Some(at) if at >= places.len() => return false,
                Some(at) => above = places[at].parent,
            }
        }
        above.is_none()
    };
    if !places.iter().all(ends) {
        return wrong("one lies in itself, or in none of them");
    }
    Ok(())
}

/// Reports of one release show the same tables.
fn alike(first: &Report, report: &Report, plain: &Plain) -> Result<(), Error> {
    let tables = |report: &Report| {
        let items = report.items.iter().map(|table| {
            let marks = (table.favourable.clone(), table.reversed);
            (table.item.clone(), table.options.clone(), marks)
        });
        let scales = report.scales.iter().map(|table| {
            let rule = (table.rule, table.cut, table.least_answered);
            (table.scale.clone(), table.items.clone(), rule)
        });
        (items.collect::<Vec<_>>(), scales.collect::<Vec<_>>())
    };
    let same = report.least == plain.least
        && report.dimensions == first.dimensions
        && report.pairs == first.pairs
        && report.groups.is_empty() == first.groups.is_empty()
        && tables(report) == tables(first);
    if same {
        Ok(())
    } else {
        Err(unfit(
            "the release",
            "the reports",
            "they do not show the same tables",
        ))
    }
}

/// A table in every place, and what the places leave of each other.
fn check(
    plain: &Plain,
    frame: &Frame,
    name: &str,
    shape: &Shape,
    lines: impl Fn(&Table, &Report) -> Result<Shown, Error>,
) -> Result<(), Error> {
    let mut shown = Vec::with_capacity(plain.places.len());
    for (place, report) in plain.reports.iter().enumerate() {
        let table = Table {
            name,
            least: plain.least,
            people: report.people.shown().copied(),
            frame,
            place,
            places: &plain.places,
        };
        shown.push(lines(&table, report)?);
    }
    for (whole, place) in made_of(&plain.places).iter().enumerate() {
        for (row, group) in frame.groups.iter().enumerate() {
            let line = |at: usize| shown[at][row].as_deref();
            between(plain, group, (name, shape), (whole, &place.parts), &line)?;
        }
    }
    Ok(())
}

/// A group of a place without the same group of the places in it that show it.
fn between<'a>(
    plain: &Plain,
    group: &Group,
    (name, shape): (&str, &Shape),
    (whole, parts): (usize, &[usize]),
    line: &dyn Fn(usize) -> Option<&'a [i64]>,
) -> Result<(), Error> {
    let Some(everyone) = line(whole).filter(|_| !parts.is_empty()) else {
        return Ok(());
    };
    let mut left = everyone.to_vec();
    let mut terms = vec![(whole, group, 1)];
    for &part in parts {
        if let Some(line) = line(part) {
            subtract(&mut left, line);
            terms.push((part, group, -1));
        }
    }
    let whole = || at_place(group, whole, &plain.places);
    if left.iter().any(|&value| value < 0) {
        return Err(unfit(name, &whole(), "there are more in its places than in it"));
    }
    if terms.len() > parts.len() && left.iter().any(|&value| value != 0) {
        return Err(unfit(name, &whole(), "the places in it do not add up to it"));
    }
    match shape.danger_left(&left, plain.least) {
        Some(danger) if terms.len() > 1 => {
            let recipe = sum_in_words(&terms, &plain.places);
            Err(breach(name, plain.least, recipe, false, danger))
        }
        _ => Ok(()),
    }
}

fn unfit(table: &str, group: &str, reason: &'static str) -> Error {
    Error::Unsafe(Breach::Inconsistent {
        table: table.to_owned(),
        group: group.to_owned(),
        reason,
    })
}
