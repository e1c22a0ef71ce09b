use futures_util::TryStreamExt;
use serde_json::json;
use workos::enums::PaginationOrder;
use workos::models::EventSchema;
use workos::resources::events::ListEventsParams;

use crate::harness::{Outcome, Step, World, equal, left, step};

pub const STEPS: &[Step] = &[
    step!("lists the events of an organization", lists_events),
    step!("pages events forwards", pages_events),
];

async fn lists_events(world: &mut World) -> Outcome {
    let delivered = left!(world.event)?;
    let names = ["organization.created", "organization.updated", "organization.deleted"];
    let mut params = oldest_first(&names);
    params.organization_id = delivered.data["id"].as_str().map(str::to_owned);
    let list = world.workos.events().list_events(params).await?;
    equal(list.data.iter().map(|event| event.event.as_str()).collect::<Vec<_>>(), names)?;
    // The feed and the webhook carry the same event.
    equal(serde_json::to_value(&list.data[0])?, serde_json::to_value(delivered)?)
}

async fn pages_events(world: &mut World) -> Outcome {
    let params = oldest_first(&["organization.created"]);
    let found: Vec<EventSchema> = world.workos.events().list_events_auto_paging(params).try_collect().await?;
    equal(found.last().and_then(|event| event.data.get("id")), Some(&json!(left!(world.newest)?)))?;
    let names: Vec<_> = found
        .iter()
        .filter_map(|event| event.data.get("name")?.as_str())
        .filter(|name| name.starts_with("Compat"))
        .collect();
    equal(names, (1..=25).map(|number| format!("Compat {number}")).collect::<Vec<_>>())
}

fn oldest_first(names: &[&str]) -> ListEventsParams {
    let mut params = ListEventsParams::new(names.iter().map(|name| (*name).to_owned()).collect());
    params.order = Some(PaginationOrder::Asc);
    params
}
