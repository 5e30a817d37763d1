//! How often one address may try what could be guessed or abused: sign-in links and codes.
//!
//! A token bucket per address and kind. Memory is bounded: full buckets are forgotten first.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use platform::Instant;

/// Kinds of request that are counted, each with buckets of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rate {
    /// Asking for and using sign-in links, not opening them. A workshop of a hundred behind one address may all sign in
    /// at once, and some of them twice.
    SignIn,
    /// Codes that people type.
    Code,
    /// Answers to a survey. A district behind one address may all answer in the same minute.
    Answer,
}

impl Rate {
    fn burst(self) -> f64 {
        match self {
            Self::SignIn => 300.0,
            Self::Code => 400.0,
            Self::Answer => 6000.0,
        }
    }

    fn per_second(self) -> f64 {
        match self {
            Self::SignIn => 0.2,
            Self::Code => 10.0,
            Self::Answer => 200.0,
        }
    }
}

const BUCKETS_MAX: usize = 20_000;

/// Counts requests by address.
#[derive(Debug, Default)]
pub struct Limiter {
    buckets: Mutex<HashMap<(Rate, IpAddr), Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    seen: Instant,
}

impl Bucket {
    fn filled(self, rate: Rate, now: Instant) -> f64 {
        let micros = now.micros().saturating_sub(self.seen.micros()).max(0);
        #[expect(
            clippy::cast_precision_loss,
            reason = "microseconds since a request fit a float"
        )]
        let seconds = micros as f64 / 1e6;
        (self.tokens + seconds * rate.per_second()).min(rate.burst())
    }
}

impl Limiter {
    /// Takes one token.
    ///
    /// # Errors
    /// The seconds to wait, when there is none left.
    pub fn take(&self, rate: Rate, address: IpAddr, now: Instant) -> Result<(), u32> {
        // A panic elsewhere leaves only a count behind, which is still right.
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (rate, network_of(address));
        if buckets.len() >= BUCKETS_MAX && !buckets.contains_key(&key) {
            make_room(&mut buckets, now);
        }
        let bucket = buckets.entry(key).or_insert(Bucket {
            tokens: rate.burst(),
            seen: now,
        });
        let tokens = bucket.filled(rate, now);
        *bucket = Bucket { tokens, seen: now };
        if tokens < 1.0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most a few seconds"
            )]
            return Err(((1.0 - tokens) / rate.per_second()).ceil() as u32);
        }
        bucket.tokens -= 1.0;
        Ok(())
    }
}

fn make_room(buckets: &mut HashMap<(Rate, IpAddr), Bucket>, now: Instant) {
    buckets.retain(|(rate, _), bucket| bucket.filled(*rate, now) < rate.burst());
    if buckets.len() < BUCKETS_MAX {
        return;
    }
    let mut seen: Vec<Instant> = buckets.values().map(|bucket| bucket.seen).collect();
    let (_, middle, _) = seen.select_nth_unstable(BUCKETS_MAX / 2);
    let middle = *middle;
    buckets.retain(|_, bucket| bucket.seen > middle);
}

/// IPv6 households hold a /64, so that is what is counted.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn take_beyond_burst_waits_and_refills() {
        let (limiter, home) = (Limiter::default(), "192.0.2.1".parse().unwrap());
        let taken = (0..310)
            .filter(|_| limiter.take(Rate::SignIn, home, at(0)).is_ok())
            .count();
        assert_eq!(taken, 300);
        assert_eq!(limiter.take(Rate::SignIn, home, at(0)), Err(5));
        assert_eq!(limiter.take(Rate::SignIn, home, at(5)), Ok(()));
        assert_eq!(
            limiter.take(Rate::SignIn, "192.0.2.2".parse().unwrap(), at(5)),
            Ok(())
        );
    }

    #[test]
    fn take_from_one_ipv6_network_shares_a_bucket() {
        let limiter = Limiter::default();
        for host in 0..300_u16 {
            let address = Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, host).into();
            assert_eq!(limiter.take(Rate::SignIn, address, at(0)), Ok(()));
        }
        assert_eq!(
            limiter.take(Rate::SignIn, "2001:db8:0:1::ffff".parse().unwrap(), at(0)),
            Err(5)
        );
    }

    #[test]
    fn take_from_many_addresses_keeps_memory_bounded() {
        let limiter = Limiter::default();
        for host in 0..50_000_u32 {
            assert_eq!(limiter.take(Rate::Code, IpAddr::V4(host.into()), at(0)), Ok(()));
        }
        assert!(limiter.buckets.lock().unwrap().len() <= BUCKETS_MAX);
    }
}
