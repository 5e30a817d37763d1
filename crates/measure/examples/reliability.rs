//! How long a whole survey takes: reliability and differences between groups of every scale, from coded columns in memory.
//!
//! `reliability PEOPLE SCALES ITEMS GROUPS THREADS [FOLDER]` makes answers from a seed, times the work, prints one line of
//! figures, and, if a folder is named, leaves the first scale there for other programs: one byte per answer, column by
//! column (0 missing), and one byte per person for the group.

#![expect(clippy::print_stdout, reason = "a measurement is read from the terminal")]
#![expect(clippy::unwrap_used, reason = "a measurement stops where it fails")]

use std::sync::atomic::{AtomicUsize, Ordering};

use measure::Error;
use measure::fairness::{
    MatchedCounts, Matching, ProportionalOdds, Purified, Search, Terms, proportional_odds, purified,
};
use measure::reliability::{
    Alpha, Covariances, Groups, ItemColumn, ItemStatistics, JointCounts, Omega, OneFactor, ScaleAnswers,
    categorical_omega, item_statistics, minimum_residual, polychoric_matrix,
};
use tally::Missing;

/// All there is to say of one scale.
struct Account {
    alpha: Alpha,
    feldt_low: f64,
    omega: f64,
    categorical: f64,
    items: Vec<ItemStatistics>,
    of_groups: Vec<Alpha>,
    differences: Purified,
}

