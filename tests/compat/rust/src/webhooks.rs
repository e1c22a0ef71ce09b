use serde_json::json;
use workos::enums::{
    CreateWebhookEndpointEvents, UpdateWebhookEndpointEvents, UpdateWebhookEndpointStatus,
    WebhookEndpointStatus,
};
use workos::helpers::WebhookVerifier;
use workos::models::{CreateWebhookEndpoint, EventSchema, UpdateWebhookEndpoint};
use workos::resources::webhooks::{
    CreateWebhookEndpointParams, ListWebhookEndpointsParams, UpdateWebhookEndpointParams,
};

use crate::harness::{Delivery, Outcome, Receiver, Step, World, equal, left, refused, step};
use crate::organizations::{create, named, update};

pub const STEPS: &[Step] = &[
    step!("creates a webhook endpoint", creates_an_endpoint),
    step!("is refused with an endpoint that exists", existing_endpoint),
    step!("lists webhook endpoints", lists_endpoints),
    step!("receives an organization event and verifies it", receives_an_event),
    step!("refuses a tampered body and a wrong secret", refuses_what_is_not_signed),
    step!("receives the events of one organization in order", receives_events_in_order),
    step!("receives nothing at a disabled endpoint", receives_nothing_while_disabled),
    step!("deletes a webhook endpoint", deletes_an_endpoint),
];

async fn creates_an_endpoint(world: &mut World) -> Outcome {
    let url = world.receiver.insert(Receiver::open().await?).url.clone();
    let endpoint = world.workos.webhooks().create_webhook_endpoint(organization_events(&url)).await?;
    equal(&*endpoint.object, "webhook_endpoint")?;
    equal(&endpoint.endpoint_url, &url)?;
    equal(&endpoint.status, &WebhookEndpointStatus::Enabled)?;
    equal(endpoint.events.len(), 3)?;
    equal(endpoint.secret.expose().is_empty(), false)?;
    world.endpoint = Some(endpoint);
    Ok(())
}

async fn existing_endpoint(world: &mut World) -> Outcome {
    let again = organization_events(&left!(world.endpoint)?.endpoint_url);
    refused(world.workos.webhooks().create_webhook_endpoint(again).await, 409, Some("duplicate_endpoint"))
}

async fn lists_endpoints(world: &mut World) -> Outcome {
    let endpoint = left!(world.endpoint)?;
    let list = world.workos.webhooks().list_webhook_endpoints(ListWebhookEndpointsParams::default()).await?;
    equal(list.data.iter().map(|endpoint| &endpoint.id).collect::<Vec<_>>(), [&endpoint.id])
}

async fn receives_an_event(world: &mut World) -> Outcome {
    left!(world.endpoint)?;
    let mut wanted = named("Ünïted");
    wanted.metadata = Some([("tier".to_owned(), "gold".to_owned())].into());
    let organization = create(&world.workos, wanted).await?;
    let delivery = next(world).await?;
    let event = verify(world, &delivery)?;
    equal(&*event.event, "organization.created")?;
    equal(event.data.get("id"), Some(&json!(organization.id)))?;
    equal(event.data.get("name"), Some(&json!("Ünïted")))?;
    world.delivery = Some(delivery);
    world.event = Some(event);
    Ok(())
}

async fn refuses_what_is_not_signed(world: &mut World) -> Outcome {
    let delivery = left!(world.delivery)?;
    let tampered = delivery.body.replace("gold", "lead");
    equal(tampered == delivery.body, false)?;
    let secret = left!(world.endpoint)?.secret.expose();
    for (secret, body) in [(secret, &tampered), (&format!("{secret}x"), &delivery.body)] {
        match WebhookVerifier::new(secret).construct_event(&delivery.signature, body) {
            Err(workos::Error::Webhook(_)) => {}
            other => return Err(format!("a refusal was due, not {other:?}").into()),
        }
    }
    Ok(())
}

async fn receives_events_in_order(world: &mut World) -> Outcome {
    let id = left!(world.event)?.data["id"].clone();
    let path = id.as_str().unwrap_or_default();
    update(&world.workos, path, json!({ "name": "United" })).await?;
    world.workos.organizations().delete_organization(path).await?;
    for name in ["organization.updated", "organization.deleted"] {
        let delivery = next(world).await?;
        let event = verify(world, &delivery)?;
        equal(&*event.event, name)?;
        equal(event.data.get("id"), Some(&id))?;
        equal(event.data.get("name"), Some(&json!("United")))?;
    }
    Ok(())
}

async fn receives_nothing_while_disabled(world: &mut World) -> Outcome {
    let id = left!(world.endpoint)?.id.clone();
    let changed = |status, events| {
        let body = UpdateWebhookEndpoint { endpoint_url: None, status: Some(status), events };
        UpdateWebhookEndpointParams::new(body)
    };
    let disable = changed(UpdateWebhookEndpointStatus::Disabled, None);
    let disabled = world.workos.webhooks().update_webhook_endpoint(&id, disable).await?;
    equal(&disabled.status, &WebhookEndpointStatus::Disabled)?;
    create(&world.workos, named("Unheard")).await?;
    let created_only = Some(vec![UpdateWebhookEndpointEvents::OrganizationCreated]);
    let enable = changed(UpdateWebhookEndpointStatus::Enabled, created_only);
    let enabled = world.workos.webhooks().update_webhook_endpoint(&id, enable).await?;
    equal(&enabled.status, &WebhookEndpointStatus::Enabled)?;
    equal(enabled.events, ["organization.created"])?;
    // Deliveries keep their order, so that the next one would be the unheard one.
    let heard = create(&world.workos, named("Heard")).await?;
    let delivery = next(world).await?;
    equal(verify(world, &delivery)?.data.get("id"), Some(&json!(heard.id)))?;
    world.newest = Some(heard.id);
    Ok(())
}

async fn deletes_an_endpoint(world: &mut World) -> Outcome {
    let id = &left!(world.endpoint)?.id;
    let webhooks = world.workos.webhooks();
    webhooks.delete_webhook_endpoint(id).await?;
    let list = webhooks.list_webhook_endpoints(ListWebhookEndpointsParams::default()).await?;
    equal(list.data.len(), 0)?;
    refused(webhooks.delete_webhook_endpoint(id).await, 404, None)
}

fn organization_events(url: &str) -> CreateWebhookEndpointParams {
    CreateWebhookEndpointParams::new(CreateWebhookEndpoint {
        endpoint_url: url.to_owned(),
        events: vec![
            CreateWebhookEndpointEvents::OrganizationCreated,
            CreateWebhookEndpointEvents::OrganizationUpdated,
            CreateWebhookEndpointEvents::OrganizationDeleted,
        ],
    })
}

async fn next(world: &mut World) -> Outcome<Delivery> {
    world.receiver.as_mut().ok_or("blocked: there is no listener")?.next().await
}

fn verify(world: &World, delivery: &Delivery) -> Outcome<EventSchema> {
    let verifier = WebhookVerifier::new(left!(world.endpoint)?.secret.expose());
    Ok(verifier.construct_event(&delivery.signature, &delivery.body)?)
}
