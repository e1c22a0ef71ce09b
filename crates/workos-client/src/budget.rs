//! The budget for retries, which all calls of a client share.

#[cfg(workos_loom)]
use loom::sync::atomic::{AtomicU32, Ordering};
#[cfg(not(workos_loom))]
use std::sync::atomic::{AtomicU32, Ordering};

/// A token bucket: retries take tokens, and successes refill it.
///
/// While the service works, every retry is affordable. In an outage the bucket runs dry after a few dozen
/// retries, and the client stops multiplying the load.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    const CAPACITY: u32 = 500;
    /// The cost of a retry after a failure of the server or the network.
    pub(crate) const FAILURE: u32 = 14;
    /// The cost of a retry after 429.
    pub(crate) const THROTTLE: u32 = 5;
    const REFILL: u32 = 1;

    pub(crate) fn full() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }

    /// Pays for a retry. Returns whether the budget was sufficient.
    pub(crate) fn pay(&self, cost: u32) -> bool {
        let pay = |tokens: u32| tokens.checked_sub(cost);
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, pay).is_ok()
    }

    /// Refills the bucket after a success: by the cost of its retries, or by one token if it had none.
    pub(crate) fn refund(&self, paid: u32) {
        let refund = |tokens: u32| {
            (tokens < Self::CAPACITY)
                .then(|| tokens.saturating_add(paid.max(Self::REFILL)).min(Self::CAPACITY))
        };
        // An error means that the bucket was full, which is fine.
        let _full = self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, refund);
    }
}

#[cfg(all(test, not(workos_loom)))]
mod tests {
    use super::*;

    #[test]
    fn an_outage_spends_the_budget_and_successes_refill_it() {
        let budget = RetryBudget::full();
        let paid = (0..200).filter(|_| budget.pay(RetryBudget::FAILURE)).count();
        assert_eq!(paid, 35);
        for _ in 0..3 {
            budget.refund(0);
        }
        assert!(!budget.pay(RetryBudget::FAILURE), "10 tokens were left, and 3 came back");
        budget.refund(0);
        assert!(budget.pay(RetryBudget::FAILURE));
    }

    #[test]
    fn a_full_bucket_does_not_overflow() {
        let budget = RetryBudget::full();
        budget.refund(1000);
        assert!(!budget.pay(501));
        assert!(budget.pay(500));
    }
}

#[cfg(all(test, workos_loom))]
mod interleavings {
    use super::*;
    use loom::sync::Arc;
    use loom::thread;

    #[test]
    fn concurrent_calls_never_overdraw_and_lose_no_update() {
        loom::model(|| {
            let budget = Arc::new(RetryBudget(AtomicU32::new(2 * RetryBudget::FAILURE)));
            let payers: Vec<_> = (0..2)
                .map(|_| {
                    let budget = Arc::clone(&budget);
                    thread::spawn(move || u32::from(budget.pay(RetryBudget::FAILURE)))
                })
                .collect();
            budget.refund(RetryBudget::FAILURE);
            let paid: u32 = payers.into_iter().map(|payer| payer.join().unwrap()).sum();
            assert_eq!(paid, 2);
            assert_eq!(budget.0.load(Ordering::Acquire), RetryBudget::FAILURE);
        });
    }

    #[test]
    fn a_refund_never_exceeds_the_capacity() {
        loom::model(|| {
            let budget = Arc::new(RetryBudget(AtomicU32::new(RetryBudget::CAPACITY - 1)));
            let other = Arc::clone(&budget);
            let refunder = thread::spawn(move || other.refund(RetryBudget::THROTTLE));
            budget.refund(0);
            refunder.join().unwrap();
            assert_eq!(budget.0.load(Ordering::Acquire), RetryBudget::CAPACITY);
        });
    }
}
