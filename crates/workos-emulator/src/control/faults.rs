//! What goes wrong on purpose.

use http::StatusCode;

use crate::control::listing::Listing;
use crate::control::request::{Control, invalid, to_value};
use crate::faults::Fault;
use crate::faults::active::{ActiveFault, FaultId};
use crate::http::answer;
use crate::http::answer::{Answer, Failure};

/// `GET /_emulator/faults`
pub(crate) fn list(control: &Control<'_>) -> Answer {
    let listing = Listing::read(&control.call.query, &[])?;
    let faults = control.emulator.faults();
    listing.page(faults.iter(), |active| active.id.to_string(), |_| true, to_value)
}

/// `POST /_emulator/faults`
pub(crate) fn inject(control: &Control<'_>) -> Answer {
    let fault: Fault = control.json()?;
    let id = control.emulator.inject(fault).map_err(|error| invalid(format!("{error}.")))?;
    Ok(answer::json(StatusCode::CREATED, &to_value(&find(control, id)?)?))
}

/// `DELETE /_emulator/faults`
pub(crate) fn clear(control: &Control<'_>) -> Answer {
    control.emulator.clear_faults();
    Ok(answer::empty(StatusCode::NO_CONTENT))
}

/// `GET /_emulator/faults/{id}`
pub(crate) fn get(control: &Control<'_>) -> Answer {
    Ok(answer::json(StatusCode::OK, &to_value(&find(control, id(control)?)?)?))
}

/// `DELETE /_emulator/faults/{id}`
pub(crate) fn remove(control: &Control<'_>) -> Answer {
    let id = id(control)?;
    if control.emulator.remove_fault(id) {
        return Ok(answer::empty(StatusCode::NO_CONTENT));
    }
    Err(Failure::not_found("Fault", &id.to_string()))
}

fn id(control: &Control<'_>) -> Result<FaultId, Failure> {
    let id = control.call.path("id");
    id.parse().map_err(|_| Failure::not_found("Fault", id))
}

fn find(control: &Control<'_>, id: FaultId) -> Result<ActiveFault, Failure> {
    let mut faults = control.emulator.faults().into_iter();
    faults.find(|active| active.id == id).ok_or_else(|| Failure::not_found("Fault", &id.to_string()))
}
