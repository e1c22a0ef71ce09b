//! The tables of the Admin Portal.

use crate::domains::portal::model::PortalVisit;
use crate::store::expiring::Expiring;
use crate::store::map::KeptMap;
use crate::store::table::tables;

/// Seconds in which a link can be opened.
const LINK: u64 = 300;
/// Seconds that a visit may take on each of its pages.
const VISIT: u64 = 3600;

/// Links to the Admin Portal, and the visits that began with one.
#[derive(Clone, Debug, Default)]
pub(crate) struct PortalStore {
    pub(crate) links: Expiring<PortalVisit, LINK>,
    /// Visits in progress, by the token of the open page.
    pub(crate) visits: Expiring<PortalVisit, VISIT>,
    /// Organizations with people that links were made for.
    pub(crate) visitors: KeptMap<(String, String), ()>,
}

tables!(PortalStore { "portal_links" => links, "portal_visits" => visits, "portal_visitors" => visitors });
