//! The log of deliveries as a table of the state.

use serde::{Deserialize, Serialize};

use crate::events::deliveries::Deliveries;
use crate::events::delivery::Delivery;
use crate::store::table::{Changes, Table};

/// A delivery as it is written: with its number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry<D> {
    number: u64,
    delivery: D,
}

impl Table for Deliveries {
    type Key = u64;
    type Entry = Entry<Delivery>;

    fn changes(&self) -> &Changes<u64> {
        &self.changes
    }

    fn changes_mut(&mut self) -> &mut Changes<u64> {
        &mut self.changes
    }

    fn entry(&self, number: &u64) -> Option<impl Serialize> {
        let delivery = self.log.get(self.index(*number)?)?;
        Some(Entry { number: *number, delivery })
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        (self.first..).zip(&self.log).map(|(number, delivery)| Entry { number, delivery })
    }

    fn put(&mut self, entry: Entry<Delivery>) -> Result<(), String> {
        let Entry { number, delivery } = entry;
        if number >= u64::MAX / 2 {
            return Err(format!("the delivery number {number} is out of range"));
        }
        if self.log.is_empty() {
            self.first = number;
        }
        let length = self.log.len();
        match self.index(number) {
            Some(index) if index < length => {
                self.bytes = self.bytes - self.log[index].footprint() + delivery.footprint();
                self.log[index] = delivery;
            }
            Some(index) if index == length => {
                self.bytes += delivery.footprint();
                self.log.push_back(delivery);
            }
            _ => return Err(format!("delivery {number} does not follow the one before")),
        }
        Ok(())
    }

    fn drop_entry(&mut self, number: &u64) {
        if *number == self.first
            && let Some(oldest) = self.log.pop_front()
        {
            self.bytes -= oldest.footprint();
            self.first += 1;
        }
    }
}