/// What a program for reliability alone says of a scale.
fn consistency(columns: &[ItemColumn<'_>]) -> Result<(Alpha, Vec<ItemStatistics>, Omega), Error> {
    let answers = ScaleAnswers::new(columns)?;
    let covariances = Covariances::pairwise(&JointCounts::new(&answers))?;
    let omega = Omega::minimum_residual(covariances.pairwise_correlations())?;
    Ok((
        Alpha::new(&covariances)?,
        item_statistics(&answers, &covariances)?,
        omega,
    ))
}

/// Alpha alone.
fn alpha(columns: &[ItemColumn<'_>]) -> Result<Alpha, Error> {
    Alpha::new(&Covariances::pairwise(&JointCounts::new(&ScaleAnswers::new(
        columns,
    )?))?)
}

/// One factor by minimum residuals alone, of the people who answered everything.
fn factor(columns: &[ItemColumn<'_>]) -> Result<OneFactor, Error> {
    minimum_residual(Covariances::listwise(&ScaleAnswers::new(columns)?)?.pairwise_correlations())
}

/// Omega of one factor alone, from all pairs of answers.
fn omega(columns: &[ItemColumn<'_>]) -> Result<Omega, Error> {
    let counts = JointCounts::new(&ScaleAnswers::new(columns)?);
    Omega::minimum_residual(Covariances::pairwise(&counts)?.pairwise_correlations())
}

/// The sum of the polychoric correlations below the diagonal.
fn polychoric(columns: &[ItemColumn<'_>]) -> Result<f64, Error> {
    let (correlations, _) = polychoric_matrix(&JointCounts::new(&ScaleAnswers::new(columns)?))?;
    Ok((correlations.sum() - correlations.trace()) / 2.0)
}

/// What a program for regression says of the first item: its three nested models, all other items answered.
fn first_item(columns: &[ItemColumn<'_>], groups: &Groups) -> Result<[ProportionalOdds; 3], Error> {
    let answers = ScaleAnswers::new(columns)?;
    let anchors: Vec<usize> = (0..columns.len()).collect();
    let least = u32::try_from(columns.len() - 1).unwrap();
    let counts = MatchedCounts::of_item(&answers, groups, (0, &anchors), Matching::Rest, least)?;
    let model = |terms| proportional_odds(&counts, terms);
    Ok([
        model(Terms::Standing)?,
        model(Terms::Group)?,
        model(Terms::Interaction)?,
    ])
}

/// How long the work takes, in seconds of the clock, and what came of it.
#[expect(clippy::disallowed_methods, reason = "this program exists to measure time")]
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let began = std::time::Instant::now();
    let found = work();
    (began.elapsed().as_secs_f64(), found)
}

/// How long the processor worked on it, so that what else the machine does matters less; of the clock, where that is not
/// known.
fn worked<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let began = on_processor();
    let (seconds, found) = timed(work);
    let spent = on_processor().zip(began).map(|(now, began)| now - began);
    (spent.unwrap_or(seconds), found)
}

/// Seconds for which this thread ran.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// Everything timed, for one scale.
fn account(columns: &[ItemColumn<'_>], groups: &Groups) -> Result<Account, Error> {
    let answers = ScaleAnswers::new(columns)?;
    let (everyone, by_group) = JointCounts::by_group(&answers, groups)?;
    let covariances = Covariances::pairwise(&everyone)?;
    let alpha = Alpha::new(&covariances)?;
    let of_group = |counts: &JointCounts| Alpha::new(&Covariances::pairwise(counts)?);
    Ok(Account {
        feldt_low: alpha.feldt(0.95)?.low,
        alpha,
        omega: Omega::minimum_residual(covariances.pairwise_correlations())?.of_total,
        categorical: categorical_omega(&everyone)?.omega,
        items: item_statistics(&answers, &covariances)?,
        of_groups: by_group.iter().map(of_group).collect::<Result<_, _>>()?,
        differences: purified(
            &answers,
            groups,
            &Search {
                answered_least: 0.5,
                ..Search::default()
            },
        )?,
    })
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Answers 0 to 4 to the items of a scale, one in twenty missing; half the groups answer the first item higher.
fn scale(seed: u64, items: usize, groups: &[u16], last: u16) -> Vec<Vec<u8>> {
    let mut state = seed;
    let mut columns = vec![Vec::with_capacity(groups.len()); items];
    for &group in groups {
        let own = next(&mut state);
        let standing = i64::from((own & 0xFF) as u8) + i64::from((own >> 8 & 0xFF) as u8);
        for (item, column) in columns.iter_mut().enumerate() {
            let drawn = next(&mut state);
            let noise = i64::from((drawn & 0xFF) as u8) + i64::from((drawn >> 8 & 0xFF) as u8);
            let shift = if item == 0 && group * 2 > last { 90 } else { 0 };
            let answer = (standing + noise + shift - 310) / 100 + 2;
            let skipped = drawn >> 16 & 0xFFFF < 3277;
            let code = u8::try_from(answer.clamp(0, 4)).unwrap();
            column.push(if skipped { Missing::Skipped.code() } else { code });
        }
    }
    columns
}

fn column(codes: &[u8]) -> ItemColumn<'_> {
    ItemColumn {
        codes,
        options: 5,
        reversed: false,
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: usize| arguments.get(at).map_or(usual, |text| text.parse().unwrap());
    let (people, scales, items) = (number(0, 1_000_000), number(1, 20), number(2, 5));
    let (levels, threads) = (number(3, 12), number(4, 1));
    let mut state = 20_240_601;
    let last = u16::try_from(levels - 1).unwrap();
    let group: Vec<u16> = (0..people)
        .map(|_| u16::try_from(next(&mut state) % levels as u64).unwrap())
        .collect();
    let survey: Vec<Vec<Vec<u8>>> = (0..scales)
        .map(|at| scale(at as u64 + 1, items, &group, last))
        .collect();
    if let Some(folder) = arguments.get(5) {
        let bytes: Vec<u8> = survey[0]
            .iter()
            .flatten()
            .map(|code| if *code < 250 { code + 1 } else { 0 })
            .collect();
        std::fs::write(format!("{folder}/scale.bin"), bytes).unwrap();
        let bytes: Vec<u8> = group.iter().map(|level| u8::try_from(*level).unwrap()).collect();
        std::fs::write(format!("{folder}/group.bin"), bytes).unwrap();
    }
    let columns: Vec<_> = survey[0].iter().map(|codes| column(codes)).collect();
    let groups = Groups::new(&group, levels).unwrap();
    let (alpha_seconds, _) = worked(|| alpha(&columns).unwrap());
    let (factor_seconds, factor) = worked(|| factor(&columns).unwrap());
    let (scale_seconds, _) = worked(|| consistency(&columns).unwrap());
    let (omega_seconds, _) = worked(|| omega(&columns).unwrap());
    let (polychoric_seconds, correlations) = worked(|| polychoric(&columns).unwrap());
    // Shorter than the processor's own clock ticks.
    let (item_seconds, item) = timed(|| first_item(&columns, &groups).unwrap());
    let (seconds, (own_seconds, accounts)) = timed(|| worked(|| all(&survey, &groups, threads)));
    let first = &accounts[0];
    let found: usize = accounts
        .iter()
        .map(|account| account.differences.items.iter().filter(|item| item.found).count())
        .sum();
    println!(
        "{{\"seconds\":{seconds:.4},\"own_seconds\":{own_seconds:.4},\"alpha_seconds\":{alpha_seconds:.5},\"item_seconds\":{item_seconds:.5},\"factor_seconds\":{factor_seconds:.5},\"scale_seconds\":{scale_seconds:.5},\"omega_seconds\":{omega_seconds:.5},\"polychoric_seconds\":{polychoric_seconds:.5},\"correlations\":{correlations:.9},\"loadings\":{:.9},\"people\":{people},\"scales\":{scales},\"items\":{items},\"groups\":{levels},\
         \"threads\":{threads},\"alpha\":{:.12},\"feldt_low\":{:.9},\"omega\":{:.9},\"categorical_omega\":{:.9},\
         \"rest\":{:.12},\"alpha_group_0\":{:.12},\"unfair_items\":{found},\"rounds\":{},\"log_likelihood\":{:.6}}}",
        factor.loadings.iter().sum::<f64>(),
        first.alpha.raw,
        first.feldt_low,
        first.omega,
        first.categorical,
        first.items[0].rest_correlation,
        first.of_groups[0].raw,
        first.differences.rounds,
        item[2].log_likelihood,
    );
}

/// The scales one after the other, or shared out among threads; the accounts are the same.
fn all(survey: &[Vec<Vec<u8>>], groups: &Groups, threads: usize) -> Vec<Account> {
    let at = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let mine = at.fetch_add(1, Ordering::Relaxed);
            let Some(codes) = survey.get(mine) else {
                return done;
            };
            let columns: Vec<_> = codes.iter().map(|codes| column(codes)).collect();
            done.push((mine, account(&columns, groups).unwrap()));
        }
    };
    let mut accounts: Vec<(usize, Account)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        own.into_iter()
            .chain(others.into_iter().flat_map(|other| other.join().unwrap()))
            .collect()
    });
    accounts.sort_by_key(|(at, _)| *at);
    accounts.into_iter().map(|(_, account)| account).collect()
}
