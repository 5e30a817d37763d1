//! What is foreseen, in sentences and as JSON.

use super::Foreseen;
use crate::analyse::pack::Pack;
use disclosure::foresight::{Outlook, Plan, Rates, Remedied, Remedy};
use disclosure::suppress::Column;
use instrument::Instrument;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Everybody of a place, or the place of a roster that names none.
pub const EVERYONE: &str = "everyone";

/// Outlooks, the best first, with what they are called.
const OUTLOOKS: [(Outlook, &str); 4] = [
    (Outlook::SurelyShown, "surely visible"),
    (Outlook::LikelyShown, "likely visible"),
    (Outlook::LikelyHidden, "likely hidden"),
    (Outlook::SurelyHidden, "surely hidden"),
];

/// How many remedies are told of an agency in sentences.
const HELPS: usize = 5;

fn outlook(outlook: Outlook) -> &'static str {
    let found = OUTLOOKS.iter().find(|(known, _)| *known == outlook);
    found.map_or("", |(_, said)| said)
}

/// The id of a group's levels.
fn column(plan: &Plan, column: Column) -> String {
    let level = |(dimension, level): (usize, usize)| {
        let dimension = &plan.dimensions[dimension];
        format!("{} {}", dimension.id, dimension.levels[level])
    };
    match column {
        Column::Everyone => EVERYONE.to_owned(),
        Column::Level(dimension, at) => level((dimension, at)),
        Column::Pair([one, other]) => format!("{} × {}", level(one), level(other)),
        // A forecast pools nothing.
        Column::Pooled(_) => String::new(),
    }
}

/// The places of a forecast with their names: schools, and the agency when it has several.
fn places(one: &Foreseen) -> Vec<(usize, &str)> {
    let mut places: Vec<(usize, &str)> = Vec::new();
    if one.plan.schools.len() > 1 {
        places.push((one.plan.schools.len(), &one.name));
    }
    let schools = one.plan.schools.iter().enumerate();
    places.extend(schools.map(|(at, school)| (at, school.id.as_str())));
    places
}

/// What is foreseen of all agencies.
pub fn text(all: &[Foreseen], (rates, pack): (Rates, &Pack), form: &Instrument) -> String {
    let [low, _, high] = rates.three();
    let mut told = format!(
        "What will be visible of {} when {}, by the rules of {} (least count {}):\n",
        form.title.get("en"),
        if low < high {
            format!("{:.0} to {:.0} percent answer", low * 100.0, high * 100.0)
        } else {
            format!("{:.0} percent answer", low * 100.0)
        },
        pack.title(),
        pack.protection.least(),
    );
    for one in all {
        for (place, name) in places(one) {
            let asked = one.forecast.groups.get(&(place, Column::Everyone));
            let _ = writeln!(
                told,
                "\n{name}: {} people asked",
                asked.map_or(0, |seen| seen.people)
            );
            for (wanted, said) in OUTLOOKS {
                let own = one.forecast.groups.iter();
                let own = own.filter(|((at, _), seen)| *at == place && seen.outlook == wanted);
                let own: Vec<String> = own
                    .map(|((_, group), seen)| format!("{} ({})", column(&one.plan, *group), seen.people))
                    .collect();
                if !own.is_empty() {
                    let _ = writeln!(told, "  {said}: {}", own.join(", "));
                }
            }
        }
        helps(&mut told, one);
        if !one.forecast.proved {
            let _ = writeln!(
                told,
                "  Where groups are hidden for the sake of others, this is the best pattern found, perhaps not the cheapest."
            );
        }
    }
    told.push_str("\nIn brackets, how many people are asked. A group is hidden when too few answer, or when a hidden one could be worked out from it.\n");
    told
}

fn helps(told: &mut String, one: &Foreseen) {
    if one.helps.is_empty() {
        let _ = writeln!(
            told,
            "\nNothing that was tried makes more groups of {} visible.",
            one.name
        );
        return;
    }
    let _ = writeln!(told, "\nWhat helps in {}:", one.name);
    for remedied in one.helps.iter().take(HELPS) {
        let _ = writeln!(
            told,
            "  {}: {}",
            remedy(&one.plan, &remedied.remedy),
            gain(remedied)
        );
    }
}

fn gain(remedied: &Remedied) -> String {
    let groups = |count: usize| match count {
        1 => "1 group".to_owned(),
        count => format!("{count} groups"),
    };
    match remedied.lost {
        0 => format!("{} more", groups(remedied.gained)),
        lost => format!(
            "{} more, {} no longer by themselves",
            groups(remedied.gained),
            groups(lost)
        ),
    }
}

fn remedy(plan: &Plan, remedy: &Remedy) -> String {
    let of = |dimension: usize| plan.dimensions[dimension].id.as_str();
    match remedy {
        Remedy::PoolYears(years) => format!("count {years} years together"),
        Remedy::PoolSchools(schools) => {
            let names: Vec<&str> = schools.iter().map(|&at| plan.schools[at].id.as_str()).collect();
            format!("count {} as one school", names.join(", "))
        }
        Remedy::MergeLevels { dimension, levels } => {
            let names: Vec<&str> = levels
                .iter()
                .map(|&at| plan.dimensions[*dimension].levels[at].as_str())
                .collect();
            format!("count {} {} as one", of(*dimension), names.join(", "))
        }
        Remedy::DropDimension(dimension) => format!("leave {} out", of(*dimension)),
        Remedy::DropPair(one, other) => format!("leave {} by {} out", of(*one), of(*other)),
    }
}

/// The same for machines.
pub fn json(all: &[Foreseen], rates: Rates, pack: &Pack) -> Value {
    let agencies = all.iter().map(|one| {
        let places = places(one).into_iter().map(|(place, name)| {
            let own = one.forecast.groups.iter().filter(|((at, _), _)| *at == place);
            let groups = own.map(|((_, group), seen)| {
                json!({
                    "group": column(&one.plan, *group),
                    "asked": seen.people,
                    "enough_at_low_rate": seen.enough[0],
                    "enough_at_high_rate": seen.enough[1],
                    "outlook": outlook(seen.outlook),
                })
            });
            json!({ "place": name, "groups": groups.collect::<Vec<_>>() })
        });
        let helps = one.helps.iter().map(|remedied| {
            json!({
                "remedy": remedy(&one.plan, &remedied.remedy),
                "gained": remedied.gained,
                "lost": remedied.lost,
            })
        });
        json!({
            "agency": one.name,
            "places": places.collect::<Vec<_>>(),
            "helps": helps.collect::<Vec<_>>(),
            "proved": one.forecast.proved,
        })
    });
    let [low, _, high] = rates.three();
    json!({
        "least": pack.protection.least(),
        "rules": pack.id(),
        "response": [low, high],
        "agencies": agencies.collect::<Vec<_>>(),
    })
}
