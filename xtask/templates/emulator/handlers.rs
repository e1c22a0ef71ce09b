//! `LIBRARY.*`.

use crate::base::ids::Moment;
use crate::domains::LIBRARY::model::MODEL;
use crate::domains::LIBRARY::seed::NewMODEL;
use crate::domains::resource::Resource;
use crate::domains::seed::{self, Seed};
use crate::domains::state::State;
use crate::http::rejected::Rejected;
use crate::store::lookup::free_id;

pub(crate) static RESOURCE: Resource<MODEL> = Resource {
    add: Some(seed::add::<NewMODEL>),
    remove: Some(|state, id, _| drop(state.LIBRARY.all.remove(id))),
    ..Resource::new("LIBRARY", "MODEL", |state| &state.LIBRARY.all, |_, object, _| object.to_json())
};

impl Seed for NewMODEL {
    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        let id = free_id(self.id, &state.LIBRARY.all, || moment.id("MODULE"))?;
        state.LIBRARY.all.insert(MODEL { id: id.clone(), created_at: moment.now });
        Ok(id)
    }
}
