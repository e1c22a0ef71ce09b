//! How much later an answer comes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The delay of a response; random delays depend on the emulator's seed number. In a seed file, in milliseconds:
/// `{fixed: 200}`, `{uniform: {from: 50, to: 200}}`, `{normal: {mean: 100, deviation: 20}}` or `{one_of: [10, 10,
/// 500]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Latency {
    /// Always this delay.
    Fixed(#[serde(with = "millis")] Duration),
    /// A delay between these bounds, uniformly distributed.
    Uniform {
        /// The minimum.
        #[serde(with = "millis")]
        from: Duration,
        /// The maximum.
        #[serde(with = "millis")]
        to: Duration,
    },
    /// An approximately normal distribution, within six standard deviations of the mean, and never negative.
    Normal {
        /// The mean.
        #[serde(with = "millis")]
        mean: Duration,
        /// The standard deviation.
        #[serde(with = "millis")]
        deviation: Duration,
    },
    /// One of these delays, each equally likely. A delay that occurs twice is twice as likely.
    OneOf(#[serde(with = "list_of_millis")] Vec<Duration>),
}

impl Latency {
    /// Returns a fixed delay.
    #[must_use]
    pub const fn fixed(latency: Duration) -> Self {
        Self::Fixed(latency)
    }

    /// Returns a uniformly distributed delay between two bounds.
    #[must_use]
    pub const fn uniform(from: Duration, to: Duration) -> Self {
        Self::Uniform { from, to }
    }

    /// Returns an approximately normally distributed delay.
    #[must_use]
    pub const fn normal(mean: Duration, deviation: Duration) -> Self {
        Self::Normal { mean, deviation }
    }

    /// Returns a delay that is chosen from a list.
    #[must_use]
    pub fn one_of(latencies: impl IntoIterator<Item = Duration>) -> Self {
        Self::OneOf(latencies.into_iter().collect())
    }

    pub(crate) fn draw(&self, dice: &mut Dice) -> Duration {
        match self {
            Self::Fixed(latency) => *latency,
            Self::Uniform { from, to } => from.saturating_add(to.saturating_sub(*from).mul_f64(dice.throw())),
            Self::Normal { mean, deviation } => {
                let sum: f64 = (0..12).map(|_| dice.throw()).sum();
                let seconds = (sum - 6.0).mul_add(deviation.as_secs_f64(), mean.as_secs_f64());
                Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(*mean)
            }
            Self::OneOf(latencies) => {
                let index = (dice.next() % latencies.len().max(1) as u64) as usize;
                latencies.get(index).copied().unwrap_or_default()
            }
        }
    }

    /// The most that it can be, or so long that no one waits for it.
    pub(crate) fn most(&self) -> Duration {
        match self {
            Self::Fixed(latency) => *latency,
            Self::Uniform { to, .. } => *to,
            Self::Normal { mean, deviation } => mean.saturating_add(deviation.saturating_mul(6)),
            Self::OneOf(latencies) => latencies.iter().copied().max().unwrap_or_default(),
        }
    }
}

/// Chance that repeats for the same seed: SplitMix64.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0 to below 1.
    pub(crate) fn throw(&mut self) -> f64 {
        // 53 bits are what an f64 holds.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

mod millis {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_millis)
    }
}

mod list_of_millis {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(list: &[Duration], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(list.iter().map(|each| u64::try_from(each.as_millis()).unwrap_or(u64::MAX)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Duration>, D::Error> {
        Ok(Vec::<u64>::deserialize(deserializer)?.into_iter().map(Duration::from_millis).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn draws(latency: &Latency, seed: u64) -> Vec<Duration> {
        let mut dice = Dice::new(seed);
        (0..1000).map(|_| latency.draw(&mut dice)).collect()
    }

    #[test]
    fn what_is_drawn_repeats_for_the_same_seed_and_lies_where_it_should() {
        let uniform = Latency::uniform(ms(50), ms(200));
        assert_eq!(draws(&uniform, 7), draws(&uniform, 7));
        assert_ne!(draws(&uniform, 7), draws(&uniform, 8));
        assert!(draws(&uniform, 7).iter().all(|drawn| (ms(50)..=ms(200)).contains(drawn)));

        let normal = draws(&Latency::normal(ms(100), ms(20)), 0);
        let mean = normal.iter().sum::<Duration>() / 1000;
        assert!((ms(97)..ms(103)).contains(&mean), "{mean:?}");
        let near = normal.iter().filter(|drawn| (ms(80)..ms(120)).contains(*drawn)).count();
        assert!((630..730).contains(&near), "{near} of 1000 are within one deviation, not 683 or so");

        let list = draws(&Latency::one_of([ms(1), ms(1), ms(1), ms(9)]), 0);
        let nines = list.iter().filter(|drawn| **drawn == ms(9)).count();
        assert!((200..300).contains(&nines) && list.iter().all(|drawn| [ms(1), ms(9)].contains(drawn)));
    }

    #[test]
    fn every_form_is_read_as_it_is_written() {
        for (text, latency) in [
            (r#"{"fixed":200}"#, Latency::fixed(ms(200))),
            (r#"{"uniform":{"from":50,"to":200}}"#, Latency::uniform(ms(50), ms(200))),
            (r#"{"normal":{"mean":100,"deviation":20}}"#, Latency::normal(ms(100), ms(20))),
            (r#"{"one_of":[10,500]}"#, Latency::one_of([ms(10), ms(500)])),
        ] {
            assert_eq!(serde_json::from_str::<Latency>(text).unwrap(), latency);
            assert_eq!(serde_json::to_string(&latency).unwrap(), text);
        }
        assert!(serde_json::from_str::<Latency>(r#"{"uniform":{"from":1,"to":2,"more":3}}"#).is_err());
    }
}
